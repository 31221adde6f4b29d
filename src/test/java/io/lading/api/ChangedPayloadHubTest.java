package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bytes that changed while they were stored reach nobody, and people are told. */
class ChangedPayloadHubTest {
    private static final String OPEN = "erp: { door: folder, direction: out, path: erp }";
    private static final String CLOSED = OPEN.replace(" }", ", window: " + inThreeDays() + " 06:00-07:00 }");

    private final ServedHub hub = ServedHub.shared();
    private long flipped;

    @AfterEach
    void asItWas() {
        flip(flipped);
        sql("delete from changed_payload");
        change(CLOSED, OPEN);
    }

    @Test
    void changedBytesThatWaitedToBeSentAreNotSent() throws IOException {
        change(OPEN, CLOSED);
        JsonNode received = hub.postAndWait(order("PO-V3A", "000000811", "1409"));
        String document = received.path("documents").path(0).path("id").asString();
        flipped = payload("select t.clear_payload from transmission t join delivery d on d.transmission_id = t.id"
                + " where d.document_id = " + number(document));
        flip(flipped);

        change(CLOSED, OPEN);

        String path = "/api/v1/documents/" + document;
        String told = await(() -> hub.get(hub.administrator, path).text(), text -> text.contains("GIVEN_UP"));
        assertThat(told).contains("are not what was stored");
        assertThat(files("erp", "PO-V3A")).isEmpty();
        await(() -> hub.get(null, "/health").text(), text -> text.contains("\"payloads\":\"1 CHANGED\""));
        assertThat(hub.get(null, "/health").status())
                .as("no reason to send the hub no work")
                .isEqualTo(200);
    }

    @Test
    void changedBytesThatWereReceivedAreNeitherShownNorProcessedAgain() throws IOException {
        JsonNode received = hub.postAndWait(order("PO-V3B", "000000812", "1409"));
        String transmission = received.path("transmission").asString();
        await(() -> files("erp", "PO-V3B"), files -> !files.isEmpty());
        flipped = payload("select clear_payload from transmission where id = " + number(transmission));
        flip(flipped);

        String path = "/api/v1/transmissions/" + transmission;
        ServedHub.Answer shown = hub.get(hub.administrator, path + "/payload");
        assertThat(shown.status()).isEqualTo(500);
        assertThat(shown.json().path("detail").asString()).contains("are not what was stored");

        ServedHub.Answer asked = hub.post(hub.administrator, path + "/reprocess?confirm=true", "");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String again = asked.json().path("transmission").asString();
        String told = await(
                () -> hub.get(hub.administrator, "/api/v1/transmissions/" + again)
                        .text(),
                text -> text.contains("QUARANTINED"));
        assertThat(told).contains("are not what was stored").contains("Nothing of it took effect");
        assertThat(files("erp", "PO-V3B")).as("the first, sound one").hasSize(1);
    }

    private static String inThreeDays() {
        return LocalDate.now(Clock.systemUTC())
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static long number(String id) {
        return RecordId.parse(id).orElseThrow();
    }

    private long payload(String question) {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            return unit.query(question, row -> row.getLong(1)).get(0);
        }
    }

    /** Once changes a bit, twice restores it. */
    private void flip(long payload) {
        sql("update payload set content = set_byte(content, 7, get_byte(content, 7) # 1) where id = " + payload);
    }

    private void sql(String change) {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            unit.update(change);
            unit.commit();
        }
    }

    private void change(String from, String to) {
        ServedHub.Answer applied = hub.changePartner(hub.administrator, "initech.yaml", from, to);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private List<String> files(String folder, String number) {
        try (Stream<Path> all = Files.list(hub.folder.resolve("data/exchange").resolve(folder))) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(ChangedPayloadHubTest::text)
                    .filter(text -> text.contains(number))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static <T> T await(Supplier<T> look, Predicate<T> found) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            T seen = look.get();
            if (found.test(seen)) {
                return seen;
            }
            assertThat(System.nanoTime()).as(String.valueOf(seen)).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
