package io.lading.routing.plan;

import io.lading.routing.process.Rehearsal.Input;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was received, the newest first, some at a time. */
public final class ReceivedInputs {
    private static final int PAGE = 64;

    private final DataSource dataSource;
    private final long largest;

    /** @param largest bytes of a transmission that is still replayed */
    public ReceivedInputs(DataSource dataSource, long largest) {
        this.dataSource = dataSource;
        this.largest = largest;
    }

    private record Row(
            long id,
            String partner,
            String connection,
            String mediaType,
            @Nullable String fileName,
            long size,
            long payload) {}

    /** Hands over each transmission with its id; the notes say what was left out. */
    List<String> each(Instant since, int most, BooleanSupplier goOn, BiConsumer<String, Input> to) {
        List<String> notes = new ArrayList<>();
        int taken = 0;
        int large = 0;
        int gone = 0;
        long before = Long.MAX_VALUE;
        while (true) {
            List<Row> rows;
            Map<Long, byte[]> bytes;
            try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                rows = page(unit, since, before);
                bytes = Payloads.readAll(
                        unit,
                        rows.stream()
                                .filter(row -> row.size() <= largest)
                                .map(Row::payload)
                                .toList(),
                        changed -> {}); // counted as gone
            }
            for (Row row : rows) {
                if (taken == most || !goOn.getAsBoolean()) {
                    notes.add("There are more: only the newest " + taken
                            + (taken == most
                                    ? " transmissions were replayed; --most takes more."
                                    : ", for want of time."));
                    return notes(notes, large, gone);
                }
                byte[] content = bytes.get(row.payload());
                if (row.size() > largest) {
                    large++;
                } else if (content == null) {
                    gone++;
                } else {
                    taken++;
                    to.accept(RecordId.text(row.id()), input(row, content));
                }
                before = row.id();
            }
            if (rows.size() < PAGE) {
                return notes(notes, large, gone);
            }
        }
    }

    private List<String> notes(List<String> notes, int large, int gone) {
        if (large > 0) {
            notes.add("Left out for their size, more than " + largest + " bytes: " + large + ".");
        }
        if (gone > 0) {
            notes.add("Left out because their bytes are no longer kept: " + gone + ".");
        }
        return notes;
    }

    private static List<Row> page(UnitOfWork unit, Instant since, long before) {
        return unit.query(
                """
                select id, partner, connection, media_type, file_name, size, clear_payload from transmission
                where direction = 'IN' and again is null and state <> 'REPEATED' and connection is not null
                  and created_at >= ? and id < ?
                order by id desc limit ?""",
                row -> new Row(
                        row.getLong(1),
                        String.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7)),
                since,
                before,
                PAGE);
    }

    private static Input input(Row row, byte[] content) {
        return new Input(row.partner(), row.connection(), row.mediaType(), row.fileName(), content);
    }
}
