package io.lading.routing.process;

import io.lading.interchange.FindingForm;
import io.lading.tracking.Hop;
import io.lading.tracking.Ids;
import io.lading.tracking.SetState;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkQueue.Work;
import io.lading.tracking.WorkRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how far a split transmission has come: after the first pass one piece of work names its accepted sets; each
 * later batch moves it on in its own commit, and the last one ends the transmission.
 */
final class SplitRecord {
    private static final String OPEN = "state in ('ACCEPTED', 'ACCEPTED_WITH_ERRORS')";

    private final Ids ids;

    SplitRecord(Ids ids) {
        this.ids = ids;
    }

    /** After the first pass; gives true if the transmission is at its end already. */
    boolean begin(UnitOfWork unit, InboundTransmission transmission, Instant now) {
        if (transmission.isEnded()) {
            return true;
        }
        LongSummaryStatistics accepted = LongStream.concat(
                        transmission.sets().filter(SplitRecord::isAccepted).mapToLong(InboundSet::id),
                        transmission
                                .plainSets()
                                .filter(plain -> !plain.isEnded())
                                .flatMapToLong(plain -> LongStream.of(plain.first(), plain.last())))
                .summaryStatistics();
        if (accepted.getCount() == 0) {
            return true;
        }
        Work work = transmission.work();
        unit.add(new WorkRow(
                ids.next(),
                Hop.TRANSLATE,
                work.lane(),
                work.flow(),
                transmission.id(),
                work.bytes(),
                accepted.getMin(),
                accepted.getMax(),
                null,
                work.origin(),
                null));
        unit.update("update transmission set state = 'RECEIVED', completed_at = null where id = ?", transmission.id());
        return false;
    }

    /** True for a set that is translated by later batches. */
    static boolean isAccepted(InboundSet set) {
        return !set.isEnded() && (set.state() == SetState.ACCEPTED || set.state() == SetState.ACCEPTED_WITH_ERRORS);
    }

    /** After a later batch; gives true if that was the last. */
    boolean advance(UnitOfWork unit, Batch batch, InboundTransmission transmission, Instant now) {
        unit.flush();
        List<@Nullable Object[]> rows = new ArrayList<>();
        long last = 0;
        for (InboundSet set : (Iterable<InboundSet>) transmission.sets()::iterator) {
            CutPart part = set.only();
            if (part != null) {
                advance(unit, batch, set, part);
                last = Math.max(last, set.id() - 1); // The set itself, if it has more of them.
                continue;
            }
            String findings = FindingForm.write(set.findings(), BatchRecord.MOST_FINDINGS);
            String times = batch.stageTimes(transmission.facts().receivedAt(), set.reached());
            rows.add(new @Nullable Object[] {set.state(), set.reason(), findings, findings, times, set.id()});
            last = Math.max(last, set.id());
        }
        // The first pass has written the first five times and its own findings.
        unit.updateAll("""
                update transaction_set set state = ?, reason = ?,
                    findings = case when ?::jsonb is null then findings else coalesce(findings, '[]'::jsonb) || ?::jsonb end,
                    stage_times = stage_times[1:5] || (?::timestamptz[])[6:9]
                where id = ?""", rows);
        Long end = transmission.work().lastSet();
        return moveOn(unit, transmission.work(), last == 0 && end != null ? end : last, now);
    }

    /** A part of a set, of which the last one ends it. */
    private static void advance(UnitOfWork unit, Batch batch, InboundSet set, CutPart part) {
        if (!set.isClean()) {
            String findings = FindingForm.write(set.findings(), BatchRecord.MOST_FINDINGS);
            unit.update(
                    "update transaction_set set findings = coalesce(findings, '[]'::jsonb) || ?::jsonb"
                            + " where id = ? and jsonb_array_length(coalesce(findings, '[]'::jsonb)) < ?",
                    findings,
                    set.id(),
                    BatchRecord.MOST_FINDINGS);
        }
        CutParts.done(unit, set.id(), part.ordinal(), set.state(), set.reason())
                .ifPresent(end -> unit.update(
                        "update transaction_set set state = ?, reason = ?,"
                                + " stage_times = stage_times[1:5] || (?::timestamptz[])[6:9] where id = ?",
                        end.state(),
                        end.reason(),
                        batch.stageTimes(set.transmission().facts().receivedAt(), set.reached()),
                        set.id()));
    }

    /** The next set after one is the next to do; ends the transmission where there is none. */
    static boolean moveOn(UnitOfWork unit, Work work, long done, Instant now) {
        Optional<Long> next = unit
                .query(
                        "select id from transaction_set where id > ? and id <= ? and transmission_id = ? and " + OPEN
                                + " order by id limit 1",
                        row -> row.getLong(1),
                        done,
                        work.lastSet(),
                        work.subject())
                .stream()
                .findFirst();
        if (next.isPresent()) {
            // It goes behind the other transmissions that wait, and the next set has its own tries.
            unit.update(
                    "update work set first_set = ?, alone = 0, claim = null, ready_at = now() where id = ?",
                    next.get(),
                    work.id());
            return false;
        }
        unit.update("delete from work where id = ?", work.id());
        end(unit, work.subject(), now);
        return true;
    }

    /** What needs a person goes before what is done, as for any transmission. */
    private static void end(UnitOfWork unit, long transmission, Instant now) {
        unit.update("""
                update transmission t set completed_at = ?, (state, reason) = (
                    select coalesce(case least(min(case s.state when 'QUARANTINED' then 1 when 'UNRECOGNISED' then 2 when 'HELD' then 3 end),
                                (select min(2) from interchange i where i.transmission_id = t.id and i.state = 'UNRECOGNISED'))
                            when 1 then 'QUARANTINED' when 2 then 'UNRECOGNISED' when 3 then 'HELD' end, 'PROCESSED'),
                        (array_agg(s.reason order by s.id) filter (where s.state in ('QUARANTINED', 'UNRECOGNISED', 'HELD')))[1]
                    from transaction_set s where s.transmission_id = t.id)
                where id = ?""", now, transmission);
    }

    /** A set at which its batch fails even alone is passed over and kept for a person. */
    static void quarantine(UnitOfWork unit, Work work, Throwable error, Instant now) {
        Long first = work.firstSet();
        if (first == null) {
            return;
        }
        String reason = "Processing it failed: " + error + ". Reprocess the transmission once the cause is mended.";
        CutParts.Next part = CutParts.next(unit, List.of(first)).get(first);
        CutParts.End end = new CutParts.End(SetState.QUARANTINED, reason);
        if (part != null) {
            Optional<CutParts.End> last =
                    CutParts.done(unit, first, part.part().ordinal(), SetState.QUARANTINED, reason);
            if (last.isEmpty()) {
                return;
            }
            end = last.get();
        }
        unit.update("update transaction_set set state = ?, reason = ? where id = ?", end.state(), end.reason(), first);
        moveOn(unit, work, first, now);
    }
}
