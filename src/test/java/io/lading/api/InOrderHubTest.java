package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner who is to get control numbers in their order gets one interchange after another. */
class InOrderHubTest {
    private static final String TO_INITECH =
            "{ receives: Order, as: x12/004010/850, through: orders-in, deliver: [ initech ] }";
    private static final String TO_WAYNE = TO_INITECH.replace("initech", "wayne");
    private static final String ANY = "{ sends: Order, as: x12/004010/850, through: out }";
    private static final String IN_ORDER = ANY.replace(" }", ", inOrder: true }");
    private static final String OPEN = "out: { door: folder, direction: out, path: wayne-orders }";
    private static final String CLOSED = OPEN.replace(" }", ", window: " + inThreeDays() + " 06:00-07:00 }");

    private final ServedHub hub = ServedHub.shared();

    @BeforeEach
    void ordersGoToWayneInOrder() {
        change("globex.yaml", TO_INITECH, TO_WAYNE);
        change("wayne.yaml", ANY, IN_ORDER);
        change("wayne.yaml", OPEN, CLOSED);
    }

    @AfterEach
    void asItWas() {
        change("wayne.yaml", CLOSED, OPEN);
        change("wayne.yaml", IN_ORDER, ANY);
        change("globex.yaml", TO_WAYNE, TO_INITECH);
    }

    @Test
    void eachWaitsForTheOneBeforeItSaysSoAndLeavesAfterIt() {
        List<Long> documents = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            documents.add(RecordId.parse(hub.postAndWait(order("PO-IO" + i, "00000082" + i, "8"))
                            .path("documents")
                            .path(0)
                            .path("id")
                            .asString())
                    .orElseThrow());
        }
        String among = " where d.document_id in ("
                + String.join(", ", documents.stream().map(String::valueOf).toList()) + ")";
        List<String> carriers = await(
                () -> texts("select t.id::text from transmission t join delivery d on d.transmission_id = t.id" + among
                        + " order by t.id"),
                found -> found.size() == 4);
        assertThat(texts(
                        "select distinct w.order_key::text from work w join delivery d on d.transmission_id = w.subject"
                                + among))
                .as("one queue for all, whatever order they are about")
                .hasSize(1);

        String path = "/api/v1/documents/" + RecordId.text(documents.get(1)) + "/timeline";
        assertThat(hub.get(hub.administrator, path).text())
                .contains("waits until transmission " + RecordId.text(Long.parseLong(carriers.get(0)))
                        + ", which goes before it, is delivered or given up");

        change("wayne.yaml", CLOSED, OPEN);

        await(
                () -> texts("select d.state from delivery d" + among + " and d.state = 'DELIVERED'"),
                found -> found.size() == 4);
        assertThat(texts(
                        "select i.control_number from attempt a join interchange i on i.transmission_id = a.transmission_id"
                                + " join delivery d on d.transmission_id = a.transmission_id" + among
                                + " order by a.started_at, a.id"))
                .as("as they left")
                .hasSize(4)
                .isSorted();
        assertThat(texts("select 'together' from attempt a join attempt b on b.id > a.id and b.started_at < a.ended_at"
                        + " join delivery d on d.transmission_id = a.transmission_id"
                        + " join delivery e on e.transmission_id = b.transmission_id" + among
                        + " and e.document_id in ("
                        + String.join(
                                ", ", documents.stream().map(String::valueOf).toList()) + ")"))
                .as("none began before the one before it had ended")
                .isEmpty();
        change("wayne.yaml", OPEN, CLOSED);
    }

    private static String inThreeDays() {
        return LocalDate.now(Clock.systemUTC())
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private List<String> texts(String question) {
        try (UnitOfWork unit = UnitOfWork.begin(hub.part(DataSource.class))) {
            return unit.query(question, row -> row.getString(1));
        }
    }

    private void change(String file, String from, String to) {
        ServedHub.Answer applied = hub.changePartner(hub.administrator, file, from, to);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
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
