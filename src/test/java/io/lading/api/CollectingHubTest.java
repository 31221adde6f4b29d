package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents of an agreement that collects wait for each other, say so, and leave together in one interchange. */
class CollectingHubTest {
    private static final String AT_ONCE = "{ sends: Order, as: x12/004010/850, through: out }";
    private static final String THREE =
            AT_ONCE.replace(" }", ", collect: { within: 1h, documents: 3 }, urgent: [rush] }");
    private static final String OPEN = "out: { door: folder, direction: out, path: wayne-orders }";

    private final ServedHub hub = ServedHub.shared();

    @BeforeEach
    void ordersGoToWayne() {
        change(
                "globex.yaml",
                "{ receives: Order, as: x12/004010/850, through: orders-in, deliver: [ initech ] }",
                "{ receives: Order, as: x12/004010/850, through: orders-in, deliver: [ wayne ] }");
        change("wayne.yaml", AT_ONCE, THREE);
    }

    @AfterEach
    void asItWas() {
        change("wayne.yaml", THREE, AT_ONCE);
        await(() -> {
            try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
                return unit.query("select 'none' where not exists (select 1 from collected)", row -> row.getString(1));
            }
        });
        change(
                "globex.yaml",
                "{ receives: Order, as: x12/004010/850, through: orders-in, deliver: [ wayne ] }",
                "{ receives: Order, as: x12/004010/850, through: orders-in, deliver: [ initech ] }");
    }

    @Test
    void waitForTheThirdAndLeaveInOneInterchange() {
        String first = document("PO-C1", "000000781", "SA");
        String second = document("PO-C2", "000000782", "SA");

        assertThat(story(first, text -> text.contains("with others")))
                .contains("to be sent to Wayne Works (out): leaves with others on ")
                .contains(" at the latest, sooner with 3 documents");
        assertThat(files("PO-C1")).isEmpty();

        String third = document("PO-C3", "000000783", "SA");

        String together = await(() -> files("PO-C3")).get(0);
        assertThat(together).containsSubsequence("*PO-C1*", "*PO-C2*", "*PO-C3*", "GE*3*", "IEA*1*");
        assertThat(files("PO-C1")).hasSize(1);
        for (String document : List.of(first, second, third)) {
            assertThat(story(document, text -> text.contains("delivered"))).doesNotContain("with others");
        }
    }

    @Test
    void aRushOrderWaitsNeitherForOthersNorForTheWindow() {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        String day = today.plusDays(3).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        String closed = OPEN.replace(" }", ", window: " + day + " 06:00-07:00 }");
        change("wayne.yaml", OPEN, closed);
        try {
            document("PO-C4", "000000784", "SA");
            document("PO-C5", "000000785", "RO");

            assertThat(await(() -> files("PO-C5")).get(0)).contains("GE*1*");
            assertThat(files("PO-C4")).isEmpty();
        } finally {
            change("wayne.yaml", closed, OPEN);
        }
    }

    @Test
    void onePersonMaySendOneAloneAndAChangedAgreementLetsTheOthersGo() {
        String waiting = document("PO-C6", "000000786", "SA");
        String hurried = document("PO-C7", "000000787", "SA");
        story(hurried, text -> text.contains("with others"));
        String delivery = hub.get(hub.administrator, "/api/v1/documents/" + hurried)
                .json()
                .path("deliveries")
                .path(0)
                .path("id")
                .asString();

        ServedHub.Answer sent = hub.post(hub.administrator, "/api/v1/deliveries/" + delivery + "/re-envelope", "");

        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        assertThat(await(() -> files("PO-C7")).get(0)).contains("GE*1*");
        assertThat(files("PO-C6")).isEmpty();

        change("wayne.yaml", THREE, AT_ONCE);
        try {
            await(() -> files("PO-C6"));
            story(waiting, text -> text.contains("delivered"));
        } finally {
            change("wayne.yaml", AT_ONCE, THREE);
        }
        assertThat(files("PO-C7")).hasSize(1);
    }

    private String document(String number, String control, String kind) {
        return hub.postAndWait(order(number, control, "85").replace("BEG*00*SA*", "BEG*00*" + kind + "*"))
                .path("documents")
                .path(0)
                .path("id")
                .asString();
    }

    /** What Wayne has got that names an order. */
    private List<String> files(String number) {
        Path folder = hub.folder.resolve("data/exchange/wayne-orders");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(CollectingHubTest::content)
                    .filter(text -> text.contains("*" + number + "*"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void change(String file, String from, String to) {
        ServedHub.Answer applied = hub.changePartner(hub.administrator, file, from, to);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private String story(String document, Predicate<String> told) {
        return await(() -> {
                    String text = hub.get(hub.administrator, "/api/v1/documents/" + document + "/timeline")
                            .text();
                    return told.test(text) ? List.of(text) : List.of();
                })
                .get(0);
    }

    private static List<String> await(Supplier<List<String>> awaited) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            List<String> found = awaited.get();
            if (!found.isEmpty()) {
                return found;
            }
            assertThat(System.nanoTime()).as("did not come").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
