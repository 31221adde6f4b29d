package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub.Answer;
import io.lading.mapping.registry.MapRegistry;
import io.lading.tracking.Audit;
import io.lading.tracking.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was processed once can be processed again with what was in force then, whatever has changed since. */
@Tag("long")
class AsItWasTest {
    private static final String MAP = "x12/850-order";
    private static final String CURRENCY_RULE = "CUR[01=BY|SE].02: currency\n";

    @TempDir
    private static Path mappings;

    private static ServedHub hub;

    @BeforeAll
    static void start() throws IOException {
        copy(Path.of("mappings"), mappings);
        hub = ServedHub.start(new String[] {"folders.mappings=" + mappings}, ApiConfiguration.class);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    @Test
    void reprocessesWithTheMapsAndAgreementsOfThenOrOfToday() throws IOException {
        String first = post("PO-70", "000000070");
        byte[] original = theFile("erp", "PO-70", 1);
        changeTheMap();
        String between = post("PO-71", "000000071");
        theFile("erp", "PO-71", 1);
        deliverElsewhere();

        Answer asked = reprocess(first, "?with=as-it-was");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().path("alreadySucceeded").toString()).contains("initech");

        assertThat(reprocess(first, "?with=as-it-was&confirm=true").status()).isEqualTo(202);
        assertThat(theFile("erp", "PO-70", 2)).isEqualTo(original);
        assertThat(new String(original, StandardCharsets.UTF_8)).contains("USD");

        assertThat(reprocess(first, "?confirm=true").status()).isEqualTo(202);
        assertThat(new String(theFile("elsewhere", "PO-70", 1), StandardCharsets.UTF_8))
                .contains("PO-70")
                .doesNotContain("USD");
        saysWhatIsNoLongerKept(between);
    }

    @Test
    void tellsTheAuditOfMapsThatAreSwappedOrRefused() throws IOException {
        Path map = mappings.resolve("csv/erp-orders/map.yaml");
        String sound = Files.readString(map);

        Files.writeString(map, sound + "nonsense: true\n");
        await(() -> audit().contains("map.refused csv/erp-orders"));
        Files.writeString(map, sound + "# looked through\n");
        await(() -> audit().contains("map.swapped csv/erp-orders"));

        assertThat(audit()).contains("the version before stays in force: ", "nonsense", "mappings folder");
        assertThat(hub.part(Audit.class).verify().firstUnsound()).isEmpty();
    }

    private static String audit() {
        StringBuilder text = new StringBuilder();
        hub.part(Audit.class)
                .latest(200)
                .forEach(entry -> text.append(
                        entry.actor() + ": " + entry.action() + " " + entry.subject() + ": " + entry.detail() + "\n"));
        return text.toString();
    }

    private static void saysWhatIsNoLongerKept(String transmission) {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            byte[] binding = readBinding().getBytes(StandardCharsets.UTF_8);
            int deleted = unit.update(
                    "delete from mapping_content where sha256 = ?", io.lading.tracking.Payloads.sha256(binding));
            assertThat(deleted).isEqualTo(1);
            unit.commit();
        }
        Answer refused = reprocess(transmission, "?with=as-it-was&confirm=true");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(MAP + "/binding.yaml").contains("today's configuration");
    }

    private static String readBinding() {
        try {
            return Files.readString(mappings.resolve(MAP).resolve("binding.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void changeTheMap() throws IOException {
        MapRegistry registry = hub.part(MapRegistry.class);
        String before = registry.find(MAP).orElseThrow().version();
        Path binding = mappings.resolve(MAP).resolve("binding.yaml");
        String rules = Files.readString(binding);
        assertThat(rules).contains(CURRENCY_RULE);
        Files.writeString(binding, rules.replace(CURRENCY_RULE, ""));
        await(() -> !registry.find(MAP).orElseThrow().version().equals(before));
    }

    private static void deliverElsewhere() throws IOException {
        Path initech = hub.folder.resolve("partners").resolve("initech.yaml");
        Files.writeString(initech, """
                partner: initech
                name: Initech
                connections:
                  erp: { door: folder, direction: out, path: erp }
                  elsewhere: { door: folder, direction: out, path: elsewhere }
                agreements:
                  - { sends: InventoryReport, as: json, through: elsewhere }
                  - { sends: Order, as: json, through: elsewhere }
                """);
        StringBuilder body = new StringBuilder("{\"expected\": 1, \"files\": {");
        try (Stream<Path> files = Files.list(initech.getParent())) {
            String separator = "";
            for (Path file : files.sorted().toList()) {
                body.append(separator)
                        .append('"')
                        .append(file.getFileName())
                        .append("\": \"")
                        .append(Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                        .append('"');
                separator = ", ";
            }
        }
        Answer applied = hub.post(
                hub.administrator, "/api/v1/partners/apply", body.append("}}").toString());
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private static String post(String number, String control) {
        return hub.postAndWait(order(number, control, "85"))
                .path("transmission")
                .asString();
    }

    private static Answer reprocess(String transmission, String query) {
        return hub.post(hub.administrator, "/api/v1/transmissions/" + transmission + "/reprocess" + query, "");
    }

    /** The newest file for an order in a folder, once there are so many. */
    private static byte[] theFile(String folder, String number, int count) {
        Path target = hub.folder.resolve("data/exchange").resolve(folder);
        await(() -> about(target, number).size() >= count);
        List<Path> found = about(target, number);
        try {
            return Files.readAllBytes(found.get(found.size() - 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Names begin with ids, so that they stand in the order of sending. */
    private static List<Path> about(Path folder, String number) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> holds(file, number))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean holds(Path file, String number) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(number);
        } catch (IOException e) {
            return false; // It was renamed meanwhile.
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
