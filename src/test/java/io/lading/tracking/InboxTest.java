package io.lading.tracking;

import static io.lading.tracking.RecordFixture.reception;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final RecordFixture record = new RecordFixture();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void answersOnlyWhenBytesAndRowsAreDurable() {
        long id = record.receive("globex/orders-in", "ISA*00");

        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            long payload = unit.query("select clear_payload from transmission where id = ?", row -> row.getLong(1), id)
                    .get(0);
            assertThat(Payloads.read(unit, payload))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("ISA*00");
            assertThat(WorkQueue.lock(unit, Hop.PROCESS, Lane.INTERACTIVE, 10, 1000)
                            .works())
                    .extracting(WorkQueue.Work::subject)
                    .containsExactly(id);
        }
        assertThat(record.wakes).containsExactly("PROCESS INTERACTIVE");
    }

    @Test
    void answersTheSameSubmissionWithTheSameTransmission() {
        Receipt first = record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*00"));
        Receipt again = record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*00"));

        assertThat(again).isEqualTo(new Receipt.Repeated(((Receipt.Accepted) first).transmissionId()));
    }

    @Test
    void keepsNothingOfAKeyThatIsUsedAgainForOtherBytes() {
        Receipt first = record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*00"));
        Receipt again = record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*99"));

        assertThat(again).isEqualTo(new Receipt.KeyReused(((Receipt.Accepted) first).transmissionId()));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void keepsTheKeysOfDifferentConnectionsApart() {
        record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*00"));
        Receipt other = record.inbox.receive(reception("initech/orders-in", "key-1", "ISA*99"));

        assertThat(other).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void acceptsAKeyOnceHoweverManySubmitItAtTheSameTime() {
        List<CompletableFuture<Receipt>> answers = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> record.inbox.receive(reception("globex/orders-in", "key-1", "ISA*00"))))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).filter(Receipt.Accepted.class::isInstance))
                .hasSize(1);
        assertThat(waiting()).isEqualTo(1);
    }

    /** As two hubs that fetch from one mailbox do. */
    @Test
    void tellsWhoComesSecondThatItIsRepeatedThoughAnotherNodeTookItThatMoment() {
        try (Inbox other = new Inbox(
                record.database.dataSource(), record.node, record.payloads, (hop, lane) -> {}, Clock.systemUTC(), 1)) {
            for (int round = 0; round < 20; round++) {
                String key = "key-" + round;
                List<CompletableFuture<Receipt>> answers = Stream.of(record.inbox, other)
                        .map(inbox -> CompletableFuture.supplyAsync(
                                () -> inbox.receive(reception("globex/orders-in", key, "ISA*00"))))
                        .toList();

                assertThat(answers.stream().map(CompletableFuture::join))
                        .hasAtLeastOneElementOfType(Receipt.Repeated.class)
                        .hasAtLeastOneElementOfType(Receipt.Accepted.class);
            }
        }
        assertThat(waiting()).isEqualTo(20);
    }

    @Test
    void storesWhatIsTooLargeToHoldAsItIsRead() throws Exception {
        byte[] large = new byte[3 * Payloads.CHUNK + 17];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        Receipt receipt =
                record.inbox.receive(reception("globex/orders-in", null, ""), new ByteArrayInputStream(large));

        long id = ((Receipt.Accepted) receipt).transmissionId();
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            long payload = unit.query("select clear_payload from transmission where id = ?", row -> row.getLong(1), id)
                    .get(0);
            assertThat(Payloads.read(unit, payload)).isEqualTo(large);
            assertThat(Payloads.range(unit, payload, Payloads.CHUNK - 3L, Payloads.CHUNK + 4L))
                    .isEqualTo(java.util.Arrays.copyOfRange(large, Payloads.CHUNK - 3, Payloads.CHUNK + 4));
        }
    }

    private int waiting() {
        try (UnitOfWork unit = UnitOfWork.begin(record.database.dataSource())) {
            return unit.query("select count(*) from work", row -> row.getInt(1)).get(0);
        }
    }
}
