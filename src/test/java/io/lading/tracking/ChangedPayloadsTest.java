package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One bit of the stored bytes flips: however they are read, it is noticed. */
@Tag("long")
class ChangedPayloadsTest {
    private static final String FLIPPED = " set content = set_byte(content, 5, get_byte(content, 5) # 1) where ";
    private static final int LARGE = 5 * Payloads.CHUNK + 17;

    private final RecordFixture record = new RecordFixture();
    private final UnitOfWork unit = UnitOfWork.begin(record.database.dataSource());
    private long small;
    private long large;

    @BeforeEach
    void keep() {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        small = record.payloads
                .keep(unit, "PO1*1*1409*EA~".getBytes(StandardCharsets.UTF_8), "application/edi-x12")
                .id();
        large = record.payloads.keep(unit, bytes, "application/edi-x12").id();
        unit.commit();
    }

    @AfterEach
    void close() {
        unit.close();
        record.close();
    }

    @Test
    void readsWhatIsAsItWasStored() throws IOException {
        assertThat(new String(Payloads.read(unit, small), StandardCharsets.UTF_8))
                .isEqualTo("PO1*1*1409*EA~");
        assertThat(Payloads.read(unit, large)).hasSize(LARGE);
        assertThat(Payloads.range(unit, large, Payloads.CHUNK - 3, Payloads.CHUNK + 5))
                .hasSize(8);
        List<ChangedPayload> changed = new ArrayList<>();
        var bodies = Payloads.bodies(record.database.dataSource(), unit, List.of(small, large), changed::add);
        assertThat(Objects.requireNonNull(bodies.get(large)).bytes()).hasSize(LARGE);
        assertThat(changed).isEmpty();
        assertThat(known()).isZero();
    }

    @Test
    void noticesAChangedBitInASmallOneHoweverItIsRead() {
        flip("payload" + FLIPPED + "id = " + small);

        refuses(small, () -> Payloads.read(unit, small));
        refuses(small, () -> Payloads.open(unit, small));
        refuses(small, () -> Payloads.range(unit, small, 7, 9));
        refuses(small, () -> Payloads.readAll(unit, List.of(large, small)));
        assertThat(known()).isEqualTo(1);
    }

    @Test
    void noticesAChangedBitInAChunkHoweverItIsRead() {
        flip("payload_chunk" + FLIPPED + "ordinal = 3 and payload_id = " + large);

        refuses(large, () -> Payloads.read(unit, large));
        refuses(large, this::drain);
        refuses(large, () -> Payloads.range(unit, large, 3L * Payloads.CHUNK, 3L * Payloads.CHUNK + 9));
        assertThat(Payloads.range(unit, large, 0, 9))
                .as("another chunk is sound")
                .hasSize(9);
    }

    @Test
    void noticesAChunkThatIsGone() {
        flip("payload_chunk set ordinal = 99 where ordinal = 5 and payload_id = " + large);

        refuses(large, this::drain);
        refuses(large, () -> Payloads.range(unit, large, 5L * Payloads.CHUNK, LARGE));
    }

    /** Chunks written before they had hashes of their own. */
    @Test
    void comparesOldChunksAsAWhole() {
        flip("payload_chunk set sha256 = null where payload_id = " + large);
        assertThat(Payloads.read(unit, large)).hasSize(LARGE);

        flip("payload set sha256 = set_byte(sha256, 0, get_byte(sha256, 0) # 1) where id = " + large);
        refuses(large, this::drain);
    }

    @Test
    void handsOverTheSoundAndTellsOfTheChangedBeforeAnyByteOfThemIsSent() {
        flip("payload_chunk" + FLIPPED + "ordinal = 5 and payload_id = " + large);
        List<ChangedPayload> changed = new ArrayList<>();

        var bodies = Payloads.bodies(record.database.dataSource(), unit, List.of(small, large), changed::add);

        assertThat(bodies).containsOnlyKeys(small);
        assertThat(changed).extracting(ChangedPayload::payload).containsExactly(large);
    }

    @Test
    void forgetsOneThatHasItsBytesAgain() {
        ChangedPayloads all = new ChangedPayloads(record.database.dataSource());
        flip("payload" + FLIPPED + "id = " + small);
        refuses(small, () -> Payloads.read(unit, small));
        unit.rollback();
        all.look();
        assertThat(all.count()).isEqualTo(1);

        flip("payload" + FLIPPED + "id = " + small);
        all.compare();
        all.look();

        assertThat(all.count()).isZero();
    }

    private void drain() throws IOException {
        try (InputStream in = Payloads.open(unit, large)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void refuses(long payload, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(ChangedPayload.class)
                .hasMessageContaining(RecordId.text(payload))
                .hasMessageContaining("neither delivered nor shown");
    }

    private long known() {
        return unit.query("select count(*) from changed_payload", row -> row.getLong(1))
                .get(0);
    }

    private void flip(String what) {
        assertThat(unit.update("update " + what)).isPositive();
        unit.commit();
    }
}
