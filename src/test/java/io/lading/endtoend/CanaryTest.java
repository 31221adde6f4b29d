package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.lading.api.ApiConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.partner.LoadedCommunity;
import io.lading.security.MasterKey;
import io.lading.security.OwnCertificate;
import io.lading.security.PasswordHash;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.TokenHash;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.StoredSecrets;
import io.lading.transport.as2.Identity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Secrets are planted wherever a hub keeps some; then logs, answers and the whole database are searched for them. */
class CanaryTest {
    private static final String BEARER = "canary-bearer-7f3a91";
    private static final String PASSWORD = "canary-password-c04d2e";
    private static final String TOKEN = "ldg_canarytoken5b8e6f";
    private static final String KEY_PASSWORD = "canary-keypass-99d1aa";
    private static final String MAIL = "canary-mail-1b7c40ee";
    private static final String HMAC = "canary-hmac-52d9e3aa";
    private static final String OAUTH = "canary-oauth-8810fc7d";
    private static final String BASIC = "canary-basic-e3a6b952";
    private static final String SOAP = "canary-soap-0c95d1f8";
    private static final String QUEUE = "canary-queue-6ef2a17b";
    private static final String ACCESS = "canary-access-token-d47c";
    private static final String QUEUE_HASH =
            PasswordHash.of(QUEUE.toCharArray(), new SecureRandom()).text();

    @TempDir
    static Path folder;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final AtomicReference<String> ASKED = new AtomicReference<>("");
    private static final List<String> ANSWERS = new ArrayList<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String keyMaterial = "";
    private static TestDatabase record;
    private static Hub hub;
    private static String administrator = "";
    private static String machine = "";
    private static HttpServer tokens;

    @BeforeAll
    static void start() throws Exception {
        LOG.start();
        root().addAppender(LOG);
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/", exchange -> {
            byte[] answer =
                    ("{\"access_token\":\"" + ACCESS + "\",\"expires_in\":600}").getBytes(StandardCharsets.UTF_8);
            ASKED.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        record = TestDatabase.fresh();
        Path partners = Files.createDirectories(folder.resolve("partners"));
        OwnCertificate own =
                OwnCertificate.make("us", 2048, Instant.now().minusSeconds(60), Duration.ofDays(9), new SecureRandom());
        Files.writeString(partners.resolve("us.pem"), own.certificatePem());
        Files.writeString(partners.resolve("us.key"), own.keyPem().reveal());
        keyMaterial = own.keyPem().reveal().lines().skip(5).findFirst().orElseThrow();
        Identity.GLOBEX.writeCertificate(partners);
        Files.writeString(partners.resolve("us.yaml"), """
            partner: us
            own: true
            identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME }, { scheme: as2, id: ACME } ]
            certificates: [ { file: us.pem, key: us.key } ]
            """);
        String[] settings = ("folders.partners=" + partners
                        + " delivery.allowTargets=loopback delivery.connectTimeout=1s delivery.retry.first=100ms")
                .split(" ");
        hub = Hub.start(
                TestSettings.in(folder.resolve("data"), record.environment(), settings), ApiConfiguration.class);
        administrator =
                Files.readString(folder.resolve("data").resolve("admin-token")).strip();
    }

