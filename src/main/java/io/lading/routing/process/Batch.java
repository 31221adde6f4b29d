package io.lading.routing.process;

import io.lading.tracking.Lane;
import io.lading.tracking.UnitOfWork;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The transmissions that one worker takes through the process hop together, inside one unit of work, and what the stages
 * have found out about them so far. Belongs to one thread.
 */
public final class Batch implements AutoCloseable {
    /** Which part of the way a batch goes. */
    public enum Pass {
        /** All stages. */
        WHOLE,
        /** A transmission too large for one batch, up to its acknowledgement. */
        FIRST,
        /** Accepted sets of such a one, from there on. */
        LATER
    }

    private final Pass pass;
    private final @Nullable UnitOfWork unit;
    private final Lane lane;
    private final Knowledge knowledge;
    private final List<InboundTransmission> transmissions;
    private final List<AcknowledgementDraft> acknowledgements = new ArrayList<>();
    private final Map<Stage, Instant> stageTimes = new EnumMap<>(Stage.class);
    private boolean postponed;

    Batch(@Nullable UnitOfWork unit, Lane lane, Knowledge knowledge, List<InboundTransmission> transmissions) {
        this(Pass.WHOLE, unit, lane, knowledge, transmissions);
    }

    Batch(
            Pass pass,
            @Nullable UnitOfWork unit,
            Lane lane,
            Knowledge knowledge,
            List<InboundTransmission> transmissions) {
        this.pass = pass;
        this.unit = unit;
        this.lane = lane;
        this.knowledge = knowledge;
        this.transmissions = transmissions;
    }

    /** One transmission that leaves no trace in the record. */
    static Batch inMemory(Knowledge knowledge, InboundTransmission transmission) {
        return new Batch(null, Lane.INTERACTIVE, knowledge, List.of(transmission));
    }

    UnitOfWork unit() {
        UnitOfWork open = unit;
        if (open == null) {
            throw new IllegalStateException("This batch is only rehearsed: nothing of it may touch the record");
        }
        return open;
    }

    public Pass pass() {
        return pass;
    }

    /** What is accepted of a first pass goes no further in this batch. */
    void accepted() {
        postponed = pass == Pass.FIRST;
    }

    Lane lane() {
        return lane;
    }

    /** What it is processed with, from the first stage to the last. */
    Knowledge knowledge() {
        return knowledge;
    }

    List<InboundTransmission> transmissions() {
        return transmissions;
    }

    /** The transmissions that no stage has ended yet. */
    Stream<InboundTransmission> open() {
        return transmissions.stream().filter(transmission -> !transmission.isEnded());
    }

    /** Every transaction set that is still on its way. */
    Stream<InboundSet> openSets() {
        if (postponed) {
            return Stream.empty();
        }
        return open().flatMap(InboundTransmission::sets).filter(set -> !set.isEnded());
    }

    /** What we answer. */
    List<AcknowledgementDraft> acknowledgements() {
        return acknowledgements;
    }

    void passed(Stage stage, Instant at) {
        stageTimes.put(stage, at);
    }

    /** The stage times as a PostgreSQL array literal, with the set's own receipt and up to the stage it reached. */
    String stageTimes(Instant received, Stage reached) {
        StringBuilder out = new StringBuilder(200).append('{').append(text(received));
        for (Stage stage : Stage.AFTER_RECEIPT) {
            Instant at = stageTimes.get(stage);
            boolean beyond = stage.compareTo(reached) > 0;
            out.append(',').append(at == null || beyond ? "NULL" : text(at));
        }
        return out.append('}').toString();
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    @Override
    public void close() {
        if (unit != null) {
            unit.close();
        }
    }
}
