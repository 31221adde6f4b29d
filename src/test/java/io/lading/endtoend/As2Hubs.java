package io.lading.endtoend;

import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.BearerToken;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import io.lading.tracking.UnitOfWork;
import io.lading.transport.as2.Identity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Two whole hubs: Acme takes orders from its own system over HTTP and sends them to Globex over AS2; Globex writes them to
 * a folder and sends the 997 back over AS2.
 */
public final class As2Hubs implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    final Path folder;
    public final TestDatabase acmeRecord = TestDatabase.fresh();
    public final TestDatabase globexRecord = TestDatabase.fresh();
    private final Hub acme;
    private final Hub globex;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param out further keys of Acme's connection to Globex, such as {@code receipt: { mode: async }}
     * @param in further keys of Globex's connection from Acme
     */
    public As2Hubs(Path folder, String out, String in) throws IOException {
        this(folder, out, in, freePort(), 0);
    }

    /**
     * @param globexPort where Globex listens
     * @param between where Acme believes that Globex listens, for something that stands between them; 0 for nothing
     */
    public As2Hubs(Path folder, String out, String in, int globexPort, int between) throws IOException {
        this.folder = folder;
        Secret secret = BearerToken.generate(new SecureRandom());
        this.token = secret.reveal();
        int acmePort = freePort();
        Path acmePartners = partners("acme", Identity.ACME, Identity.GLOBEX);
        Path globexPartners = partners("globex", Identity.GLOBEX, Identity.ACME);
        Files.writeString(acmePartners.resolve("erp.yaml"), """
                partner: erp
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  in: { door: http, token: "%s" }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: in, acknowledge: { functional: none }, deliver: [ globex ] }
                """.formatted(TokenHash.of(token)));
        Files.writeString(acmePartners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX }, { scheme: as2, id: "Globex Retail" } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  orders-out: { door: as2, url: "%s://localhost:%d/as2"%s }
                  acks-in: { door: as2, direction: in }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: orders-out, expect: { functional: 997 } }
                """.formatted(
                        out.contains("trust:") ? "https" : "http",
                        between == 0 ? globexPort : between,
                        out.replace("ACME-AS2", "http://localhost:" + acmePort + "/as2")));
        Files.writeString(globexPartners.resolve("acme.yaml"), """
                partner: acme
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME }, { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem } ]
                connections:
                  orders-in: { door: as2, direction: in%s }
                  acks-out: { door: as2, url: "http://localhost:%d/as2" }
                acknowledge: { functional: 997, through: acks-out }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ store ] }
                """.formatted(
                        in.replace("ACME-AS2", "http://localhost:" + acmePort + "/as2"), acmePort));
        Files.writeString(globexPartners.resolve("store.yaml"), """
                partner: store
                connections:
                  inbox: { door: folder, direction: out, path: store }
                agreements:
                  - { sends: Order, as: json, through: inbox }
                """);
        this.globex = hub("globex", globexPort, globexPartners, globexRecord);
        this.acme = hub("acme", acmePort, acmePartners, acmeRecord);
    }

    private Path partners(String name, Identity own, Identity other) throws IOException {
        Path partners = Files.createDirectories(folder.resolve(name).resolve("partners"));
        own.writeCertificate(partners);
        own.writeKey(partners);
        other.writeCertificate(partners);
        String as2 = name.equals("globex") ? "Globex Retail" : "ACME";
        Files.writeString(
                partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: %s }, { scheme: as2, id: "%s" } ]
                certificates: [ { file: %s.pem, key: %s.key } ]
                """.formatted(name.toUpperCase(java.util.Locale.ROOT), as2, name, name));
        return partners;
    }

    private Hub hub(String name, int port, Path partners, TestDatabase record) {
        return Hub.start(
                TestSettings.in(
                        folder.resolve(name).resolve("data"),
                        record.environment(),
                        "http.port=" + port,
                        "folders.partners=" + partners,
                        "delivery.allowTargets=loopback",
                        "delivery.retry.first=200ms",
                        "limits.bulkAbove=64KB"),
                io.lading.api.ApiConfiguration.class);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public static String order(String number) {
        return """
                ISA*00*          *00*          *ZZ*ERP            *ZZ*ACME           *261001*0904*U*00401*%09d*0*P*:~
                GS*PO*ERP*ACME*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*%s**20261001~
                CUR*BY*USD~
                PO1*1*85*EA*643.00**UP*078580173278~
                CTT*1~
                SE*6*0001~
                GE*1*1~
                IEA*1*%09d~
                """.formatted(number.hashCode() & 0xFFFFFF, number, number.hashCode() & 0xFFFFFF);
    }

    /** Acme's own system hands an order in. */
    public void order(String number, String text) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(acme.address().resolve("/api/v1/interchanges"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new AssertionError(number + ": " + answer.body());
        }
    }

    public URI globexDoor() {
        return globex.address().resolve("/as2");
    }

    public URI acmeDoor() {
        return acme.address().resolve("/as2");
    }

    /** The orders that reached Globex's store. */
    public List<String> stored() {
        Path store = folder.resolve("globex").resolve("data/exchange/store");
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (var files = Files.list(store)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(As2Hubs::read)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static List<String> texts(TestDatabase record, String sql) {
        try (UnitOfWork unit = UnitOfWork.begin(record.dataSource())) {
            return unit.query(sql, row -> String.valueOf(row.getString(1)));
        }
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain for: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        acme.close();
        globex.close();
        acmeRecord.close();
        globexRecord.close();
    }
}
