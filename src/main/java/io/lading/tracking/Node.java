package io.lading.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that share the record. While it lives it holds a session advisory lock under its number on a
 * connection of its own, its lifeline; the database lets go of the lock when the process dies, and then others take over
 * its claims. A lifeline that was lost while the process lives, as by a restart of the database, is taken again at once:
 * the others wait long enough for that, and nobody else gets the number meanwhile. Thread-safe.
 */
public final class Node implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Node.class);

    /** Ids this many milliseconds ahead are reserved at each heartbeat; beyond them none is handed out. */
    private static final long RESERVE_MILLIS = 60_000;

    private static final String UNKNOWN = "update attempt set outcome = 'UNKNOWN', ended_at = now(), answer ="
            + " 'The hub stopped while it was sending; the same bytes are sent again under the same key.'"
            + " where outcome = 'STARTED' and transmission_id in (select subject from work where claimed_by = any(?))";

    private final DataSource dataSource;
    private final Lifelines lifelines;
    private final String name;
    private final Ids ids;
    private final Map<Long, Long> freeSince = new ConcurrentHashMap<>();
    private final Object takingOver = new Object();
    private volatile Place place;
    /** When the lifeline was lost, by the process's own stopwatch; null while it stands. */
    private volatile @Nullable Long lostAt;

    private boolean closed;
    private @Nullable Thread beating;

    private Node(DataSource dataSource, Lifelines lifelines, String name, Place.Taken taken) {
        this.dataSource = dataSource;
        this.lifelines = lifelines;
        this.name = name;
        this.place = taken.place();
        this.ids = new Ids(place.number(), taken.databaseMillis(), taken.reservedId());
    }

    /** Joins beside others, with a lifeline from the same source as everything else. */
    public static Node join(DataSource dataSource, String name) {
        return join(dataSource, Lifelines.shared(dataSource), name);
    }

    /** Takes the lowest free number and lets go of whatever those that are gone had claimed. */
    public static Node join(DataSource dataSource, Lifelines lifelines, String name) {
        try {
            Optional<FormerLife> former = lifelines.memory().flatMap(FormerLife::read);
            Node node = new Node(dataSource, lifelines, name, take(lifelines, name));
            node.heartbeat();
            node.remember();
            node.takeOverFromTheDead(former);
            return node;
        } catch (SQLException e) {
            throw new RecordUnavailable("joining as a node", e);
        }
    }

    /** Goes on with heartbeats by a thread of its own until closed, so that no slow work delays them. */
    public synchronized void beatEvery(Duration period) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            heartbeat();
                            TimeUnit.MILLISECONDS.sleep(period.toMillis());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "heartbeat");
        thread.setDaemon(true);
        thread.start();
        beating = thread;
    }

    public int number() {
        return place.number();
    }

    /** Names this joining of the record for ever; claims carry it. */
    public long life() {
        return place.life();
    }

    public Ids ids() {
        return ids;
    }

    /** Whether the lifeline stood when it was last looked at. Without it nothing may be claimed. */
    public boolean holdsPlace() {
        return lostAt == null;
    }

    /** Empty if this node has its place; else a sentence for people. */
    public String trouble() {
        Long lost = lostAt;
        return lost == null
                ? ""
                : "This hub lost its place in the record " + seconds(lost)
                        + " s ago and claims nothing until it has one"
                        + " again; it tries twice a second. Check that the database answers and takes connections.";
    }

    /** Reserves ids and proves that the lifeline stands, or takes it again; false means that this node must not claim. */
    public synchronized boolean heartbeat() {
        if (closed) {
            return false;
        }
        if (lostAt == null && reserve()) {
            return true;
        }
        return regain() && reserve();
    }

    private boolean reserve() {
        long upTo = ids.latest() + (RESERVE_MILLIS << RecordId.TIME_SHIFT);
        try {
            if (place.reserve(upTo)) {
                ids.reservedUpTo(upTo);
                return true;
            }
            lost("the record says that node " + number() + " is gone");
        } catch (SQLException e) {
            lost(String.valueOf(e.getMessage()));
        }
        return false;
    }

    private void lost(String why) {
        if (lostAt == null) {
            lostAt = System.nanoTime();
            log.warn("node={} lost its place in the record and takes it again: {}", number(), why);
        }
        place.close();
    }

    /** Takes the number again, or a new one if the others counted this node among the dead. */
    private boolean regain() {
        Long lost = lostAt;
        Connection fresh = null;
        try {
            fresh = connect(lifelines);
            Place again = place.takeAgain(fresh);
            if (again == null) {
                Place.abandon(fresh);
                return false;
            }
            place = again;
            log.info(
                    "node={} has its place in the record again, after {} s",
                    number(),
                    lost == null ? 0 : seconds(lost));
        } catch (SQLException e) {
            if (fresh != null) {
                Place.abandon(fresh);
            }
            log.debug("No place in the record yet", e);
            return false;
        } catch (Place.LifeOver e) {
            Place.abandon(fresh);
            return moved();
        }
        freeSince.clear();
        lostAt = null;
        return true;
    }

    private boolean moved() {
        try {
            int former = number();
            Place.Taken taken = take(lifelines, name);
            place = taken.place();
            ids.move(place.number(), taken.databaseMillis(), taken.reservedId());
            log.warn(
                    "node={} goes on as node={}: it was away from the record for so long that others took over what it had"
                            + " claimed. What it was sending is sent again under the same key.",
                    former,
                    number());
            freeSince.clear();
            lostAt = null;
            remember();
            return true;
        } catch (SQLException e) {
            log.debug("No new place in the record yet", e);
            return false;
        }
    }

    /** For the next start with the same folder. */
    private void remember() {
        lifelines.memory().ifPresent(file -> new FormerLife(life(), place.startedMicros()).write(file));
    }

    private static Place.Taken take(Lifelines lifelines, String name) throws SQLException {
        Connection lifeline = connect(lifelines);
        try {
            return Place.take(lifeline, name, lifelines.alone());
        } catch (SQLException e) {
            Place.abandon(lifeline);
            throw e;
        }
    }

    private static Connection connect(Lifelines lifelines) throws SQLException {
        Connection lifeline = lifelines.source().getConnection();
        lifeline.setAutoCommit(true);
        return lifeline;
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    /** What was taken over from a node that is gone. */
    public record TakenOver(String words, int pieces) {}

    private record Other(int number, String name, FormerLife id, boolean held) {
        long life() {
            return id.life();
        }
    }

    /** Gives the claims of dead nodes back to everybody; tells each node that had any. */
    public List<TakenOver> takeOverFromTheDead() {
        return takeOverFromTheDead(Optional.empty());
    }

    /** @param former over for certain, if nobody holds its lock: no patience is needed */
    private List<TakenOver> takeOverFromTheDead(Optional<FormerLife> former) {
        // Not under the lock of the heartbeat: a busy pool must not cost this node its place.
        synchronized (takingOver) {
            return holdsPlace() ? takeOver(former) : List.of();
        }
    }

    private List<TakenOver> takeOver(Optional<FormerLife> former) {
        List<TakenOver> taken = new ArrayList<>();
        List<Other> others = others();
        freeSince.keySet().retainAll(others.stream().map(Other::life).toList());
        for (Other other : others) {
            if (other.held()) {
                freeSince.remove(other.life());
            } else if (former.equals(Optional.of(other.id())) || isDead(other)) {
                int released = bury(other);
                if (released > 0) {
                    String who = "node " + other.number() + " (" + other.name() + "), which is dead";
                    taken.add(new TakenOver(who, released));
                }
            }
        }
        int left = releaseWhatNobodyHolds();
        if (left > 0) {
            taken.add(new TakenOver("nodes that left", left));
        }
        return taken;
    }

    private boolean isDead(Other other) {
        long since = freeSince.computeIfAbsent(other.life(), life -> System.nanoTime());
        return lifelines.alone()
                || System.nanoTime() - since >= lifelines.patience().toNanos();
    }

    private List<Other> others() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    """
                    select n.number, n.name, n.life, (extract(epoch from n.started_at) * 1000000)::bigint, exists (
                        select 1 from pg_locks l where l.locktype = 'advisory'
                        and l.classid = ? and l.objid::bigint = n.number and l.objsubid = 2 and l.granted
                        and l.database = (select oid from pg_database where datname = current_database())) as held
                    from node n where n.left_at is null and n.life <> ?""",
                    row -> new Other(
                            row.getInt(1),
                            row.getString(2),
                            new FormerLife(row.getLong(3), row.getLong(4)),
                            row.getBoolean(5)),
                    Place.LOCK_CLASS,
                    life());
        }
    }

    /** Under the lock of its number, so that a node that comes back this very moment sees either all of it or nothing. */
    private int bury(Other dead) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            boolean free = unit.query(
                            "select pg_try_advisory_xact_lock(?, ?)",
                            row -> row.getBoolean(1),
                            Place.LOCK_CLASS,
                            dead.number())
                    .get(0);
            boolean gone = free
                    && unit.update(
                                    "update node set left_at = now() where number = ? and life = ? and left_at is null",
                                    dead.number(),
                                    dead.life())
                            == 1;
            if (!gone) {
                return 0;
            }
            int released = release(unit, List.of(dead.life()));
            unit.commit();
            return released;
        }
    }

    /** Claims of lives that are over: left in good order, or followed by another life under the same number. */
    private int releaseWhatNobodyHolds() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Long> over = unit.query("""
                    select distinct w.claimed_by from work w where w.claimed_by is not null
                        and not exists (select 1 from node n where n.life = w.claimed_by and n.left_at is null)""", row -> row.getLong(1));
            if (over.isEmpty()) {
                return 0;
            }
            int released = release(unit, over);
            unit.commit();
            return released;
        }
    }

    /** What a dead process was sending may have arrived: its attempts become unknown, and the same bytes go out again. */
    private static int release(UnitOfWork unit, List<Long> lives) {
        Long[] all = lives.toArray(new Long[0]);
        unit.update(UNKNOWN, (Object) all);
        return unit.update("update work set claimed_by = null, claim = null where claimed_by = any(?)", (Object) all);
    }

    /** Lets go of the number; what is still claimed is released by whoever looks next. */
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            closed = true;
            thread = beating;
        }
        if (thread != null) {
            thread.interrupt();
        }
        synchronized (this) {
            try (Place left = place) {
                if (holdsPlace()) {
                    left.leave();
                }
            } catch (SQLException e) {
                log.warn(
                        "node={} could not say that it leaves; others see it in a few seconds: {}",
                        number(),
                        e.getMessage());
            }
        }
    }
}
