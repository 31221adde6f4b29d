package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Below the disk's reserve each door that speaks HTTP answers by its own word, before it asks for a byte of the body. */
@Timeout(120)
@Tag("long")
class ClosedDoorsTest {
    /** Of a body that never comes: whoever waits for it never answers. */
    private static final String LENGTH = "Content-Length: 1000000\r\n\r\n";

    private static DoorsHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = DoorsHub.with("limits.diskReserve=65536GB");
    }

    @AfterAll
    static void stop() {
        hub.stop();
    }

    private static Answer ask(String head) {
        return hub.partners.exchange(head.replace("\n", "\r\n") + LENGTH);
    }

    @Test
    void httpSays503AndWhenToComeAgain() {
        for (String head : List.of(
                "POST /api/v1/interchanges HTTP/1.1\nHost: hub\n" + bearer(hub.globexToken) + "\n",
                "POST /partners/globex/orders HTTP/1.1\nHost: hub\n" + bearer(hub.globexToken) + "\n",
                "POST /partners/wayne/orders HTTP/1.1\nHost: hub\nLading-Signature: t="
                        + System.currentTimeMillis() / 1000 + ",v1=" + "0".repeat(64) + "\n")) {
            Answer answer = ask(head);

            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(answer.body()).contains("short of room");
        }
    }

    @Test
    void as2Says503AndWhenToComeAgain() {
        Answer answer = ask("POST /as2 HTTP/1.1\nHost: hub\nAS2-From: ACME\nAS2-To: GLOBEX\nMessage-ID: <1@acme>\n");

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.body()).contains("short of room", "Nothing was kept");
    }

    @Test
    void soapAnswersWithAFaultWhetherTheCallerIsKnownOrNot() {
        for (String who : List.of("", bearer(hub.soapToken) + "\n")) {
            Answer answer = ask("POST /services/lading HTTP/1.1\nHost: hub\nContent-Type: text/xml\n" + who);

            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.body()).contains("Fault>", ">UNAVAILABLE<", "short of room");
        }
    }
}
