package io.lading.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Claims work fairly: every flow (inbound connection or destination) gets its share, oldest first, and deliveries of the
 * same order to the same destination one after another. Thread-safe.
 */
public final class WorkQueue {
    /** However many flows there are, each gets at least this many places in a batch. */
    private static final int LEAST_SHARE = 8;

    /**
     * The CTE has the oldest unprocessed transmission of each sender's flow, found once for all rows: asked row by row,
     * the question walks over everything that was processed and not yet cleaned away, again and again.
     */
    private static final String CLAIM = """
            with recursive upstream(flow, oldest) as (
                (select flow, origin from work where hop in ('PROCESS', 'TRANSLATE') order by flow, origin limit 1)
                union all
                select n.flow, n.origin from upstream u cross join lateral (
                    select flow, origin from work where hop in ('PROCESS', 'TRANSLATE') and flow > u.flow
                    order by flow, origin limit 1) n
            ),
            free(id) as materialized (
                select w.id from work w
                where w.hop = 'DELIVER' and w.lane = ? and w.flow = ? and w.claimed_by is null and w.ready_at <= now()
                  and (w.urgent or ?)
                  and (w.order_key is null or (
                    not exists (select 1 from work e where e.order_key = w.order_key
                        and (e.origin, e.id) < (w.origin, w.id))
                    and not exists (select 1 from upstream u where u.flow = w.origin_flow and u.oldest < w.origin)))
                order by w.id limit ? for update skip locked
            )
            update work set claimed_by = ?, claim = ?, attempts = attempts + 1 from free where work.id = free.id
            returning work.*""";

    /**
     * The plan is kept from when the queue was empty, and reading all of so small a table looks cheap then. Once a large
     * transmission has put hundreds of thousands of deliveries into it, that plan takes minutes for each claim.
     */
    private static final String BY_INDEX = "set local enable_seqscan = off";

    private final DataSource dataSource;
    private final Node node;
    private final DoubtfulClaims doubtful;

    public WorkQueue(DataSource dataSource, Node node) {
        this.dataSource = dataSource;
        this.node = node;
        this.doubtful = new DoubtfulClaims(dataSource);
    }

    /** Frees what was claimed by a commit whose answer was lost: nobody here knows of it, and nobody is sending it. */
    public int releaseDoubtful() {
        return doubtful.release();
    }

    /** A piece of claimed work. */
    public record Work(
            long id,
            Hop hop,
            Lane lane,
            String flow,
            long subject,
            long bytes,
            @Nullable Long firstSet,
            @Nullable Long lastSet,
            long origin,
            int attempts,
            int alone) {

        /** Whose share it counts against: a flow is a connection, called by its partner and its own name. */
        public String partner() {
            int slash = flow.indexOf('/');
            return slash < 0 ? flow : flow.substring(0, slash);
        }

        static Work read(ResultSet row) throws SQLException {
            return new Work(
                    row.getLong("id"),
                    Hop.valueOf(row.getString("hop")),
                    Lane.valueOf(row.getString("lane")),
                    row.getString("flow"),
                    row.getLong("subject"),
                    row.getLong("bytes"),
                    UnitOfWork.number(row, "first_set"),
                    UnitOfWork.number(row, "last_set"),
                    row.getLong("origin"),
                    row.getInt("attempts"),
                    row.getInt("alone"));
        }
    }

    static WorkRow processWork(long transmissionId, Lane lane, String connection, long bytes) {
        return new WorkRow(
                transmissionId,
                Hop.PROCESS,
                lane,
                connection,
                transmissionId,
                bytes,
                null,
                null,
                null,
                transmissionId,
                null);
    }

