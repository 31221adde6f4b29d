package io.lading.endtoend;

import io.lading.api.ApiConfiguration;
import io.lading.console.ConsoleConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.partner.PartnerFiles;
import io.lading.security.BearerToken;
import io.lading.security.OwnCertificate;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import io.lading.tracking.PartnersInForce;
import io.lading.transport.as2.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.SpringCamelContext;
import org.apache.catalina.core.StandardContext;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A hub with a port of the partners' own, over TLS: one partner by token, the others by what else can be agreed. */
public final class DoorsHub {
    static final String SIGNING_SECRET = "a secret that two sides know";

    private static final SecureRandom RANDOM = new SecureRandom();

    public final Path folder;
    public final String globexToken = token();
    final String starkToken = token();
    final String soapToken = token();
    public final OwnCertificate hooli = certificate("hooli", Instant.now(), Duration.ofDays(30));
    final OwnCertificate hooliLastYear =
            certificate("hooli", Instant.now().minus(Duration.ofDays(60)), Duration.ofDays(30));
    final OwnCertificate stranger = certificate("hooli", Instant.now(), Duration.ofDays(30));
    public final String administrator;
    public final RawHttp partners;
    public final RawHttp own;
    private final TestDatabase record = TestDatabase.fresh();
    private final Hub hub;

    private DoorsHub(String... more) throws IOException {
        folder = Files.createTempDirectory("doors-hub");
        Path files = Files.createDirectories(folder.resolve("partners"));
        describe(files);
        show(certificate("localhost", Instant.now(), Duration.ofDays(30)));
        Map<String, String> variables = new HashMap<>(record.environment());
        Files.writeString(
                Files.createDirectories(folder.resolve("data/secrets")).resolve("wayne-signing"), SIGNING_SECRET);
        List<String> settings = new ArrayList<>(List.of(
                "folders.partners=" + files,
                "partners.port=0",
                "partners.tls.certificate=" + folder.resolve("server.pem"),
                "partners.tls.key=file:" + folder.resolve("server.key"),
                "limits.bulkAbove=64KB",
                "limits.maxTransmission=2MB"));
        settings.addAll(List.of(more));
        hub = Hub.start(
                TestSettings.in(folder.resolve("data"), variables, settings.toArray(String[]::new)),
                ApiConfiguration.class,
                ConsoleConfiguration.class);
        administrator =
                Files.readString(folder.resolve("data").resolve("admin-token")).strip();
        partners = RawHttp.to(hub.partners().orElseThrow());
        own = RawHttp.to(hub.address());
    }

