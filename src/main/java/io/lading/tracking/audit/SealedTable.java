package io.lading.tracking.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table whose rows are sealed, with those of its columns that never change once a row is written. What may change (the
 * state of a transmission, a set, a delivery) is sealed as {@link #STATE_CHANGE}. In the order of a seal's parts.
 */
enum SealedTable {
    AUDIT("number", "number", "at:time", "actor", "action", "subject", "detail", "seal:hex"),
    EVENT("id", "id", "kind", "actor", "transmission_id", "document_id", "detail", "at:time"),
    STATE_CHANGE("number", "number", "kind", "row_id", "state", "at:time"),
    CONFIGURATION("version", "version", "hash", "actor", "note", "at:time", "changes", "seal:hex"),
    TRANSMISSION(
            "id",
            "id",
            "direction",
            "partner",
            "connection",
            "principal",
            "door",
            "remote",
            "file_name",
            "media_type",
            "size",
            "sha256:hex",
            "clear_payload",
            "created_at:time",
            "first_state"),
    RECEIPT(
            "transmission_id",
            "transmission_id",
            "disposition",
            "headers:digest",
            "body:hexdigest",
            "carried_by",
            "created_at:time"),
    INTERCHANGE(
            "id",
            "id",
            "transmission_id",
            "direction",
            "state",
            "standard",
            "sender_qualifier",
            "sender",
            "receiver_qualifier",
            "receiver",
            "control_number",
            "usage",
            "version",
            "sha256:hex",
            "created_at:time"),
    TRANSACTION_SET(
            "id",
            "id",
            "group_id",
            "transmission_id",
            "direction",
            "type",
            "control_number",
            "created_at:time",
            "first_state"),
    DOCUMENT(
            "id",
            "id",
            "set_id",
            "transmission_id",
            "type",
            "number",
            "purpose",
            "partner",
            "agreement",
            "usage",
            "currency",
            "lines",
            "total",
            "payload_id",
            "map",
            "map_version",
            "created_at:time"),
    DELIVERY("id", "id", "document_id", "partner", "connection", "agreement", "created_at:time", "first_state"),
    ACKNOWLEDGEMENT(
            "id",
            "id",
            "direction",
            "kind",
            "status",
            "interchange_id",
            "group_id",
            "set_id",
            "carried_by",
            "transmission_id",
            "created_at:time");

    /** Those whose rows retention drops. */
    static final List<SealedTable> DROPPED = List.of(AUDIT, EVENT, STATE_CHANGE);

    private final String key;
    private final String columns;
    private final int width;

    SealedTable(String key, String... columns) {
        this.key = key;
        this.columns = Arrays.stream(columns).map(SealedTable::expression).collect(Collectors.joining(", "));
        this.width = columns.length;
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column by which a row is found; the first of {@link #query}'s. */
    String key() {
        return key;
    }

    int width() {
        return width;
    }

    /** Transaction, then the columns as texts, of the rows of some transactions; in the order in which they are sealed. */
    String query() {
        return "select xact, " + columns + " from " + tableName() + " where xact >= ? and xact < ? order by xact, "
                + key;
    }

    /** A column as a text that no setting of a session changes: times in microseconds since 1970, bytes in hexadecimal. */
    private static String expression(String column) {
        String name = column.split(":", 2)[0];
        if (column.endsWith(":time")) {
            return "((extract(epoch from " + name + ") * 1000000)::bigint)::text";
        }
        if (column.endsWith(":hex")) {
            return "encode(" + name + ", 'hex')";
        }
        if (column.endsWith(":hexdigest")) {
            return "encode(sha256(" + name + "), 'hex')";
        }
        if (column.endsWith(":digest")) {
            return "encode(sha256(convert_to(" + name + ", 'UTF8')), 'hex')";
        }
        return "(" + name + ")::text";
    }

    static String names(List<SealedTable> tables) {
        return tables.stream().map(SealedTable::tableName).collect(Collectors.joining(", "));
    }
}