    /**
     * Locks work of the process hop for as long as the unit of work is open: a worker that dies lets go of it at once.
     * Partners take turns, each with its oldest first. What failed in a batch is left to {@link #lockFailed}.
     *
     * @param most how many pieces
     * @param mostBytes beyond which no further piece is taken; the first is always taken
     */
    public static Locked lock(UnitOfWork unit, Hop hop, Lane lane, int most, long mostBytes) {
        List<Work> locked = unit.query("""
                with recursive flows(flow) as (
                    (select flow from work where hop = ? and lane = ? and claimed_by is null and claim is null
                        order by flow limit 1)
                    union all
                    select (select w.flow from work w where w.hop = ? and w.lane = ? and w.claimed_by is null
                            and w.claim is null and w.flow > f.flow order by w.flow limit 1)
                    from flows f where f.flow is not null
                ), share as (select greatest(?, ? / greatest(count(flow), 1)) as places from flows)
                select w.* from flows f cross join share s cross join lateral (
                    select * from work where hop = ? and lane = ? and flow = f.flow and claimed_by is null
                        and claim is null and ready_at <= now()
                    order by id limit s.places for update skip locked) w
                where f.flow is not null order by w.id""", Work::read, hop, lane, hop, lane, LEAST_SHARE, most, hop, lane);
        List<Work> batch = inTurns(locked, most, mostBytes);
        return new Locked(batch, locked.size() - batch.size());
    }

    /**
     * Work that is locked for a unit of work.
     *
     * @param works what to do now
     * @param beyond how many more were locked than the batch takes; they are free again when the unit of work ends
     */
    public record Locked(List<Work> works, int beyond) {

        /** Whether some flow may have used up its share, so that more is ready and free. */
        public boolean mayLeaveMore() {
            return works.size() + beyond >= LEAST_SHARE;
        }
    }

    /**
     * Locks a split transmission of a lane whose sets wait to be translated, as far as no other worker holds it: each flow's
     * oldest, and of those the one that was served longest ago.
     */
    public static Optional<Work> lockPiece(UnitOfWork unit, Lane lane) {
        return unit.query("""
                select w.* from (
                    select id, row_number() over (partition by flow order by id) as place from work
                    where hop = 'TRANSLATE' and lane = ? and claimed_by is null and ready_at <= now()) p
                join work w using (id)
                order by p.place, w.ready_at, w.id limit 1 for update of w skip locked""", Work::read, lane).stream().findFirst();
    }

    /**
     * Locks what is left of one batch that failed: all work of one claim, that with the fewest tries first. A claim holds
     * work of its lane only.
     */
    public static List<Work> lockFailed(UnitOfWork unit, Lane lane) {
        return unit.query("""
                with one as (
                    select claim from work where hop = 'PROCESS' and lane = ? and claim is not null and claimed_by is null
                        and ready_at <= now() order by attempts, id limit 1 for update skip locked)
                select w.* from work w, one where w.hop = 'PROCESS' and w.lane = ? and w.claim = one.claim
                    and w.claimed_by is null and w.ready_at <= now()
                order by w.id for update of w skip locked""", Work::read, lane, lane);
    }

    /** Counts a try that failed of locked work, in whose company nobody can tell which is at fault. */
    public static void failedTogether(UnitOfWork unit, List<Work> works) {
        unit.update(
                "update work set attempts = attempts + 1, claim = ? where id = any(?)",
                works.get(0).id(), // Work is part of one claim only, so its number is free.
                works.stream().map(Work::id).toArray(Long[]::new));
    }

    /** Counts a try that failed of locked work by itself, and leaves it alone for a while. */
    public static void failedAlone(UnitOfWork unit, Work work, Duration wait) {
        unit.update("""
                update work set attempts = attempts + 1, alone = alone + 1, claim = id,
                    ready_at = now() + make_interval(secs => ?)
                where id = ?""", seconds(wait), work.id());
    }

    private static double seconds(Duration wait) {
        return wait.toMillis() / 1e3;
    }

    /** In turns by partner, so that nobody's large files take the room of others' small ones. */
    private static List<Work> inTurns(List<Work> locked, int most, long mostBytes) {
        Map<String, Deque<Work>> byPartner = new LinkedHashMap<>(); // led by the oldest of all, which is always taken
        locked.forEach(work -> byPartner
                .computeIfAbsent(work.partner(), partner -> new ArrayDeque<>())
                .add(work));
        List<Work> batch = new ArrayList<>();
        long bytes = 0;
        while (!byPartner.isEmpty() && batch.size() < most) {
            Iterator<Deque<Work>> turns = byPartner.values().iterator();
            while (turns.hasNext() && batch.size() < most) {
                Deque<Work> waiting = turns.next();
                Work next = waiting.remove();
                boolean fits = batch.isEmpty() || bytes + next.bytes() <= mostBytes;
                if (fits) {
                    batch.add(next);
                    bytes += next.bytes();
                }
                if (!fits || waiting.isEmpty()) {
                    turns.remove();
                }
            }
        }
        batch.sort(Comparator.comparingLong(Work::id));
        return batch;
    }

