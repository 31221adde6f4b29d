package io.lading.cli.bench.engine;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Prints rows as they are measured: objects for machines, a table with ratios for people. */
final class RowPrinter {
    private static final String TABLE = "%-28s %-8s %6s  %10s %13s %10s  %s";

    private final PrintWriter out;
    private final PrintWriter errors;
    private final boolean json;
    private final List<Row> rows = new ArrayList<>();

    RowPrinter(PrintWriter out, PrintWriter errors, boolean json) {
        this.out = out;
        this.errors = errors;
        this.json = json;
    }

    void print(Row row) {
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(row.json()));
        } else {
            if (rows.isEmpty()) {
                line(TABLE, "one thread, processor time", "", "lines", "MB/s", "documents/s", "allocated", "");
            }
            line(
                    TABLE,
                    row.peer() == null ? row.name() : row.peer() + ": " + row.name(),
                    row.syntax(),
                    String.format(Locale.ROOT, "%,d", row.lines()),
                    String.format(
                            Locale.ROOT, row.megabytesPerSecond() < 20 ? "%,.2f" : "%,.0f", row.megabytesPerSecond()),
                    String.format(Locale.ROOT, "%,.0f", row.documentsPerSecond()),
                    String.format(Locale.ROOT, "%,.2f", row.allocated()),
                    ratio(row));
        }
        rows.add(row);
        out.flush();
    }

    /** How much faster ours is than a peer at the same work. */
    private String ratio(Row row) {
        if (row.peer() == null) {
            return "";
        }
        Row ours = ours(row);
        return ours == null
                ? ""
                : String.format(
                        Locale.ROOT, "ours is %,.0f times as fast", ours.bytesPerSecond() / row.bytesPerSecond());
    }

    private @Nullable Row ours(Row peer) {
        for (Row row : rows) {
            boolean same = row.peer() == null
                    && row.name().equals(peer.name())
                    && row.syntax().equals(peer.syntax())
                    && row.lines() == peer.lines();
            if (same) {
                return row;
            }
        }
        return null;
    }

    /** Something that is no row. */
    void print(Map<String, Object> object, String words) {
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(object));
        } else {
            out.println(words);
        }
        out.flush();
    }

    /** For people who wonder. */
    void remark(String words) {
        (json ? errors : out).println(words);
        errors.flush();
        out.flush();
    }

    void end() {
        if (!json && !rows.isEmpty()) {
            line(
                    "%nallocated: bytes for each byte of input; scan: every byte looked at once, which is no parser's work");
        }
        out.flush();
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
