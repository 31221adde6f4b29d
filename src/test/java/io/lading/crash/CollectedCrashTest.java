package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.PartnerServer;
import io.lading.security.TokenHash;
import io.lading.tracking.CrashPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that wait to leave together leave once each, in whole interchanges, however often the hub dies over it. */
@Tag("long")
class CollectedCrashTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String TOKEN = "a-token-of-the-buyer-for-this-test-only";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern ORDER = Pattern.compile("BEG\\*00\\*SA\\*(PO-\\d+)\\*");
    private static final int TOGETHER = 6;

    @TempDir
    private Path folder;

    @Test
    void leavesOnceWhenTheHubDiesBeforeAndAfterTheyLeft() throws Exception {
        try (PartnerServer server = PartnerServer.start()) {
            Mailbox orders = server.open("/orders");
            HubProcess.Settings settings = settings(server.port());

            try (HubProcess hub =
                    HubProcess.launch(settings.with(CrashPoints.VARIABLE, CrashPoints.COLLECTED.get(0)))) {
                assertThat(hub.awaitStartedOrEnded()).isTrue();
                send(hub, 1, TOGETHER);
                assertDies(hub);
            }
            assertThat(orders.effects())
                    .as("nothing leaves that is not durable")
                    .isEmpty();
            try (HubProcess hub =
                    HubProcess.launch(settings.with(CrashPoints.VARIABLE, CrashPoints.COLLECTED.get(1)))) {
                assertDies(hub);
            }
            try (HubProcess hub = HubProcess.start(settings)) {
                orders.await(arrived -> arrived.size() == 1, LONGEST);
                send(hub, TOGETHER + 1, 2 * TOGETHER);
                orders.await(arrived -> arrived.size() == 2, LONGEST);
            }

            assertThat(orders.effects().stream().map(CollectedCrashTest::numbers))
                    .containsExactly(expected(1, TOGETHER), expected(TOGETHER + 1, 2 * TOGETHER));
        }
    }

    private static void assertDies(HubProcess hub) throws InterruptedException {
        assertThat(hub.awaitEnd(LONGEST)).as(hub.lastWords()).isTrue();
        assertThat(hub.exitCode()).as(hub.lastWords()).isEqualTo(CrashPoints.EXIT_CODE);
    }

    /** The last may bring the hub down before its answer. */
    private static void send(HubProcess hub, int from, int to) throws IOException {
        try (PostingConnection line = new PostingConnection(hub.address(), TOKEN, "application/edi-x12")) {
            for (int i = from; i <= to; i++) {
                assertThat(line.post(order(i).getBytes(StandardCharsets.US_ASCII), "")
                                .status())
                        .isEqualTo(202);
            }
        }
    }

    private HubProcess.Settings settings(int port) throws IOException {
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("supplier.yaml"), """
                partner: supplier
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: SUPPLIER01 } ]
                """);
        Files.writeString(partners.resolve("buyer.yaml"), """
                partner: buyer
                identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                connections: { in: { door: http, token: "%s", carries: [ "ZZ:BUYER01" ] } }
                agreements:
                  - receives: Order
                    as: x12/004010/850
                    through: in
                    acknowledge: { functional: none }
                    deliver: [ maker ]
                """.formatted(TokenHash.of(TOKEN)));
        Files.writeString(partners.resolve("maker.yaml"), """
                partner: maker
                identifiers: [ { scheme: x12, qualifier: ZZ, id: MAKER01 } ]
                connections: { in: { door: http, url: "http://127.0.0.1:%d/orders" } }
                agreements:
                  - sends: Order
                    as: x12/004010/850
                    through: in
                    collect: { within: 1h, documents: %d }
                    retry: { first: 50ms, factor: 1.5, max: 1s }
                """.formatted(port, TOGETHER));
        return HubProcess.Settings.of(HOME, folder.resolve("data"), partners, Map.of());
    }

    private static String order(int number) {
        return """
                ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*0904*U*00401*%09d*0*P*:~
                GS*PO*BUYER01*SUPPLIER01*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-%d**20261001~
                PO1*1*5*EA*643.00**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*1~
                IEA*1*%09d~
                """.formatted(number, number, number);
    }

    private static List<String> numbers(Arrival interchange) {
        return ORDER.matcher(new String(interchange.body(), StandardCharsets.US_ASCII))
                .results()
                .map(MatchResult::group)
                .map(beginning -> beginning.split("\\*")[3])
                .toList();
    }

    private static List<String> expected(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "PO-" + i).toList();
    }
}
