package io.lading.tracking;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The record's tables and the columns a row is written with, in the order in which a unit of work writes them. */
public enum Table {
    PAYLOAD("payload", "id", "size", "sha256", "media_type", "content"),
    PAYLOAD_CHUNK("payload_chunk", "payload_id", "ordinal", "size", "sha256", "content"),
    TRANSMISSION(
            "transmission",
            "id",
            "direction",
            "state",
            "lane",
            "partner",
            "connection",
            "principal",
            "door",
            "usage",
            "syntax",
            "media_type",
            "transport_id",
            "file_name",
            "remote",
            "size",
            "sha256",
            "wire_payload",
            "clear_payload",
            "again",
            "again_of",
            "created_at"),
    WIRE_MESSAGE("wire_message", "transmission_id", "message_id", "headers", "mic", "url"),
    RECEIPT("receipt", "transmission_id", "disposition", "headers", "body", "carried_by", "created_at"),
    SUBMISSION_KEY("submission_key", "connection", "key", "sha256", "transmission_id"),
    ATTEMPT("attempt", "id", "transmission_id", "ordinal", "node", "outcome", "answer", "started_at=now()", "ended_at"),
    INTERCHANGE(
            "interchange",
            "id",
            "transmission_id",
            "direction",
            "ordinal",
            "state",
            "standard",
            "sender_qualifier",
            "sender",
            "receiver_qualifier",
            "receiver",
            "control_number",
            "usage",
            "version",
            "interchange_date",
            "interchange_time",
            "delimiters",
            "start_offset",
            "end_offset",
            "sha256",
            "repeat_of",
            "findings:jsonb",
            "created_at"),
    FUNCTIONAL_GROUP(
            "functional_group",
            "id",
            "interchange_id",
            "direction",
            "ordinal",
            "state",
            "functional_id",
            "sender",
            "receiver",
            "control_number",
            "release",
            "sets",
            "findings:jsonb"),
    TRANSACTION_SET(
            "transaction_set",
            "id",
            "group_id",
            "interchange_id",
            "transmission_id",
            "direction",
            "ordinal",
            "state",
            "type",
            "control_number",
            "release",
            "agreement",
            "start_offset",
            "end_offset",
            "reason",
            "findings:jsonb",
            "stage_times:timestamptz[]",
            "created_at"),
    SET_NUMBER("set_number", "set_id", "transmission_id", "document_type", "number", "numbers:text[]"),
    DOCUMENT(
            "document",
            "id",
            "set_id",
            "transmission_id",
            "ordinal",
            "type",
            "number",
            "numbers:text[]",
            "purpose",
            "partner",
            "agreement",
            "usage",
            "issued",
            "currency",
            "lines",
            "total",
            "payload_id",
            "map",
            "map_version",
            "schema_version",
            "agreement_version",
            "unused:jsonb",
            "created_at"),
    DELIVERY(
            "delivery",
            "id",
            "document_id",
            "transmission_id",
            "set_id",
            "partner",
            "connection",
            "agreement",
            "state",
            "format",
            "map_version",
            "reason",
            "findings:jsonb",
            "created_at"),
    COLLECTED("collected", "delivery_id", "agreement", "bytes", "created_at"),
    ACKNOWLEDGEMENT(
            "acknowledgement",
            "id",
            "direction",
            "kind",
            "status",
            "interchange_id",
            "group_id",
            "set_id",
            "carried_by",
            "transmission_id",
            "detail:jsonb",
            "created_at"),
    EXPECTATION(
            "expectation",
            "id",
            "kind",
            "state",
            "partner",
            "interchange_id",
            "group_id",
            "transmission_id",
            "due_at",
            "created_at"),
    EVENT("event", "id", "kind", "actor", "transmission_id", "document_id", "detail", "at"),
    WORK(
            "work",
            "id",
            "hop",
            "lane",
            "flow",
            "subject",
            "bytes",
            "first_set",
            "last_set",
            "ready_at=now()",
            "order_key",
            "origin",
            "origin_flow",
            "urgent");

    private final String tableName;
    private final String sql;

    Table(String tableName, String... columns) {
        this.tableName = tableName;
        // What is compared with the database's time is written with it: see BusinessClock.
        String names = Arrays.stream(columns).map(Table::nameOf).collect(Collectors.joining(", "));
        String places = Arrays.stream(columns).map(Table::placeOf).collect(Collectors.joining(", "));
        this.sql = "insert into " + tableName + " (" + names + ") values (" + places + ")";
    }

    String tableName() {
        return tableName;
    }

    String sql() {
        return sql;
    }

    private static String nameOf(String column) {
        return column.split("[:=]", 2)[0];
    }

    private static String placeOf(String column) {
        int written = column.indexOf('=');
        if (written >= 0) {
            return column.substring(written + 1);
        }
        int colon = column.indexOf(':');
        return colon < 0 ? "?" : "?::" + column.substring(colon + 1);
    }
}
