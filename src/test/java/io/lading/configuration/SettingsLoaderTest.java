package io.lading.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.SettingsLoader.Result;
import io.lading.security.AllowedTarget;
import io.lading.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    private Path home;

    @Test
    void everythingHasADefaultThatFits() throws IOException {
        Settings settings = usable("", Map.of());

        assertThat(settings.environment()).isEqualTo(Environment.TEST);
        assertThat(settings.data()).isEqualTo(home.resolve("data"));
        assertThat(settings.http())
                .isEqualTo(new Settings.Http("127.0.0.1", 8080, Optional.empty(), List.of(), Optional.empty()));
        assertThat(settings.database()).isEqualTo(new Settings.Database.Embedded(0));
        assertThat(settings.broker()).isEqualTo(new Settings.Broker.Embedded(Optional.empty()));
        assertThat(settings.folders().partners()).isEqualTo(home.resolve("partners"));
        assertThat(settings.workers()).isEqualTo(new Settings.Workers(1, 2, 1));
        assertThat(settings.batch()).isEqualTo(new Settings.Batch(256, 4 << 20, 16 << 20));
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(
                        1L << 30,
                        5 << 20,
                        64 << 10,
                        512L << 20,
                        new Settings.Doors(2000, 2000, 32, 512, Duration.ofSeconds(20)),
                        new Settings.Spool(4L << 30, 2L << 30, 512L << 20, 128, Duration.ofMinutes(15))));
        assertThat(settings.receive().groupWindow()).isEqualTo(Duration.ofMillis(3));
        assertThat(settings.sweep().every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.delivery().retry().giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.delivery().allowTargets()).isEmpty();
        assertThat(settings.adminToken()).isEmpty();
        assertThat(settings.crashPoint()).isEmpty();
    }

    @Test
    void theFileIsReadIntoTypedValues() throws IOException {
        Settings settings = usable("""
                environment: production
                http: { bind: 127.0.0.3, port: 0 }
                database:
                  url: jdbc:postgresql://db.example:5432/lading
                  user: hub
                  password: env:DB_PASSWORD
                limits: { maxTransmission: 512MB }
                delivery:
                  allowTargets: [ loopback, 10.1.0.0/16, erp.example ]
                  retry: { first: 500ms, factor: 1.5 }
                """, Map.of("DB_PASSWORD", "geheim"));

        assertThat(settings.environment()).isEqualTo(Environment.PRODUCTION);
        assertThat(settings.http())
                .isEqualTo(new Settings.Http("127.0.0.3", 0, Optional.empty(), List.of(), Optional.empty()));
        Settings.Database.External database = (Settings.Database.External) settings.database();
        assertThat(database.user()).isEqualTo("hub");
        assertThat(database.password().map(Secret::reveal)).contains("geheim");
        assertThat(settings.limits().maxTransmission()).isEqualTo(512L << 20);
        assertThat(settings.delivery().retry().first()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.delivery().retry().factor()).isEqualTo(1.5);
        assertThat(settings.delivery().allowTargets())
                .extracting(AllowedTarget::toString)
                .containsExactly("loopback", "10.1.0.0/16", "erp.example");
    }

    @Test
    void environmentVariablesWinOverTheFileAndSetWinsOverBoth() throws IOException {
        Files.writeString(home.resolve("lading.yaml"), "http: { port: 1, bind: 127.0.0.2 }\nsweep: { every: 2s }\n");
        Map<String, String> variables = Map.of(
                "LADING_HTTP_PORT", "2", "LADING_SWEEP_EVERY", "3s", "LADING_DELIVERY_RETRY_GIVE_UP_AFTER", "2d");

        Result result =
                SettingsLoader.load(new SettingsSource(home, Optional.empty(), variables, List.of("http.port=3")));

        Settings settings = ((Result.Usable) result).settings();
        assertThat(settings.http())
                .isEqualTo(new Settings.Http("127.0.0.2", 3, Optional.empty(), List.of(), Optional.empty()));
        assertThat(settings.sweep().every()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.delivery().retry().giveUpAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.effective())
                .contains(new Settings.Effective("http.port", "3", "--set"))
                .contains(new Settings.Effective("sweep.every", "3s", "LADING_SWEEP_EVERY"))
                .contains(new Settings.Effective("http.bind", "127.0.0.2", home + "/lading.yaml:1:24"))
                .contains(new Settings.Effective("batch.sets", "256", "default"));
    }

    @Test
    void allProblemsAreSaidTogetherWithPlaceAndAdvice() throws IOException {
        List<String> problems = refused("""
                enviroment: live
                environment: live
                http: { prot: 8080, port: 99999 }
                sweep: { every: 5 minutes }
                limits: { maxTransmission: 3TB, inlinePayload: 2MB }
                batch: 256
                giveUpAfter: 1h
                delivery:
                  allowTargets: [ "10.1.0.0/64" ]
                  retry: { first: 20m, max: 15m }
                security: { adminToken: ldg_0123456789 }
                database: { password: "env:DB_PASSWORD", url: "mysql://root:pw@db/x" }
                """, Map.of("LADING_HTTP_PROT", "80", "LADING_SHARED", "/elsewhere"));

        assertThat(problems)
                .containsExactly(
                        "lading.yaml:1:1  Unknown key 'enviroment'. Did you mean 'environment'?",
                        "lading.yaml:2:14  'environment' expects production or test; found 'live'.",
                        "lading.yaml:3:9  Unknown key 'http.prot'. Did you mean 'http.port'?",
                        "lading.yaml:3:27  'http.port' must be from 0 to 65535; found '99999'.",
                        "lading.yaml:4:17  'sweep.every' expects a duration with its unit, such as 500ms, 30s, 15m, 24h or"
                                + " 365d; found '5 minutes'.",
                        "lading.yaml:5:28  'limits.maxTransmission' expects a size with its unit, such as 512B, 64KB, 4MB"
                                + " or 1GB; found '3TB'.",
                        "lading.yaml:5:48  'limits.inlinePayload' must be from 1KB to 1MB; found '2MB'.",
                        "lading.yaml:6:8  'batch' is a section; expected keys below it: sets, bytes, wholeSet.",
                        "lading.yaml:7:1  Unknown key 'giveUpAfter'. Known: audit, batch, broker, data, database, delivery,"
                                + " environment, folders, http, limits, mailboxes, partners, receive, security, sweep, testing, workers.",
                        "lading.yaml:9:17  'delivery.allowTargets' expects a list of loopback, private, a network such as"
                                + " 10.1.0.0/16, or a host name; found '10.1.0.0/64'.",
                        "lading.yaml:10:29  'delivery.retry.max' must not be shorter than 'delivery.retry.first' (20m);"
                                + " found '15m'.",
                        "lading.yaml:11:25  'security.adminToken' expects a reference to a secret: secret:NAME, env:NAME or file:path;"
                                + " the value given is not shown.",
                        "lading.yaml:12:23  'database.password': The secret env:DB_PASSWORD is not there: the environment"
                                + " variable DB_PASSWORD is not set. Set it before the hub starts.",
                        "lading.yaml:12:47  'database.url' expects a JDBC URL of PostgreSQL,"
                                + " jdbc:postgresql://host:5432/name; found 'mysql://***@db/x'.",
                        "environment variable LADING_HTTP_PROT  No setting has this variable. Did you mean 'LADING_HTTP_PORT'?");
    }

    @Test
    void aWrongSetOptionIsRefused() {
        Result result = SettingsLoader.load(
                new SettingsSource(home, Optional.empty(), Map.of(), List.of("http.prt=1", "http.port", "data=x")));

        assertThat(texts(result))
                .containsExactly(
                        "--set  Unknown key 'http.prt'. Did you mean 'http.port'?",
                        "--set  '--set' expects key=value; found 'http.port'.");
    }

    @Test
    void aMissingConfigurationFileIsRefused() {
        Result result = SettingsLoader.load(
                new SettingsSource(home, Optional.of(home.resolve("none.yaml")), Map.of(), List.of()));

        assertThat(texts(result))
                .containsExactly("none.yaml  There is no such file; --config names the settings file.");
    }

    @Test
    void secretsNeverShow() throws IOException {
        Settings settings =
                usable("security: { adminToken: \"env:TOKEN\" }", Map.of("TOKEN", "ldg_canary0000000000000000000000"));

        assertThat(settings.toString()).doesNotContain("canary").contains("***");
        assertThat(settings.effective())
                .contains(new Settings.Effective("security.adminToken", "***", home + "/lading.yaml:1:25"));
    }

    @Test
    void refusesAnAdministratorsTokenThatCanBeGuessedAndDoesNotShowIt() throws IOException {
        assertThat(refused("security: { adminToken: \"env:TOKEN\" }", Map.of("TOKEN", "summer-of-canary-2026")))
                .singleElement()
                .asString()
                .contains("'security.adminToken' expects at least 32 characters; found 21")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3"})
    void opensNoConsoleBeyondLoopbackWithoutTlsOrAProxyThatEndsIt(String bind) throws IOException {
        String http = "http: { bind: \"" + bind + "\" }";
        assertThat(refused(http, Map.of()))
                .singleElement()
                .asString()
                .startsWith("lading.yaml:1:15  'http.bind' would open console and API at " + bind + " without TLS")
                .contains("http.tls.certificate", "http.trustedProxies", "partners.port");

        assertThat(usable(http.replace(" }", ", trustedProxies: 10.0.0.9 }"), Map.of())
                        .http()
                        .bind())
                .isEqualTo(bind);
        String tls = http.replace(" }", ", tls: { certificate: c.pem, key: \"env:KEY\" } }");
        assertThat(usable(tls, Map.of("KEY", "-----")).http().scheme()).isEqualTo("https");
    }

    @Test
    void everyDefaultIsWithinItsOwnBounds() {
        assertThat(Options.ALL).allSatisfy(option -> assertThat(option.refusal(option.usual()))
                .as(option.key())
                .isEmpty());
        assertThat(Options.keys()).doesNotHaveDuplicates();
    }

    private Settings usable(String yaml, Map<String, String> variables) throws IOException {
        Files.writeString(home.resolve("lading.yaml"), yaml);
        Result result = SettingsLoader.load(new SettingsSource(home, Optional.empty(), variables, List.of()));
        assertThat(texts(result)).isEmpty();
        return ((Result.Usable) result).settings();
    }

    private List<String> refused(String yaml, Map<String, String> variables) throws IOException {
        Files.writeString(home.resolve("lading.yaml"), yaml);
        return texts(SettingsLoader.load(new SettingsSource(home, Optional.empty(), variables, List.of())));
    }

    private List<String> texts(Result result) {
        return result instanceof Result.Refused refused
                ? refused.problems().stream()
                        .map(problem -> problem.toString().replace(home + "/", ""))
                        .toList()
                : List.of();
    }
}
