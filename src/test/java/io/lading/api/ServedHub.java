package io.lading.api;

import io.lading.console.ConsoleConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.BearerToken;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A whole hub on a free port: Globex posts orders, which go to a folder; Hooli posts EDIFACT; Umbrella may post too,
 * and has nothing to do with them. */
public final class ServedHub implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    public final Path folder;
    public final String globex = token();
    public final String umbrella = token();
    public final String hooli = token();
    public final String stark = token();
    public final String wayne = token();
    public final String administrator;
    private final TestDatabase database = TestDatabase.fresh();
    private final Hub hub;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServedHub(Path folder, String[] settings, Class<?>[] configurations) throws IOException {
        this.folder = folder;
        Path partners = Files.createDirectories(folder.resolve("partners"));
        describe(partners);
        List<String> all = new ArrayList<>(List.of("folders.partners=" + partners));
        all.addAll(Arrays.asList(settings));
        this.hub = Hub.start(
                TestSettings.in(folder.resolve("data"), database.environment(), all.toArray(String[]::new)),
                configurations);
        this.administrator =
                Files.readString(folder.resolve("data").resolve("admin-token")).strip();
    }

    private void describe(Path partners) throws IOException {
        Files.writeString(partners.resolve("self.yaml"), """
                partner: lading
                name: Lading Supply
                own: true
                identifiers:
                  - { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }
                  - { scheme: edifact, qualifier: "14", id: "4098765000002" }
                """);
        describeEdifactBuyer(partners);
        describeGuidedPartner(partners);
        describeOthers(partners);
    }

    private void describeEdifactBuyer(Path partners) throws IOException {
        Files.writeString(partners.resolve("hooli.yaml"), """
                partner: hooli
                name: Hooli Markets
                identifiers: [ { scheme: edifact, qualifier: "14", id: "4012345000009" } ]
                connections:
                  orders-in: { door: http, token: "%s", carries: [ "14:4012345000009" ] }
                  acks-out: { door: folder, direction: out, path: hooli-acks }
                  orders-out: { door: folder, direction: out, path: hooli-orders }
                acknowledge: { functional: CONTRL, through: acks-out, within: 1h }
                agreements:
                  - { receives: Order, as: edifact/d96a/ORDERS, through: orders-in, deliver: [ hooli ] }
                  - name: careless
                    receives: Order
                    as: edifact/d96a/ORDERS
                    through: orders-in
                    association: EAN007
                    tolerant: true
                    deliver: [ hooli ]
                  - name: passing-on
                    receives: Order
                    as: edifact/d96a/ORDERS
                    through: orders-in
                    association: EAN012
                    deliver: [ wayne ]
                  - name: guided
                    receives: Order
                    as: edifact/d96a/ORDERS
                    through: orders-in
                    association: EAN011
                    guide: hooli-orders.yaml.guide
                    acknowledge: { functional: CONTRL, guide: "824", through: acks-out, within: 1h }
                    deliver: [ hooli ]
                  - sends: Order
                    as: edifact/d96a/ORDERS
                    through: orders-out
                    expect: { functional: CONTRL, within: 1h }
                    envelope: { syntax: "UNOC:3", unb0014: SHOP, unb0031: "1", unh0057: EAN008 }
                """.formatted(TokenHash.of(hooli)));
    }

    private void describeGuidedPartner(Path partners) throws IOException {
        Files.writeString(partners.resolve("stark-850.yaml.guide"), """
                rules:
                  BEG02: { codes: [SA] }
                  REF DP: mandatory
                """);
        Files.writeString(partners.resolve("stark-takes.yaml.guide"), """
                rules:
                  CUR02: { codes: [USD, EUR] }
                """);
        Files.writeString(partners.resolve("hooli-orders.yaml.guide"), """
                rules:
                  BGM.02: { length: 1-6 }
                """);
        Files.writeString(partners.resolve("stark.yaml"), """
                partner: stark
                name: Stark Tools
                identifiers: [ { scheme: x12, qualifier: ZZ, id: STARK01 } ]
                connections:
                  in: { door: http, token: "%s", carries: [ "ZZ:STARK01" ] }
                  acks-out: { door: folder, direction: out, path: stark-acks }
                  orders-out: { door: folder, direction: out, path: stark-orders }
                acknowledge: { functional: 999, ta1: onError, guide: reject, through: acks-out, within: 1h }
                agreements:
                  - receives: Order
                    as: x12/005010/850
                    through: in
                    guide: stark-850.yaml.guide
                    deliver: [ stark ]
                  - name: lenient
                    receives: Order
                    as: x12/004010/850
                    through: in
                    guide: stark-850.yaml.guide
                    acknowledge: { functional: 997, guide: "824", through: acks-out, within: 1h }
                    deliver: [ stark ]
                  - sends: Order
                    as: x12/004010/850
                    through: orders-out
                    guide: stark-takes.yaml.guide
                    expect: { functional: 999, within: 1h }
                """.formatted(TokenHash.of(stark)));
    }

    private void describeOthers(Path partners) throws IOException {
        Files.writeString(partners.resolve("wayne-units.csv"), """
                canonical,code,validFrom,validTo
                XDR,KT,,
                XDZ,DZ,,2026-09-30
                XDY,DZ,2026-10-01,
                """);
        Files.writeString(partners.resolve("wayne.yaml"), """
                partner: wayne
                name: Wayne Works
                identifiers: [ { scheme: x12, qualifier: ZZ, id: WAYNE01 } ]
                connections:
                  in: { door: http, token: "%s", carries: [ "ZZ:WAYNE01" ] }
                  acks-out: { door: folder, direction: out, path: wayne-acks }
                  out: { door: folder, direction: out, path: wayne-orders }
                lookups:
                  unit-of-measure: { file: wayne-units.csv, onMiss: hold }
                acknowledge: { functional: 997, through: acks-out, within: 1h }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: in, deliver: [ initech ] }
                  - { receives: InventoryReport, as: x12/004010/846, through: in, deliver: [ initech ] }
                  - { sends: Order, as: x12/004010/850, through: out }
                """.formatted(TokenHash.of(wayne)));
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                name: Globex Retail
                identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                connections:
                  orders-in: { door: http, token: "%s", carries: [ "ZZ:BUYER01" ] }
                  acks-out: { door: folder, direction: out, path: acks }
                acknowledge: { functional: 997, ta1: onError, through: acks-out, within: 1h }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ initech ] }
                  - { receives: InventoryReport, as: x12/004010/846, through: orders-in, deliver: [ initech ] }
                """.formatted(TokenHash.of(globex)));
        Files.writeString(partners.resolve("initech.yaml"), """
                partner: initech
                name: Initech
                connections:
                  erp: { door: folder, direction: out, path: erp }
                  stock: { door: folder, direction: out, path: stock }
                agreements:
                  - { sends: InventoryReport, as: json, through: stock }
                  - { sends: Order, as: json, through: erp }
                """);
        Files.writeString(partners.resolve("umbrella.yaml"), """
                partner: umbrella
                name: Umbrella
                identifiers: [ { scheme: x12, qualifier: "01", id: "081466849" } ]
                connections:
                  acks-in: { door: http, token: "%s", carries: [ "01:081466849" ] }
                """.formatted(TokenHash.of(umbrella)));
    }

    /** One for all tests of this process that do not mind each other. */
    public static ServedHub shared() {
        return Shared.HUB;
    }

    private static final class Shared {
        static final ServedHub HUB = begin();

        private static ServedHub begin() {
            try {
                String[] settings = {"limits.bulkAbove=64KB", "limits.maxTransmission=2MB"};
                ServedHub hub = start(settings, ApiConfiguration.class, ConsoleConfiguration.class);
                TestDatabase.endBeforeServer(hub::closeQuietly);
                return hub;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException | IllegalStateException e) {
            // The process ends, and its databases with it.
        }
    }

    public static ServedHub start(String[] settings, Class<?>... configurations) throws IOException {
        return new ServedHub(Files.createTempDirectory("served-hub"), settings, configurations);
    }

    public static String order(String number, String control, String quantity) {
        return """
                ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*0904*U*00401*%s*0*P*:~
                GS*PO*BUYER01*SUPPLIER01*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*%s**20261001~
                CUR*BY*USD~
                REF*DP*6679~
                PO1*1*%s*EA*643.00**UP*078580173278~
                PID*F****COTTON SHIRT <script>alert(1)</script> BLUE L~
                CTT*1~
                SE*8*0001~
                GE*1*1~
                IEA*1*%s~
                """.formatted(control, number, quantity, control);
    }

    public <T> T part(Class<T> type) {
        return hub.part(type);
    }

    public URI at(String path) {
        return hub.address().resolve(path);
    }

    public URI console() {
        return hub.console();
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(@Nullable String token, String path) {
        return send(request(token, path).GET());
    }

    public Answer post(@Nullable String token, String path, String body, String... headers) {
        HttpRequest.Builder request = request(token, path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer put(@Nullable String token, String path, String body) {
        return send(request(token, path).PUT(BodyPublishers.ofString(body)));
    }

    /** Posts and waits until it was processed. */
    public JsonNode postAndWait(String body) {
        return postAndWait(globex, body);
    }

    public JsonNode postAndWait(String token, String body) {
        Answer answer = post(token, "/api/v1/interchanges?wait=30s", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** Applies all partner files as they are but for one text in one of them. */
    public Answer changePartner(String token, String name, String from, String to) {
        JsonNode export = get(token, "/api/v1/partners/export").json();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("expected", export.path("version").asLong()).put("note", "tried by a test");
        ObjectNode files = body.putObject("files");
        export.path("files").properties().forEach(file -> {
            byte[] bytes = Base64.getDecoder().decode(file.getValue().asString());
            if (file.getKey().equals(name)) {
                bytes = new String(bytes, StandardCharsets.UTF_8)
                        .replace(from, to)
                        .getBytes(StandardCharsets.UTF_8);
            }
            files.put(file.getKey(), Base64.getEncoder().encodeToString(bytes));
        });
        return post(token, "/api/v1/partners/apply", body.toString());
    }

    public HttpRequest.Builder request(@Nullable String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String token() {
        Secret secret = BearerToken.generate(RANDOM);
        return secret.reveal();
    }

    @Override
    public void close() throws IOException {
        hub.close();
        database.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
