package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.TokenHash;
import io.lading.tracking.PartnersInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A map, a guide and a partner file that cannot be read: everybody else is served, and health says what is wrong where. */
class OneBadFileTest {
    private static final String GLOBEX = "a-token-of-globex-of-32-characters!";

    @TempDir
    static Path folder;

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Hub hub;
    private static Path partners;

    @BeforeAll
    static void startWithBrokenFiles() throws IOException {
        Path mappings = folder.resolve("mappings");
        for (String part :
                List.of("codelists", "x12/850-order", "x12/structures.yaml", "smooks", "schemas/x12/004010")) {
            copy(Path.of("mappings", part), mappings.resolve(part));
        }
        breakMap(mappings.resolve("smooks/acme-850/smooks.xml"));
        partners = Files.createDirectories(folder.resolve("partners"));
        describe();
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        DATABASE.environment(),
                        "folders.partners=" + partners,
                        "folders.mappings=" + mappings),
                ApiConfiguration.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
        DATABASE.close();
    }

    private static void breakMap(Path config) throws IOException {
        Files.writeString(
                config,
                Files.readString(config).replace("<jb:value property=\"number\"", "<jb:velue property=\"number\""));
    }

    private static void describe() throws IOException {
        Files.writeString(partners.resolve("self.yaml"), """
                partner: lading
                name: Lading Supply
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: SUPPLIER01 } ]
                """);
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                name: Globex Retail
                identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                connections:
                  orders-in: { door: http, token: "%s", carries: [ "ZZ:BUYER01" ] }
                  acks-out: { door: folder, direction: out, path: acks }
                acknowledge: { functional: 997, through: acks-out, within: 1h }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ erp ] }
                """.formatted(TokenHash.of(GLOBEX)));
        Files.writeString(partners.resolve("erp.yaml"), """
                partner: erp
                name: ERP
                connections: { orders: { door: folder, direction: out, path: erp } }
                agreements: [ { sends: Order, as: json, through: orders } ]
                """);
        Files.writeString(partners.resolve("typo.yaml"), """
                partner: typo
                name: Typo
                identifier: 5
                """);
        Files.writeString(partners.resolve("stark.yaml"), guided());
        Files.createDirectories(partners.resolve("guides"));
        Files.writeString(partners.resolve("guides/stark-850.yaml"), """
                for: x12/004010/850
                rules:
                  RFE DP: mandatory
                """);
    }

    private static String guided() {
        return """
                partner: stark
                name: Stark Tools
                identifiers: [ { scheme: x12, qualifier: ZZ, id: STARK01 } ]
                connections: { in: { door: http, token: "%s", carries: [ "ZZ:STARK01" ] } }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: in, guide: guides/stark-850.yaml, acknowledge: { functional: none }, deliver: [ erp ] }
                """.formatted(TokenHash.of(GLOBEX.replace('a', 'b')));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void servesThePartnersWhoseFilesAreRight() throws Exception {
        JsonNode answer = call(GLOBEX, "api/v1/interchanges?wait=30s", ServedHub.order("PO-1", "000000001", "5"));

        assertThat(answer.path("interchanges").path(0).path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(hub.part(PartnersInForce.class).problems()).hasSize(2);
    }

    @Test
    void saysInHealthWhatIsNotInForceAndWhere() throws Exception {
        JsonNode health = call(administrator(), "api/v1/health", null);

        assertThat(health.path("ready").asBoolean()).isTrue();
        assertThat(why(health, "partners"))
                .startsWith("ATTENTION ")
                .contains("typo.yaml:3", "guides/stark-850.yaml:3", "'RFE'", "./lading partner apply");
        assertThat(why(health, "maps")).startsWith("ATTENTION ").contains("smooks/acme-850/smooks.xml");
    }

    @Test
    void refusesToApplyAGuideThatCannotBeReadAndSaysItsLine() throws Exception {
        JsonNode plan = call(administrator(), "api/v1/partners/plan", proposal());

        assertThat(plan.path("problems").findValuesAsString("file")).contains("guides/stark-850.yaml");
        assertThat(plan.path("problems").findValuesAsString("message"))
                .anySatisfy(message -> assertThat(message).contains("There is no segment or element 'RFE'"));
        assertThat(call(administrator(), "api/v1/partners/apply", proposal())
                        .path("status")
                        .asInt())
                .isEqualTo(422);
    }

    private static String why(JsonNode health, String part) {
        for (JsonNode one : health.path("parts")) {
            if (one.path("name").asString().equals(part)) {
                return one.path("state").asString() + " " + one.path("why").asString("");
            }
        }
        return "no such part";
    }

    private static String proposal() throws IOException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("expected", hub.part(PartnersInForce.class).version());
        ObjectNode files = body.putObject("files");
        try (Stream<Path> found = Files.walk(partners)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = partners.relativize(file).toString();
                if (!name.equals("typo.yaml")) {
                    files.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
                }
            }
        }
        return body.toString();
    }

    private static String administrator() throws IOException {
        return Files.readString(folder.resolve("data/admin-token")).strip();
    }

    private static JsonNode call(String token, String path, @org.jspecify.annotations.Nullable String body)
            throws Exception {
        URI at = hub.address().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(at).header("Authorization", "Bearer " + token);
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return JsonMapper.shared()
                .readTree(CLIENT.send(request.build(), BodyHandlers.ofString()).body());
    }
}
