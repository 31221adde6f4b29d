package io.lading.cli.process;

import io.lading.tracking.RecordId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks into the embedded database of a hub on this machine: are its settings durable, and where did the time go? */
public final class RecordReader implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final int PORT_LINE = 3;

    /** In the order of the column {@code stage_times}, after the receipt and unwrap. */
    private static final List<String> STAGES =
            List.of("identify", "validate", "acknowledge", "translate in", "decide", "translate out", "envelope");

    private final Connection connection;

    private RecordReader(Connection connection) {
        this.connection = connection;
    }

    public static RecordReader open(Path data) throws IOException, SQLException {
        Path database = data.resolve("database");
        String port = Files.readAllLines(database.resolve("postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        String password = Files.readString(database.resolve("lading.password")).strip();
        return open("jdbc:postgresql://127.0.0.1:" + port + "/lading", "lading", password);
    }

    /** The record on an external server. */
    public static RecordReader open(String url, String user, String password) throws SQLException {
        return new RecordReader(DriverManager.getConnection(url, user, password));
    }

    /** Refuses to measure a hub that might forget. */
    public Map<String, String> assertDurable() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : DURABLE) {
            String value = show(name);
            settings.put(name, value);
            if (!value.equals("on")) {
                throw new IllegalStateException("The database runs with " + name + " = " + value
                        + "; a bench without durability says nothing. Expected on.");
            }
        }
        return settings;
    }

    private String show(String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The highest transmission so far: what comes later belongs to the next run. */
    public long mark() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(id), 0) from transmission")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Pieces of work that wait or are being done: 0 when the hub has come to rest. */
    public long workLeft() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from work")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What became of a transmission, in a line; for who looks for one that is missing. */
    public String standing(String transmission) throws SQLException {
        long id = RecordId.parse(transmission).orElse(-1);
        String sql = """
                select t.state || coalesce(' (' || t.reason || ')', '')
                    || '; sets: ' || coalesce((select string_agg(s.control_number || ' ' || s.state, ', ' order by s.id)
                        from transaction_set s where s.transmission_id = t.id), 'none')
                    || '; work: ' || coalesce((select string_agg(w.hop || ' tried ' || w.attempts || ' ready '
                        || w.ready_at || coalesce(' claimed by ' || w.claimed_by, ''), ', ' order by w.id)
                        from work w where w.subject = t.id), 'none')
                from transmission t where t.id = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return transmission + ": " + (row.next() ? row.getString(1) : "the record does not have it");
            }
        }
    }

    /** Ends one of the hubs' connections at the server, chosen by chance; false if there was none. */
    public boolean endOneConnection() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where application_name like 'lading%' and pid <> pg_backend_pid() order by random() limit 1""")) {
            return row.next();
        }
    }

    /** What the record says of an interchange that was brought, and of what became of it; a line for each time. */
    public List<String> fate(String sender, int controlNumber) throws SQLException {
        String sql = """
                select i.transmission_id, i.state, coalesce((select string_agg(v.connection || ' ' || v.state
                        || coalesce(' (' || v.reason || ')', '') || coalesce(', sent as ' || o.state
                        || coalesce(' (' || o.reason || ')', ''), ''), '; ' order by v.id)
                    from transaction_set s join document d on d.set_id = s.id join delivery v on v.document_id = d.id
                        left join transmission o on o.id = v.transmission_id
                    where s.transmission_id = i.transmission_id), 'none')
                from interchange i where i.direction = 'IN' and i.sender = ? and ltrim(i.control_number, '0') = ?
                order by i.id""";
        List<String> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sender);
            statement.setString(2, Integer.toString(controlNumber));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lines.add(standing(RecordId.text(row.getLong(1))) + "; interchange " + row.getString(2)
                            + "; deliveries: " + row.getString(3));
                }
            }
        }
        return lines;
    }

    /** Transmissions by their state, with the reason where there is one. */
    public List<String> states() throws SQLException {
        List<String> states = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) || ' ' || direction || ' ' || state || coalesce(': ' || reason, '')
                        from transmission group by direction, state, reason order by direction, state""")) {
            while (row.next()) {
                states.add(row.getString(1));
            }
        }
        return states;
    }

    /**
     * What was delivered through a door.
     *
     * @param delivered transmissions
     * @param attempts made for them, the failed ones counted
     * @param seconds from the beginning of the first attempt to the end of the last
     */
    public record Deliveries(int delivered, int attempts, double seconds) {}

    /** Deliveries that began after a mark. */
    public Deliveries deliveries(String door, long mark) throws SQLException {
        String sql = """
                select count(distinct t.id) filter (where a.outcome = 'DELIVERED'), count(*),
                    coalesce(extract(epoch from max(a.ended_at) - min(a.started_at)), 0)
                from attempt a join transmission t on t.id = a.transmission_id
                where t.direction = 'OUT' and t.door = ? and t.id > ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, door);
            statement.setLong(2, mark);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Deliveries(row.getInt(1), row.getInt(2), row.getDouble(3));
            }
        }
    }

    /** Receipts kept since a mark that say the message was processed. */
    public int receipts(long mark) throws SQLException {
        return (int)
                number("select count(*) from receipt where transmission_id > ? and disposition = 'processed'", mark);
    }

    /** Worker seconds a stage since a mark; the workers of several batches run side by side. */
    public Map<String, Double> stageSeconds(long mark) throws SQLException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        // A batch passes a stage as a whole: its sets share the instants, and each pair of instants is one batch.
        for (int stage = 0; stage < STAGES.size(); stage++) {
            int before = stage + 2; // arrays count from 1, and the first two are the receipt and the end of unwrap
            seconds.put(STAGES.get(stage), number("""
                    select coalesce(extract(epoch from sum(after - before)), 0) from (
                        select distinct stage_times[%d] as before, stage_times[%d] as after
                        from transaction_set where direction = 'IN' and transmission_id > ?) b
                    where before is not null""".formatted(before, before + 1), mark));
        }
        // The commit cannot note its own end: what follows it is the first attempt to deliver something of the batch.
        seconds.put("commit, hand over", number("""
                select coalesce(extract(epoch from sum(first - enveloped)), 0) from (
                    select s.stage_times[9] as enveloped, min(a.started_at) as first
                    from transaction_set s join document d on d.set_id = s.id join delivery v on v.document_id = d.id
                    join attempt a on a.transmission_id = v.transmission_id
                    where s.transmission_id > ? group by s.stage_times[9]) b""", mark));
        seconds.put("deliver", number("""
                select coalesce(extract(epoch from sum(ended_at - started_at)), 0) from (
                    select distinct a.started_at, a.ended_at, t.connection
                    from attempt a join transmission t on t.id = a.transmission_id
                    where a.transmission_id > ?) b""", mark));
        return seconds;
    }

    /** Milliseconds from the durable receipt to the end of unwrap, in the middle: how long a set waited for a worker. */
    public double waitMillis(long mark) throws SQLException {
        return number("""
                select coalesce(percentile_cont(0.5) within group (order by
                    extract(epoch from stage_times[2] - stage_times[1]) * 1000), 0)
                from transaction_set where direction = 'IN' and transmission_id > ?""", mark);
    }

    private double number(String sql, long mark) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, mark);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
