package io.lading.tracking.measure;

import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.UnitOfWork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What waits in the record at this moment. Thread-safe. */
public final class Backlog {
    private final DataSource dataSource;

    public Backlog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Work of one hop in one lane.
     *
     * @param pieces that wait or are being done
     * @param oldest how long ago the oldest of them was made
     */
    public record Depth(Hop hop, Lane lane, long pieces, Duration oldest) {}

    /** Work by hop and lane; reads all of it, so this is for what asks now and then. */
    public List<Depth> depths() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    """
                    select hop, lane, count(*) as pieces, greatest(0, extract(epoch from now() - to_timestamp(
                        ((min(subject) >> 22) + 1704067200000) / 1000.0)) * 1000)::bigint as oldest
                    from work group by hop, lane""",
                    row -> new Depth(
                            Hop.valueOf(row.getString(1)),
                            Lane.valueOf(row.getString(2)),
                            row.getLong(3),
                            Duration.ofMillis(row.getLong(4))));
        }
    }

    /**
     * How long the oldest transmission of each lane has waited for the process hop, or for the rest of it; lanes in which none
     * waits are left out. Looks at the first of each flow only, so that it costs little however much waits.
     */
    public Map<Lane, Duration> oldestWaiting() {
        Map<Lane, Duration> oldest = new EnumMap<>(Lane.class);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Map.Entry<Lane, Duration>> ages = unit.query(
                    """
                    select l.lane, greatest(0, extract(epoch from now() - to_timestamp(
                        ((min(f.subject) >> 22) + 1704067200000) / 1000.0)) * 1000)::bigint
                    from unnest(array['ACKNOWLEDGEMENT', 'INTERACTIVE', 'BULK']) as l(lane)
                    cross join unnest(array['PROCESS', 'TRANSLATE']) as h(hop)
                    cross join lateral (
                        with recursive first(flow, subject) as (
                            (select flow, subject from work where hop = h.hop and lane = l.lane and claimed_by is null
                                order by flow, id limit 1)
                            union all
                            select n.flow, n.subject from first f cross join lateral (
                                select flow, subject from work where hop = h.hop and lane = l.lane and claimed_by is null
                                    and flow > f.flow order by flow, id limit 1) n)
                        select min(subject) as subject from first) f
                    where f.subject is not null
                    group by l.lane""", row -> Map.entry(Lane.valueOf(row.getString(1)), Duration.ofMillis(row.getLong(2))));
            ages.forEach(age -> oldest.put(age.getKey(), age.getValue()));
        }
        return oldest;
    }

    /** Transmissions that are not at their end, or need a person, by direction, state and partner. */
    public record Open(String direction, String state, String partner, long transmissions) {}

    /** Reads what the index of open transmissions holds. */
    public List<Open> open() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    """
                    select direction, state, coalesce(partner, ''), count(*) from transmission
                    where state in ('RECEIVED', 'UNRECOGNISED', 'QUARANTINED', 'RETRYING', 'UNKNOWN', 'GIVEN_UP', 'HELD')
                    group by 1, 2, 3""", row -> new Open(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
        }
    }
}
