package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub.Answer;
import io.lading.tracking.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a plan would have done to the documents that were received. */
class PlanTrialTest {
    private static final String DEPARTMENT = "REF*DP*6679~\n";
    private static final String GUIDE = """
            guide: globex-850
            for: x12/004010/850
            rules:
              REF DP: mandatory
            """;

    private static ServedHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = ServedHub.start(new String[] {}, ApiConfiguration.class);
        for (int i = 1; i <= 3; i++) {
            hub.postAndWait(order("PO-8" + i, "00000008" + i, "85"));
        }
        hub.postAndWait(withoutDepartment("PO-84", "000000084"));
        hub.postAndWait(withoutDepartment("PO-85", "000000085"));
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    private static String withoutDepartment(String number, String control) {
        return order(number, control, "85").replace(DEPARTMENT, "").replace("SE*8*", "SE*7*");
    }

    @Test
    void whatCannotBeAppliedIsRefusedByItsNameInsteadOfLeftOutInSilence() {
        Answer refused =
                hub.post(hub.administrator, "/api/v1/partners/apply", "{\"files\":{},\"expected\":1,\"mappings\":{}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asString())
                .contains("'mappings' is not known here", "These are: files, expected, note.");
    }

    @Test
    void saysWhichDocumentsAStricterGuideWouldRejectAndHasNoEffect() throws IOException {
        Map<String, String> files = partnerFiles();
        files.put("guides/globex-850.yaml", GUIDE);
        files.computeIfPresent(
                "globex.yaml",
                (name, text) -> text.replace(
                        "850, through: orders-in", "850, guide: guides/globex-850.yaml, through: orders-in"));
        List<String> before = traces();

        JsonNode replay = plan(body(files).put("since", "7d")).path("replay");

        assertThat(replay.path("documents").asInt()).isEqualTo(5);
        assertThat(replay.path("unchanged").asInt()).isEqualTo(3);
        assertThat(replay.path("rejected").path("count").asInt()).isEqualTo(2);
        assertThat(numbers(replay.path("rejected"))).containsExactly("PO-85", "PO-84");
        assertThat(replay.path("rejected").path("first").get(0).path("reason").asString())
                .contains("REF")
                .contains("DP");
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void saysWhichDocumentsWouldGoElsewhereAndWhichFieldsWouldDiffer() throws IOException {
        Map<String, String> files = partnerFiles();
        files.computeIfPresent("initech.yaml", (name, text) -> text.replace("through: erp", "through: archive")
                .replace("  erp: {", "  archive: { door: folder, direction: out, path: archive }\n  erp: {"));
        ObjectNode body = body(files).put("since", "7d").put("most", 2);
        mappingsWithoutCurrency(body);

        JsonNode replay = plan(body).path("replay");

        assertThat(replay.path("documents").asInt()).isEqualTo(2);
        assertThat(replay.path("notes").toString())
                .contains("newest 2 transmissions")
                .contains("--most");
        assertThat(numbers(replay.path("elsewhere"))).containsExactly("PO-85", "PO-84");
        assertThat(replay.path("elsewhere").path("first").get(0).path("after").toString())
                .contains("initech/archive");
        JsonNode fields = replay.path("different").path("first").get(0).path("fields");
        assertThat(fields).hasSize(1);
        assertThat(fields.get(0).path("path").asString()).isEqualTo("currency");
        assertThat(fields.get(0).path("before").asString()).isEqualTo("USD");
        assertThat(fields.get(0).path("after").asString()).isEmpty();
    }

    @Test
    void triesSamplesThroughTheConnectionOfTheirSender() throws IOException {
        ObjectNode body = body(partnerFiles());
        ObjectNode samples = body.putObject("samples");
        samples.put("good.x12", base64(order("PO-90", "000000090", "85")));
        samples.put("stranger.x12", base64(order("PO-91", "000000091", "85").replace("BUYER01 ", "NOBODY7 ")));

        JsonNode replay = plan(body).path("replay");

        assertThat(replay.path("documents").asInt()).isEqualTo(1);
        assertThat(replay.path("unchanged").asInt()).isEqualTo(1);
        assertThat(replay.path("notes").toString()).contains("stranger.x12").contains("--through");
    }

    @Test
    void refusesAnAgeItCannotRead() throws IOException {
        Answer answer = hub.post(
                hub.administrator,
                "/api/v1/partners/plan",
                body(partnerFiles()).put("since", "long ago").toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("since").contains("long ago");
    }

    private static JsonNode plan(ObjectNode body) {
        Answer answer = hub.post(hub.administrator, "/api/v1/partners/plan", body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("problems")).as(answer.text()).isEmpty();
        return answer.json();
    }

    private static List<String> numbers(JsonNode listed) {
        return listed.path("first")
                .valueStream()
                .map(item -> item.path("document").path("number").asString())
                .toList();
    }

    /** All that a trial might leave behind. */
    private static List<String> traces() {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            return unit.query("""
                    select (select count(*) from transmission where direction = 'IN') || ' '
                        || (select count(*) from document) || ' ' || (select count(*) from interchange) || ' '
                        || (select count(*) from interchange_seen) || ' '
                        || (select coalesce(sum(value), 0) from counter)""", row -> row.getString(1));
        }
    }

    private static Map<String, String> partnerFiles() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(hub.folder.resolve("partners"))) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static ObjectNode body(Map<String, String> files) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode contents = body.putObject("files");
        files.forEach((name, text) -> contents.put(name, base64(text)));
        return body;
    }

    private static void mappingsWithoutCurrency(ObjectNode body) throws IOException {
        ObjectNode contents = body.putObject("mappings");
        Path root = Path.of("mappings");
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/cases/"))
                    .toList()) {
                String text = Files.readString(file).replace("CUR[01=BY|SE].02: currency\n", "");
                contents.put(root.relativize(file).toString(), base64(text));
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
