package io.lading.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the doors that fetch found and could not take in: it stays where it lies, is tried again after growing pauses, and
 * is told: once in the log, and wherever somebody asks how the doors are. One for all doors; kept in memory, for the next
 * look after a start finds it again. Thread-safe.
 */
public final class HeldBack {
    private static final Logger log = LoggerFactory.getLogger(HeldBack.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** A door that as a whole takes nothing (the record is away) is to be quick once it can again. */
    private static final Duration LONGEST_OF_A_DOOR = Duration.ofSeconds(5);

    private final Clock clock;
    private final Consumer<Item> refused;
    private final Map<Place, Item> items = new ConcurrentHashMap<>();

    /** @param refused told of each item that is set aside for a person, once */
    public HeldBack(Clock clock, Consumer<Item> refused) {
        this.clock = clock;
        this.refused = refused;
    }

    /** How it goes on with an item. */
    public enum Fate {
        /** Tried again by itself. */
        RETRIED,
        /** Not yet whole: looked at each time. */
        WATCHED,
        /** Left to a person; tried again only when it changes. */
        REFUSED
    }

    /**
     * Something that a door could not take in.
     *
     * @param name as it is called at its source; empty where the door as a whole takes nothing
     * @param look what its source shows of it, such as size and time; when that changes, it is a new thing
     * @param reason a sentence for people
     * @param tries how often it was tried
     */
    public record Item(
            String connection,
            String name,
            String look,
            Fate fate,
            String reason,
            Instant since,
            Instant last,
            Instant next,
            int tries) {

        /** For people, in one line. */
        public String sentence() {
            String what = name.isEmpty() ? connection + " takes nothing in at present" : name;
            return what + ": " + reason;
        }
    }

    private record Place(String connection, String name) {}

    /** Whether it may be tried now; always true of what is not held back, or looks different. */
    public boolean isDue(String connection, String name, String look) {
        Item item = items.get(new Place(connection, name));
        if (item == null || !item.look().equals(look) || item.fate() == Fate.WATCHED) {
            return true;
        }
        Instant now = clock.instant();
        boolean clockWasPutBack = now.isBefore(item.last());
        return item.fate() == Fate.RETRIED && (clockWasPutBack || !now.isBefore(item.next()));
    }

    /** The door as a whole. */
    public boolean isDue(String connection) {
        return isDue(connection, "", "");
    }

    /** It could not be taken now; it stays where it is and is tried again. */
    public void retry(String connection, String name, String look, String reason) {
        hold(connection, name, look, Fate.RETRIED, reason);
    }

    /** The door as a whole takes nothing now. */
    public void retry(String connection, String reason) {
        hold(connection, "", "", Fate.RETRIED, reason);
    }

    /** It is not whole yet, and has not been for long. */
    public void watch(String connection, String name, String look, String reason) {
        hold(connection, name, look, Fate.WATCHED, reason);
    }

    /** It will not be taken as it is; somebody should look at it. */
    public void refuse(String connection, String name, String look, String reason) {
        hold(connection, name, look, Fate.REFUSED, reason);
        refused.accept(items.get(new Place(connection, name)));
    }

    /** It was refused before this process began; not told anew. */
    public void remember(String connection, String name, String reason) {
        Instant now = clock.instant();
        items.putIfAbsent(
                new Place(connection, name), new Item(connection, name, "", Fate.REFUSED, reason, now, now, now, 1));
    }

    private void hold(String connection, String name, String look, Fate fate, String reason) {
        Instant now = clock.instant();
        Item item = items.merge(
                new Place(connection, name),
                new Item(connection, name, look, fate, reason, now, now, now.plus(FIRST), 1),
                (before, first) -> again(before, first, now));
        boolean told = item.tries() > 1 && fate != Fate.REFUSED;
        if (!told) {
            log.warn("connection={} heldBack={} {}", connection, name.isEmpty() ? "all" : name, reason + advice(fate));
        }
    }

    /** Counts tries, and begins anew when something else is wrong than before. */
    private static Item again(Item before, Item first, Instant now) {
        boolean other = before.fate() != first.fate() || !before.reason().equals(first.reason());
        int tries = other ? 1 : before.tries() + 1;
        Duration longest = before.name().isEmpty() ? LONGEST_OF_A_DOOR : LONGEST;
        Duration pause = FIRST.multipliedBy(1L << Math.min(before.tries(), 12));
        Instant next = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
        return new Item(
                first.connection(),
                first.name(),
                first.look(),
                first.fate(),
                first.reason(),
                before.since(),
                now,
                next,
                tries);
    }

    private static String advice(Fate fate) {
        return switch (fate) {
            case RETRIED -> " It stays where it is and is tried again.";
            case WATCHED, REFUSED -> "";
        };
    }

    /** It was taken, or is no longer there. */
    public void clear(String connection, String name) {
        Item item = items.remove(new Place(connection, name));
        if (item != null && item.fate() == Fate.RETRIED) {
            log.info(
                    "connection={} heldBack={} state=OVER since={} tries={}",
                    connection,
                    name.isEmpty() ? "all" : name,
                    item.since(),
                    item.tries());
        }
    }

    /** The door as a whole works. */
    public void clear(String connection) {
        clear(connection, "");
    }

    /** Forgets of a connection what its source no longer shows. */
    public void keep(String connection, Set<String> names) {
        items.keySet()
                .removeIf(place -> place.connection().equals(connection)
                        && !place.name().isEmpty()
                        && !names.contains(place.name()));
    }

    /** Forgets all of a connection that is no longer there. */
    public void forget(String connection) {
        items.keySet().removeIf(place -> place.connection().equals(connection));
    }

    /** All there is, the oldest first. */
    public List<Item> all() {
        return items.values().stream().sorted(Comparator.comparing(Item::since)).toList();
    }

    /** How it goes on with one. */
    public Optional<Item> find(String connection, String name) {
        return Optional.ofNullable(items.get(new Place(connection, name)));
    }
}