    @AfterAll
    static void stop() {
        tokens.stop(0);
        if (hub != null) {
            hub.close();
            record.close();
        }
        root().detachAppender(LOG);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static String globex() {
        return """
            partner: globex
            identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX }, { scheme: as2, id: GLOBEX } ]
            certificates: [ { file: globex.pem } ]
            connections:
              in: { door: http, token: "%s" }
              out: { door: http, url: "http://localhost:9/x", bearer: "secret:globex-bearer", headers: { X-Api-Key: "secret:globex-key" } }
              put: { door: sftp, direction: out, host: localhost, port: 9, folder: /, user: u, password: "secret:globex-password", hostKey: "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDsdkT6GnRXp2VqPGE" }
              as2: { door: as2, url: "http://localhost:9/as2" }
              fetch: { door: mail, direction: in, host: localhost, port: 9, user: m, password: "secret:globex-mail", every: 200ms }
              mail: { door: mail, direction: out, host: localhost, port: 9, user: m, password: "secret:globex-mail", from: [ us@acme.example ], to: [ them@globex.example ] }
              oauth: { door: http, url: "http://localhost:9/y", hmac: "secret:globex-hmac", oauth2: { tokenUrl: "http://localhost:%2$d/token", clientId: us, clientSecret: "secret:globex-oauth" } }
              basic: { door: http, url: "http://localhost:9/z", user: us, password: "secret:globex-basic" }
              soap: { door: soap, url: "http://localhost:9/s", namespace: "urn:x", operation: Put, user: us, password: "secret:globex-soap" }
              queue: { door: queue, direction: in, user: globex, password: "%3$s" }
            acknowledge: { functional: 997, through: out }
            agreements:
              - { receives: Order, as: x12/004010/850, through: in, deliver: [ globex/put ] }
              - { sends: Order, as: json, through: put }
            """.formatted(TokenHash.of(TOKEN), tokens.getAddress().getPort(), QUEUE_HASH);
    }

    private static String files(String globex) throws Exception {
        Map<String, String> files = new TreeMap<>();
        Base64.Encoder base64 = Base64.getEncoder();
        for (String name : List.of("us.yaml", "us.pem", "globex.pem")) {
            files.put(
                    name,
                    base64.encodeToString(
                            Files.readAllBytes(folder.resolve("partners").resolve(name))));
        }
        files.put("globex.yaml", base64.encodeToString(globex.getBytes(StandardCharsets.UTF_8)));
        return JsonMapper.shared().writeValueAsString(Map.of("files", files, "expected", 1));
    }

    @Test
    void aSecretLeavesTheHubOnlyToWhereItIsUsed() throws Exception {
        assertThat(call("POST", "partners/plan", files(globex())).body())
                .contains("The secret secret:globex-bearer is not there", "./lading secret set globex-bearer");
        for (Map.Entry<String, String> one : Map.of(
                        "globex-bearer", BEARER,
                        "globex-key", BEARER + "2",
                        "globex-password", PASSWORD,
                        "globex-mail", MAIL,
                        "globex-hmac", HMAC,
                        "globex-oauth", OAUTH,
                        "globex-basic", BASIC,
                        "globex-soap", SOAP,
                        "spare", KEY_PASSWORD)
                .entrySet()) {
            assertThat(call("PUT", "secrets/" + one.getKey(), one.getValue()).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> applied = call("POST", "partners/apply", files(globex()));
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
        exercise();

        assertThat(hub.part(LoadedCommunity.class)
                        .current()
                        .connection("globex/out")
                        .orElseThrow()
                        .headers()
                        .get("Authorization")
                        .reveal())
                .as("it is there where it is used")
                .isEqualTo("Bearer " + BEARER);
        String said = LOG.list.stream()
                        .map(event ->
                                event.getFormattedMessage() + event.getThrowableProxy() + event.getKeyValuePairs())
                        .reduce("", String::concat)
                + String.join("\n", ANSWERS)
                + dump();
        for (String canary : canaries()) {
            assertThat(said.contains(canary))
                    .as("found: " + canary.substring(0, 13))
                    .isFalse();
            String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
            assertThat(said.contains(hex))
                    .as("found in hexadecimal: " + canary.substring(0, 13))
                    .isFalse();
        }
    }

    /** Its own answer is the one place where a token is shown. */
    private static void useAToken() throws Exception {
        String made = CLIENT.send(
                        request("tokens")
                                .header("Authorization", "Bearer " + administrator)
                                .POST(BodyPublishers.ofString("{\"name\":\"robot\",\"scopes\":[\"read\"]}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        machine = JsonMapper.shared().readTree(made).path("token").asString();
        HttpRequest read = request("documents")
                .header("Authorization", "Bearer " + machine)
                .build();
        ANSWERS.add(CLIENT.send(read, BodyHandlers.ofString()).body());
        call("GET", "tokens", null);
        call("DELETE", "tokens/robot", null);
        HttpResponse<String> refused = CLIENT.send(read, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        ANSWERS.add(refused.body());
    }

    private static List<String> canaries() {
        return List.of(
                BEARER,
                PASSWORD,
                TOKEN,
                KEY_PASSWORD,
                MAIL,
                HMAC,
                OAUTH,
                BASIC,
                SOAP,
                QUEUE,
                ACCESS,
                keyMaterial,
                administrator,
                machine);
    }

    /** Whatever may say something about connections and secrets. */
    private static void exercise() throws Exception {
        call("POST", "partners/plan", files(globex().replace("door: sftp", "dor: sftp")));
        call("POST", "partners/plan", files(globex().replace("\"secret:globex-password\"", PASSWORD)));
        call("POST", "partners/plan", files(globex().replace(TokenHash.of(TOKEN).toString(), TOKEN)));
        call("GET", "partners/export", null);
        call("GET", "partners/history", null);
        call("GET", "partners/globex/sheet", null);
        call("POST", "partners/globex/test", "{\"send\":{\"name\":\"t.txt\",\"content\":\"AAAA\"}}");
        call("GET", "secrets", null);
        call("GET", "secrets/spare", null);
        call("GET", "audit", null);
        call("GET", "partners/certificates", null);
        assertThat(call("DELETE", "secrets/globex-bearer", null).statusCode())
                .as("named by a file in force")
                .isEqualTo(409);
        assertThat(call("DELETE", "secrets/spare", null).statusCode()).isEqualTo(200);
        assertThat(ASKED.get()).as("a token was fetched, with our secret").isNotEmpty();
        useAToken();
        HttpResponse<String> sent = CLIENT.send(
                request("interchanges?wait=5s")
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofString(As2Hubs.order("PO-CANARY").replace("ERP  ", "GLOBEX")))
                        .build(),
                BodyHandlers.ofString());
        ANSWERS.add(sent.body());
        call("GET", "documents?number=PO-CANARY", null);
        CLIENT.send(
                request("documents")
                        .header("Authorization", "Bearer " + TOKEN + "x")
                        .build(),
                BodyHandlers.ofString());
    }

    /** Our own holds for nine days here. */
    @Test
    void aCertificateThatEndsSoonIsToldWhereverSomebodyMayLook() throws Exception {
        JsonNode one = JsonMapper.shared()
                .readTree(call("GET", "partners/certificates", null).body())
                .path("certificates")
                .path(0);
        assertThat(one.path("subject").asString()).isEqualTo("CN=us");
        assertThat(one.path("daysLeft").asInt()).isEqualTo(8);
        String warning = one.path("warning").asString();
        assertThat(warning).contains("ends in 8 days", "./lading certificate new");

        assertThat(call("POST", "partners/plan", files("partner: globex\n")).body())
                .contains(warning);
        hub.part(CertificateWatch.class).look();
        assertThat(call("GET", "events?type=certificate.ending", null).body()).contains(warning);
        assertThat(open("health")).contains("\"certificates\":\"END WITHIN 30 DAYS\"", "\"status\":\"UP\"");
        assertThat(open("metrics"))
                .contains("lading_certificates_days_left_least 8.")
                .doesNotContain("partner=\"", "certificate=\"");
        assertThat(metrics(administrator).lines().filter(line -> line.startsWith("lading_certificate_days_left{")))
                .anyMatch(line -> line.contains("partner=\"us\"") && line.contains("} 8."));
    }

    private static String metrics(String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + "metrics"));
        request.header("Authorization", "Bearer " + token);
        return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String open(String path) throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(hub.address() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void aCopyOfTheDatabaseIsOfNoUseWithoutTheKey() {
        DataSource dataSource = hub.part(DataSource.class);
        hub.part(StoredSecrets.class).set("backup", "globex", Secret.of("in-the-backup"), "test");
        MasterKey other = MasterKey.parse("ab".repeat(32)).orElseThrow();

        StoredSecrets elsewhere = new StoredSecrets(dataSource, Clock.systemUTC(), other, List.of());

        assertThat(elsewhere.find("backup", "globex")).isInstanceOf(SecretReference.Resolution.Missing.class);
        assertThat(elsewhere.list())
                .filteredOn(known -> known.name().equals("backup"))
                .noneMatch(StoredSecrets.Known::openable);
        assertThat(hub.part(StoredSecrets.class).find("backup", "globex"))
                .isInstanceOfSatisfying(
                        SecretReference.Resolution.Found.class,
                        found -> assertThat(found.secret().reveal()).isEqualTo("in-the-backup"));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(hub.address() + "api/v1/" + path));
    }

    private static HttpResponse<String> call(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request(path)
                        .header("Authorization", "Bearer " + administrator)
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        String shown = answer.body();
        // An export carries the files in base64.
        StringBuilder all =
                new StringBuilder(path).append(' ').append(answer.statusCode()).append(shown);
        if (path.endsWith("export")) {
            JsonMapper.shared()
                    .readTree(shown)
                    .path("files")
                    .forEach(file -> all.append(
                            new String(Base64.getDecoder().decode(file.asString()), StandardCharsets.UTF_8)));
        }
        ANSWERS.add(all.toString());
        return answer;
    }

    /** Every row of every table as text. */
    private static String dump() throws Exception {
        StringBuilder out = new StringBuilder();
        try (Connection connection = record.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select quote_ident(tablename) from pg_tables where schemaname = current_schema()")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("secret", "audit", "configuration_content");
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        out.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return out.toString();
    }
}
