package io.lading.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which interchanges were seen, by sender, receiver, usage and control number. Two workers that hold the same key wait
 * for each other here, so that one of them sees the other's.
 */
public final class InterchangeRegister {

    /** An interchange that asks whether it is new. */
    public record Candidate(String key, byte[] sha256, long interchangeId, Duration window) {}

    /** What is known of an interchange's key. */
    public sealed interface Seen {
        record New() implements Seen {}

        /** The very same bytes as an earlier interchange. */
        record SameBytes(long interchangeId) implements Seen {}

        /** The same control number with other content. */
        record OtherBytes(long interchangeId) implements Seen {}
    }

    private static final Seen NEW = new Seen.New();

    private InterchangeRegister() {}

    /** Answers for each candidate, in their order, and remembers the new ones. */
    public static List<Seen> register(UnitOfWork unit, List<Candidate> candidates, Instant now) {
        SortedMap<String, Candidate> firsts = new TreeMap<>();
        candidates.forEach(candidate -> firsts.putIfAbsent(candidate.key(), candidate));
        Map<String, Earlier> earlier = insert(unit, firsts, now);
        return candidates.stream()
                .map(candidate -> judge(candidate, earlier.get(candidate.key()), firsts.get(candidate.key())))
                .toList();
    }

    private record Earlier(byte[] sha256, long interchangeId, Instant at) {}

    /** Inserts what is new and returns what stood there for the rest. */
    private static Map<String, Earlier> insert(UnitOfWork unit, SortedMap<String, Candidate> firsts, Instant now) {
        Map<String, Earlier> earlier = new HashMap<>();
        if (firsts.isEmpty()) {
            return earlier;
        }
        String[] keys = firsts.keySet().toArray(new String[0]);
        byte[][] digests = firsts.values().stream().map(Candidate::sha256).toArray(byte[][]::new);
        Long[] ids = firsts.values().stream().map(Candidate::interchangeId).toArray(Long[]::new);
        List<String> inserted = unit.query("""
                insert into interchange_seen (key, sha256, interchange_id, seen_at)
                select k, s, i, ? from unnest(?::text[], ?::bytea[], ?::bigint[]) as c(k, s, i)
                on conflict (key) do nothing returning key""", row -> row.getString(1), now, keys, digests, ids);
        if (inserted.size() == keys.length) {
            return earlier;
        }
        inserted.forEach(earlier::remove);
        String[] known =
                Arrays.stream(keys).filter(key -> !inserted.contains(key)).toArray(String[]::new);
        unit.query(
                "select key, sha256, interchange_id, seen_at from interchange_seen where key = any(?) order by key for update",
                row -> {
                    Instant at = UnitOfWork.instant(row, "seen_at");
                    return earlier.put(
                            row.getString(1), new Earlier(row.getBytes(2), row.getLong(3), at == null ? now : at));
                },
                (Object) known);
        forgetExpired(unit, firsts, earlier, now);
        return earlier;
    }

    private static void forgetExpired(
            UnitOfWork unit, SortedMap<String, Candidate> firsts, Map<String, Earlier> earlier, Instant now) {
        for (Map.Entry<String, Candidate> entry : firsts.entrySet()) {
            Earlier seen = earlier.get(entry.getKey());
            Candidate candidate = entry.getValue();
            if (seen != null && seen.at().plus(candidate.window()).isBefore(now)) {
                unit.update(
                        "update interchange_seen set sha256 = ?, interchange_id = ?, seen_at = ? where key = ?",
                        candidate.sha256(),
                        candidate.interchangeId(),
                        now,
                        candidate.key());
                earlier.remove(entry.getKey());
            }
        }
    }

    private static Seen judge(Candidate candidate, @Nullable Earlier earlier, @Nullable Candidate first) {
        if (earlier != null) {
            return compare(candidate, earlier.sha256(), earlier.interchangeId());
        }
        if (first != null && first.interchangeId() != candidate.interchangeId()) {
            return compare(candidate, first.sha256(), first.interchangeId());
        }
        return NEW;
    }

    private static Seen compare(Candidate candidate, byte[] sha256, long interchangeId) {
        if (interchangeId == candidate.interchangeId()) {
            return NEW;
        }
        if (Arrays.equals(candidate.sha256(), sha256)) {
            return new Seen.SameBytes(interchangeId);
        }
        return new Seen.OtherBytes(interchangeId);
    }
}
