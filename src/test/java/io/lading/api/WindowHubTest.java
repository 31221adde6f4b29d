package io.lading.api;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is sent outside a connection's window waits for it, and says so. */
class WindowHubTest {
    private static final String OPEN = "erp: { door: folder, direction: out, path: erp }";

    private final ServedHub hub = ServedHub.shared();

    @Test
    void waitsForTheWindowSaysWhenItOpensAndLeavesOnceItIsOpen() {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        String day = today.plusDays(3).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        String closed = OPEN.replace(" }", ", window: " + day + " 06:00-07:00 }");
        change(OPEN, closed);
        try {
            String document = hub.postAndWait(order("PO-W1", "000000771", "85"))
                    .path("documents")
                    .path(0)
                    .path("id")
                    .asString();

            String waiting = story(document, text -> text.contains("when its window opens"));
            assertThat(waiting)
                    .contains("to be sent to Initech (erp) when its window opens, "
                            + today.plusDays(3).getDayOfMonth() + " ");
            change(closed, OPEN);
            assertThat(story(document, text -> text.contains("delivered"))).doesNotContain("tried");
        } finally {
            change(closed, OPEN);
        }
    }

    private void change(String from, String to) {
        ServedHub.Answer applied = hub.changePartner(hub.administrator, "initech.yaml", from, to);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    private String story(String document, Predicate<String> told) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            String text = hub.get(hub.administrator, "/api/v1/documents/" + document + "/timeline")
                    .text();
            if (told.test(text)) {
                return text;
            }
            assertThat(System.nanoTime()).as(text).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