    private void describe(Path files) throws IOException {
        Files.writeString(files.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }, { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem, key: globex.key } ]
                connections:
                  kept: { door: folder, direction: out, path: kept }
                agreements:
                  - { sends: Order, as: json, through: kept }
                """);
        Identity.GLOBEX.writeCertificate(files);
        Identity.GLOBEX.writeKey(files);
        Identity.ACME.writeCertificate(files);
        Files.writeString(files.resolve("acme.yaml"), """
                partner: acme
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME }, { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem } ]
                connections:
                  orders: { door: as2, direction: in }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders, acknowledge: { functional: none }, deliver: [ us ] }
                """);
        Files.writeString(files.resolve("cyberdyne.yaml"), """
                partner: cyberdyne
                identifiers: [ { scheme: x12, qualifier: ZZ, id: CYBERDYNE }, { scheme: as2, id: CYBERDYNE } ]
                certificates: [ { file: acme.pem } ]
                connections:
                  orders: { door: as2, direction: in }
                """);
        partner(
                files,
                "globex",
                "basicUser: edi-globex, token: \"" + TokenHash.of(globexToken) + "\", respond: acknowledgement");
        Files.writeString(files.resolve("hooli.pem"), hooli.certificatePem());
        Files.writeString(files.resolve("hooli-old.pem"), hooliLastYear.certificatePem());
        partner(files, "hooli", "clientCertificates: [ hooli-old.pem, hooli.pem ]");
        partner(
                files,
                "stark",
                "token: \"" + TokenHash.of(starkToken) + "\", clientCertificates: [ hooli.pem ], respond: result");
        Files.writeString(files.resolve("umbrella.yaml"), """
                partner: umbrella
                identifiers: [ { scheme: x12, qualifier: ZZ, id: UMBRELLA } ]
                connections:
                  calls: { door: soap, token: "%s" }
                """.formatted(TokenHash.of(soapToken)));
        partner(files, "wayne", "hmac: file:secrets/wayne-signing, respond: cxml");
    }

    private static void partner(Path files, String name, String entry) throws IOException {
        Files.writeString(files.resolve(name + ".yaml"), """
                partner: %s
                identifiers: [ { scheme: x12, qualifier: ZZ, id: %s } ]
                connections:
                  orders: { door: http, %s }
                  answers: { door: folder, direction: out, path: %s-answers }
                acknowledge: { functional: 997, ta1: onError, through: answers }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders, deliver: [ us ] }
                """.formatted(
                        name, name.toUpperCase(java.util.Locale.ROOT), entry, name));
    }

    public static DoorsHub with(String... settings) throws IOException {
        return new DoorsHub(settings);
    }

    /** Puts other certificates of Cyberdyne's into force. */
    public void change(Identity... certificates) throws Exception {
        Path files = folder.resolve("partners");
        List<String> names = new ArrayList<>();
        for (Identity one : certificates) {
            one.writeCertificate(files);
            names.add("{ file: " + one.name() + ".pem }");
        }
        Path file = files.resolve("cyberdyne.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("certificates: .*", "certificates: " + names));
        PartnersInForce inForce = hub.part(PartnersInForce.class);
        if (!inForce.apply(PartnerFiles.read(files), inForce.version(), "test", "")
                .problems()
                .isEmpty()) {
            throw new AssertionError("Not applied: " + names);
        }
    }

    /** What the record says. */
    public List<String> texts(String sql) {
        return As2Hubs.texts(record, sql);
    }

    /** The key of the link that opens the console now. */
    String consoleKey() {
        return hub.console().getQuery();
    }

    /** How many requests the web server believes to be served without a thread: a stop waits for them. */
    long requestsWithoutThread() {
        SpringCamelContext camel = (SpringCamelContext) hub.part(CamelContext.class);
        ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) camel.getApplicationContext();
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        return Stream.of(server.getTomcat().getHost().findChildren())
                .mapToLong(application -> ((StandardContext) application).getInProgressAsyncCount())
                .sum();
    }

    public void stop() {
        hub.close();
        record.close();
    }

    public static DoorsHub shared() {
        return Shared.HUB;
    }

    private static final class Shared {
        static final DoorsHub HUB = begin();

        private static DoorsHub begin() {
            try {
                DoorsHub hub = new DoorsHub();
                TestDatabase.endBeforeServer(hub.hub::close);
                return hub;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Packed, each byte a character. */
    static String gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    public static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    public static String order(String sender, int control) {
        String isa = "%-15s".formatted(sender);
        return """
                ISA*00*          *00*          *ZZ*%s*ZZ*SUPPLIER01     *261001*0904*U*00401*%09d*0*P*:~
                GS*PO*%s*SUPPLIER01*20261001*0904*%d*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-%d**20261001~
                PO1*1*2*EA*643.00**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*%d~
                IEA*1*%09d~
                """.formatted(isa, control, sender, control, control, control, control);
    }

    /** What the partners' port is to show, from the next look at the files on. */
    void show(OwnCertificate server) throws IOException {
        Files.writeString(folder.resolve("server.key"), server.keyPem().reveal());
        Files.writeString(folder.resolve("server.pem"), server.certificatePem());
    }

    static OwnCertificate certificate(String name, Instant begin, Duration lasts) {
        return OwnCertificate.make(name, 2048, begin.minus(Duration.ofMinutes(5)), lasts, RANDOM);
    }

    private static String token() {
        Secret secret = BearerToken.generate(RANDOM);
        return secret.reveal();
    }
}