    /** The destinations that have deliveries ready in a lane. */
    public List<String> destinationsWithWork(Lane lane) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("""
                    with recursive flows(flow) as (
                        (select flow from work where hop = 'DELIVER' and lane = ? and claimed_by is null order by flow limit 1)
                        union all
                        select (select w.flow from work w where w.hop = 'DELIVER' and w.lane = ? and w.claimed_by is null
                                and w.flow > f.flow order by w.flow limit 1)
                        from flows f where f.flow is not null
                    )
                    select flow from flows f where flow is not null and exists (
                        select 1 from work w where w.hop = 'DELIVER' and w.lane = ? and w.flow = f.flow
                            and w.claimed_by is null and w.ready_at <= now())""", row -> row.getString(1), lane, lane, lane);
        }
    }

    /** Those among destinations that have deliveries ready which wait for no window. */
    public Set<String> urgentAmong(Lane lane, Collection<String> destinations) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Set.copyOf(unit.query("""
                    select distinct flow from work where hop = 'DELIVER' and lane = ? and flow = any(?) and urgent
                        and claimed_by is null and ready_at <= now()""", row -> row.getString(1), lane, destinations.toArray(new String[0])));
        }
    }

    /**
     * Claims deliveries to one destination in a commit of its own, with the attempt about to be made. Of the deliveries
     * with the same order key only the first goes, and only when nothing its sender sent earlier is still unprocessed.
     *
     * @param open false if only what is urgent may go
     */
    public List<Work> claimDeliveries(Lane lane, String destination, boolean open, int most) {
        if (!node.holdsPlace()) {
            return List.of();
        }
        long claim = node.ids().next();
        try {
            return claim(claim, lane, destination, open, most);
        } catch (RecordUnavailable e) {
            doubtful.note(claim);
            throw e;
        }
    }

    private List<Work> claim(long claim, Lane lane, String destination, boolean open, int most) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update(BY_INDEX);
            List<Work> claimed = unit.query(CLAIM, Work::read, lane, destination, open, most, node.life(), claim);
            if (claimed.isEmpty()) {
                return claimed;
            }
            for (Work work : claimed) {
                unit.add(new AttemptRow(
                        node.ids().next(),
                        work.subject(),
                        work.attempts(),
                        node.number(),
                        Outcome.STARTED,
                        null,
                        null));
            }
            unit.update("update transmission set state = 'SENDING', attempts = attempts + 1 where id = any(?)", (Object)
                    claimed.stream().map(Work::subject).toArray(Long[]::new));
            unit.commit();
            return claimed.stream().sorted(Comparator.comparingLong(Work::id)).toList();
        }
    }

    /** Removes finished work. Work claimed by this node stays with others if the claim was lost meanwhile. */
    public void finish(UnitOfWork unit, Collection<Long> workIds) {
        unit.update(
                "delete from work where id = any(?) and (claimed_by is null or claimed_by = ?)",
                workIds.toArray(new Long[0]),
                node.life());
    }

    /** Gives a piece back, to be taken again after a while. */
    public void giveBack(UnitOfWork unit, long workId, Duration wait) {
        unit.update("""
                update work set claimed_by = null, claim = null, ready_at = now() + make_interval(secs => ?)
                where id = ? and claimed_by = ?""", seconds(wait), workId, node.life());
    }

    /** The lanes and hops in which something is ready and free: what the sweep wakes. */
    public List<Waiting> waiting() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("""
                    select h.hop, l.lane from unnest(array['PROCESS', 'TRANSLATE', 'DELIVER']) as h(hop)
                    cross join unnest(array['ACKNOWLEDGEMENT', 'INTERACTIVE', 'BULK']) as l(lane)
                    where exists (select 1 from work w where w.hop = h.hop and w.lane = l.lane
                        and w.claimed_by is null and w.ready_at <= now())""", row -> new Waiting(Hop.valueOf(row.getString(1)), Lane.valueOf(row.getString(2))));
        }
    }

    /** Work is ready in this hop and lane. */
    public record Waiting(Hop hop, Lane lane) {}
}
