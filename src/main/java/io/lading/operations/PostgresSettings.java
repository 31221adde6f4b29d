package io.lading.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Server settings, given on the command line so that neither a file nor ALTER SYSTEM can weaken them. */
final class PostgresSettings {

    /** What the promise "202 means it is kept" rests upon. */
    static final Map<String, String> DURABLE =
            ordered("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> SPEED = ordered(
            "shared_buffers", "256MB",
            "wal_buffers", "16MB",
            // Few checkpoints: each makes every page touched afterwards go whole into the log once more.
            "max_wal_size", "4GB",
            "min_wal_size", "256MB",
            "checkpoint_timeout", "15min",
            "wal_compression", "pglz",
            "random_page_cost", "1.1",
            // Statements are short and many; compiling or parallelising them costs more than it gives.
            "jit", "off",
            "max_parallel_workers_per_gather", "0",
            // Fewer processes to start and stop; pages that are read come from the system's cache.
            "io_method", "sync",
            // Queue tables turn over all the time: clean little and often. Statistics are another matter: what the
            // planner
            // needs of them does not change with each twentieth of a table.
            "autovacuum_naptime", "10s",
            "autovacuum_vacuum_scale_factor", "0.05",
            "autovacuum_vacuum_threshold", "1000",
            "autovacuum_analyze_scale_factor", "0.2",
            "autovacuum_analyze_threshold", "500",
            "autovacuum_vacuum_cost_limit", "1000");

    private static final Map<String, String> REACH = ordered(
            "listen_addresses",
            "127.0.0.1",
            "unix_socket_directories",
            "",
            "max_connections",
            "100",
            "timezone",
            "UTC",
            "log_timezone",
            "UTC",
            "log_min_messages",
            "warning",
            "log_min_error_statement",
            "panic");

    private PostgresSettings() {}

    static List<String> arguments(int port) {
        List<String> arguments = new ArrayList<>(List.of("-p", Integer.toString(port)));
        for (Map<String, String> settings : List.of(DURABLE, SPEED, REACH)) {
            settings.forEach((name, value) -> {
                arguments.add("-c");
                arguments.add(name + "=" + value);
            });
        }
        return arguments;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
