package io.lading.transport.as2;

import static io.lading.endtoend.DoorsHub.bearer;
import static io.lading.endtoend.DoorsHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.DoorsHub;
import io.lading.endtoend.RawHttp;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Callers without any credential, who send slowly, delay no partner's order and keep nobody out of the console. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a machine has but one loopback address")
@Tag("long")
class SlowStrangersTest {
    private static final String STRANGER = "127.0.0.9";
    private static final long SECOND = 1_000_000_000;
    private static final List<String> KINDS = List.of(
            "POST /as2 HTTP/1.1\r\nHost: hub\r\nAS2-From: NOBODY\r\nAS2-To: NOWHERE\r\nMessage-ID: <1@x>\r\n",
            "POST /as2 HTTP/1.1\r\nHost: hub\r\nAS2-From: ACME\r\nAS2-To: GLOBEX\r\nMessage-ID: <1@x>\r\n",
            "POST /services/lading HTTP/1.1\r\nHost: hub\r\nContent-Type: text/xml\r\n",
            "POST /api/v1/interchanges HTTP/1.1\r\nHost: hub\r\n",
            "POST /partners/wayne/orders HTTP/1.1\r\nHost: hub\r\nLading-Signature: t="
                    + System.currentTimeMillis() / 1000 + ",v1=" + "0".repeat(64) + "\r\n");

    @TempDir
    private static Path folder;

    private static DoorsHub hub;
    private static Composed message;
    private static int number;

    @BeforeAll
    static void start() throws IOException {
        hub = DoorsHub.with(
                "partners.tls.certificate=",
                "partners.tls.key=",
                "limits.spoolOfUnknown=4MB",
                "limits.unknownTime=20s");
        Workspace workspace = new Workspace(folder, Integer.MAX_VALUE); // all in memory
        Letter letter =
                new Letter("ACME", "GLOBEX", "1@acme", "order", "application/edi-x12", "o.edi", Messages.order());
        message = MessageComposer.compose(letter, Messages.signedAndEncrypted(), workspace);
        times(10); // a hub that just started is slower by itself
    }

    @AfterAll
    static void stop() {
        hub.stop();
    }

    @Test
    void seventyOfEachKindFromOneAddressDelayNoOrder() throws IOException {
        try (SlowStrangers strangers = new SlowStrangers(hub.partners.target())) {
            for (String kind : KINDS) {
                strangers.add(70, kind, i -> STRANGER);
            }
            strangers.begin();

            assertOrdersAreTakenAtOnce(40);
        }
    }

    @Test
    void aThousandFromOneAddressAndTwoHundredFromManyDelayNoOrder() throws IOException {
        try (SlowStrangers strangers = new SlowStrangers(hub.partners.target())) {
            for (String kind : KINDS) {
                strangers.add(200, kind, i -> STRANGER);
                strangers.add(40, kind, i -> "127.0.1." + (i + 1));
            }
            strangers.begin();

            assertOrdersAreTakenAtOnce(100);
        }
    }

    private static void assertOrdersAreTakenAtOnce(int count) throws IOException {
        List<Long> times = times(count);
        assertThat(times.get(times.size() * 99 / 100)).as("%s ns", times).isLessThan(SECOND);
        assertThat(spooled()).as("what strangers wrote").isLessThan(4L << 20);
    }

    /** How long orders over AS2 and HTTP and a look at the record took, sorted. */
    private static List<Long> times(int count) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "order-" + number++ + "@acme";
            times.add(time(200, () -> as2(id)));
            times.add(time(
                    202,
                    () -> hub.partners.post(
                            "/api/v1/interchanges", order("GLOBEX", 7000 + number), bearer(hub.globexToken))));
            times.add(time(200, () -> hub.own.get("/api/v1/documents", bearer(hub.administrator))));
        }
        times.sort(null);
        return times;
    }

    private static RawHttp.Answer as2(String id) {
        try {
            String head = "POST /as2 HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n"
                    + message.headers().text().replaceFirst("(?i)Message-ID: [^\r]*", "Message-ID: <" + id + ">");
            byte[] body = message.body().bytes();
            return hub.partners.exchange(head + "Content-Length: " + body.length + "\r\n\r\n"
                    + new String(body, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long time(int expected, java.util.function.Supplier<RawHttp.Answer> call) {
        long begun = System.nanoTime();
        RawHttp.Answer answer = call.get();
        long took = System.nanoTime() - begun;
        assertThat(answer.status()).as(answer.text()).isEqualTo(expected);
        return took;
    }

    private static long spooled() throws IOException {
        try (Stream<Path> files = Files.walk(hub.folder.resolve("data/spool"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
