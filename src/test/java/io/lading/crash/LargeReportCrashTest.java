package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.process.FolderWatch;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.PartnerServer;
import io.lading.security.TokenHash;
import io.lading.tracking.CrashPoints;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report that is taken in parts reaches its receivers once, line for line, however often the hub dies over it. */
@Tag("long")
class LargeReportCrashTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String TOKEN = "a-token-of-the-buyer-for-this-test-only";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LINES = 2400;
    private static final int FEWEST_PARTS = 10;
    /** Its unit is in no lookup table until the last start, so that its part waits. */
    private static final int WAITING = 1500;

    @TempDir
    private Path folder;

    @Test
    void deliversEachPartOnceWhenTheHubDiesAtPassesOverTheReportsAndTheirParts() throws Exception {
        List<String> blows =
                List.of("before-split-commit", "after-split-commit", "before-piece-commit:4", "after-piece-commit:3");
        try (PartnerServer server = PartnerServer.start();
                FolderWatch files = new FolderWatch(folder.resolve("warehouse"))) {
            Mailbox stock = server.open("/stock");
            Mailbox answers = server.open("/acknowledgements");
            HubProcess.Settings settings = settings(server.port());
            List<String> unsent = new ArrayList<>(List.of(x12(), edifact()));

            for (String blow : blows) {
                try (HubProcess hub = HubProcess.launch(settings.with(CrashPoints.VARIABLE, blow))) {
                    if (hub.awaitStartedOrEnded()) {
                        unsent.removeIf(report -> isReceived(hub, report));
                    }
                    assertThat(hub.awaitEnd(LONGEST)).as(blow).isTrue();
                    assertThat(hub.exitCode()).as(blow + ": " + hub.lastWords()).isEqualTo(CrashPoints.EXIT_CODE);
                }
            }

            // Where the parts stand does not depend on what is set by now.
            HubProcess.Settings others =
                    settings.with("LADING_BATCH_BYTES", "4MB").with("LADING_BATCH_WHOLE_SET", "16MB");
            try (HubProcess hub = HubProcess.start(others)) {
                unsent.removeIf(report -> isReceived(hub, report));
                teachTheUnit(hub, settings.data());
                stock.await(arrived -> lines(bodies(arrived)).size() >= 2 * LINES, LONGEST);
                answers.await(2, LONGEST);
                files.await(names -> names.size() >= stock.effects().size(), LONGEST);
            }
            assertThat(unsent).isEmpty();
            assertComplete(bodies(stock.effects()));
            assertThat(stock.conflicts()).isEmpty();
            assertComplete(contents(files));
            assertAnswers(bodies(answers.effects()));
        }
    }

    /** Of each report every line once with its quantity, each document with its own share of them. */
    private static void assertComplete(List<String> documents) {
        for (String number : List.of("R-X12", "R-EDIFACT")) {
            List<String> own = documents.stream()
                    .filter(text -> text.contains('"' + number + '"'))
                    .toList();
            assertThat(own).hasSizeGreaterThanOrEqualTo(FEWEST_PARTS).doesNotHaveDuplicates();
            List<String> found = new ArrayList<>(lines(own));
            List<String> missing = IntStream.rangeClosed(1, LINES)
                    .mapToObj(i -> i + ": " + item(i) + " " + quantity(i))
                    .filter(line -> !found.remove(line))
                    .toList();
            assertThat(missing).as("missing of " + number).isEmpty();
            assertThat(found).as("doubled of " + number).isEmpty();
        }
    }

    private static void assertAnswers(List<String> answers) {
        assertThat(answers).hasSize(2);
        assertThat(answers)
                .filteredOn(text -> text.contains("AK1*IB*311"))
                .singleElement()
                .asString()
                .contains("AK9*A*1*1*1");
        assertThat(answers)
                .filteredOn(text -> text.contains("CONTRL"))
                .singleElement()
                .asString()
                .contains("UCI+312+BUYER01:14+SUPPLIER01:14+7");
    }

    // ---- the community
    // ----------------------------------------------------------------------------------------------

    private HubProcess.Settings settings(int port) throws IOException {
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("units.csv"), "canonical,code\nXEA,EA\nXPC,PCE\n");
        Files.writeString(partners.resolve("supplier.yaml"), """
                partner: supplier
                name: The supplier
                own: true
                identifiers:
                  - { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }
                  - { scheme: edifact, qualifier: 14, id: SUPPLIER01 }
                """);
        Files.writeString(partners.resolve("buyer.yaml"), """
                partner: buyer
                name: The buyer
                identifiers:
                  - { scheme: x12, qualifier: ZZ, id: BUYER01 }
                  - { scheme: edifact, qualifier: 14, id: BUYER01 }
                connections:
                  in: { door: http, token: "%s", carries: [ "ZZ:BUYER01", "14:BUYER01" ] }
                  acks-out: { door: http, url: "http://127.0.0.1:%d/acknowledgements" }
                lookups:
                  unit-of-measure: { file: units.csv, onMiss: hold }
                agreements:
                  - receives: InventoryReport
                    as: x12/004010/846
                    through: in
                    acknowledge: { functional: 997, through: acks-out }
                    deliver: [ erp, warehouse ]
                  - receives: InventoryReport
                    as: edifact/d96a/INVRPT
                    name: edifact-reports
                    through: in
                    acknowledge: { functional: CONTRL, through: acks-out }
                    deliver: [ erp, warehouse ]
                """.formatted(TokenHash.of(TOKEN), port));
        Files.writeString(partners.resolve("erp.yaml"), """
                partner: erp
                name: The ERP
                connections: { in: { door: http, url: "http://127.0.0.1:%d/stock" } }
                agreements:
                  - { sends: InventoryReport, as: json, through: in, retry: { first: 50ms, factor: 1.5, max: 1s } }
                """.formatted(port));
        Files.writeString(partners.resolve("warehouse.yaml"), """
                partner: warehouse
                name: The warehouse
                connections:
                  in: { door: folder, direction: out, path: "%s", fileName: "{number}-{id}.{extension}" }
                agreements:
                  - { sends: InventoryReport, as: json, through: in, retry: { first: 50ms, factor: 1.5, max: 1s } }
                """.formatted(
                        folder.resolve("warehouse").toAbsolutePath()));
        // Small, so that reports of some thousand lines are taken as very large ones are.
        return HubProcess.Settings.of(
                        HOME,
                        folder.resolve("data"),
                        partners,
                        Map.of("LADING_BATCH_BYTES", "64KB", "LADING_BATCH_WHOLE_SET", "64KB"))
                .with("LADING_FOLDERS_EXCHANGE", folder.resolve("warehouse").toString());
    }

    private static void teachTheUnit(HubProcess hub, Path data) throws IOException, InterruptedException {
        String token = Files.readString(data.resolve("admin-token")).strip();
        HttpRequest put = HttpRequest.newBuilder(
                        hub.address().resolve("api/v1/lookups/unit-of-measure?scope=buyer/receives-InventoryReport"))
                .header("Authorization", "Bearer " + token)
                .PUT(HttpRequest.BodyPublishers.ofString("canonical,x12\nXBX,Q7\n"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A sender who got no answer sends the same again. */
    private static boolean isReceived(HubProcess hub, String report) {
        try (PostingConnection line = new PostingConnection(hub.address(), TOKEN, "application/octet-stream")) {
            return line.post(report.getBytes(StandardCharsets.US_ASCII), "").status() == 202;
        } catch (IOException e) {
            return false;
        }
    }

    // ---- what is sent
    // -----------------------------------------------------------------------------------------------

    private static String item(int line) {
        return "7%010d".formatted(line);
    }

    private static int quantity(int line) {
        return line % 97 + 1;
    }

    private static String x12() {
        return "ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*0904*U*00401*000000311*0*P*:~"
                + "GS*IB*BUYER01*SUPPLIER01*20261001*0904*311*X*004010~ST*846*0001~BIA*00*DD*R-X12*20261001~"
                + IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "LIN*%d*UP*%s~QTY*33*%d*%s~"
                                .formatted(i, item(i), quantity(i), i == WAITING ? "Q7" : "EA"))
                        .collect(Collectors.joining())
                + "CTT*" + LINES + "~SE*" + (2 * LINES + 4) + "*0001~GE*1*311~IEA*1*000000311~";
    }

    private static String edifact() {
        return "UNB+UNOC:3+BUYER01:14+SUPPLIER01:14+261001:0904+312'UNH+1+INVRPT:D:96A:UN'BGM+35+R-EDIFACT+9'"
                + "DTM+137:20261001:102'DTM+366:20261001:102'"
                + IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "LIN+%d++%s:UP'QTY+17:%d:PCE'".formatted(i, item(i), quantity(i)))
                        .collect(Collectors.joining())
                + "UNT+" + (2 * LINES + 5) + "+1'UNZ+1+312'";
    }

    // ---- what came of it
    // ---------------------------------------------------------------------------------------------

    private static List<String> bodies(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(arrival -> new String(arrival.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> contents(FolderWatch files) throws IOException {
        List<String> contents = new ArrayList<>();
        for (String name : files.names()) {
            contents.add(new String(files.read(name), StandardCharsets.UTF_8));
        }
        return contents;
    }

    private static List<String> lines(List<String> documents) {
        return documents.stream()
                .flatMap(
                        text -> JsonMapper.shared().readTree(text).path("lines").valueStream())
                .map(LargeReportCrashTest::line)
                .toList();
    }

    private static String line(JsonNode line) {
        return line.path("number").asString() + ": "
                + line.path("item").path("identifiers").path(0).path("value").asString() + " "
                + line.path("stock").path(0).path("quantity").asInt();
    }
}
