package io.lading.tracking;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Control numbers (ISA13, GS06, UNB 0020): ascending, without gaps from retries or crashes, 1 to 999999999 and round again.
 * The row stays locked until the unit of work ends, so take them last.
 */
public final class Counters {
    public static final long HIGHEST = 999_999_999L;

    private Counters() {}

    /**
     * Takes numbers from several counters, always in the order of their names so that two workers never wait for each other.
     *
     * @param wanted how many by counter
     * @param startAt the first number of counters that do not exist yet, by counter; 1 where absent
     * @return the first number taken, by counter; the others follow by {@link #after}
     */
    public static Map<String, Long> take(
            UnitOfWork unit, SortedMap<String, Integer> wanted, Map<String, Long> startAt) {
        Map<String, Long> first = new HashMap<>();
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            int count = entry.getValue();
            long start = startAt.getOrDefault(entry.getKey(), 1L);
            long last = unit.query("""
                            insert into counter (scope, value) values (?, ?)
                            on conflict (scope) do update set value = (counter.value + ? - 1) % 999999999 + 1
                            returning value""", row -> row.getLong(1), entry.getKey(), wrap(start + count - 1), count)
                    .get(0);
            first.put(entry.getKey(), wrap(last - count + 1));
        }
        return first;
    }

    /** The number {@code steps} after another, round the end. */
    public static long after(long number, int steps) {
        return wrap(number + steps);
    }

    private static long wrap(long number) {
        return Math.floorMod(number - 1, HIGHEST) + 1;
    }
}
