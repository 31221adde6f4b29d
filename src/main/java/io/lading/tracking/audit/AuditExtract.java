package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import io.lading.tracking.RecordUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;

/**
 * Single rows of the audit with the proof that they were sealed, for somebody who has neither the hub nor its keys: the row,
 * the hashes beside its way up the tree, and the signed seal. {@link #problem} is all that such a reader needs.
 */
public final class AuditExtract {
    private final DataSource dataSource;
    private final AuditKeys keys;

    public AuditExtract(DataSource dataSource, AuditKeys keys) {
        this.dataSource = dataSource;
        this.keys = keys;
    }

    /** The public key of the seals made now, in hexadecimal; hand it to whoever shall check extracts. */
    public String publicKey() {
        return HexFormat.of().formatHex(keys.current().publicKey());
    }

    /** Entries of the audit from one number to another that are sealed by now. */
    public List<Map<String, Object>> entries(long first, long last) {
        return extract(SealedTable.AUDIT, "number between ? and ?", first, last);
    }

    /** All that is sealed of a transmission: itself, its sets, documents, receipt, answers, changes of state and events. */
    public List<Map<String, Object>> transmission(long id) {
        List<Map<String, Object>> all = new ArrayList<>(extract(SealedTable.TRANSMISSION, "id = ?", id));
        for (SealedTable table : List.of(
                SealedTable.RECEIPT,
                SealedTable.INTERCHANGE,
                SealedTable.TRANSACTION_SET,
                SealedTable.DOCUMENT,
                SealedTable.ACKNOWLEDGEMENT,
                SealedTable.EVENT)) {
            all.addAll(extract(table, "transmission_id = ?", id));
        }
        all.addAll(extract(SealedTable.STATE_CHANGE, "kind = 'transmission' and row_id = ?", id));
        return all;
    }

    private List<Map<String, Object>> extract(SealedTable table, String condition, long... values) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Map<String, Object>> all = new ArrayList<>();
                for (Place place : places(connection, table, condition, values)) {
                    proven(connection, table, place).ifPresent(all::add);
                }
                return all;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new RecordUnavailable("extracting from the audit", e);
        }
    }

    /** Where a row stands: its transaction, and the key by which it is found among the rows of that. */
    private record Place(long xact, String key) {}

    private static List<Place> places(Connection connection, SealedTable table, String condition, long... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select xact, (" + table.key() + ")::text from "
                + table.tableName() + " where " + condition + " order by " + table.key() + " limit 1000")) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            List<Place> places = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(row.getLong(1), row.getString(2)));
                }
            }
            return places;
        }
    }

    private Optional<Map<String, Object>> proven(Connection connection, SealedTable table, Place place)
            throws SQLException {
        Optional<Seal> seal = sealOf(connection, place.xact());
        if (seal.isEmpty()) {
            return Optional.empty(); // within seconds
        }
        List<String> leaves = new ArrayList<>();
        try (Leaves rows =
                Leaves.open(connection, table, seal.get().fromXact(), seal.get().toXact())) {
            while (rows.isBefore(seal.get().toXact())) {
                leaves.add(rows.next());
            }
        }
        String start = "[\"" + table.tableName() + "\",\"" + place.key() + "\"";
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).startsWith(start)) {
                return Optional.of(described(table, leaves, i, seal.get()));
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> described(SealedTable table, List<String> leaves, int index, Seal seal) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("row", leaves.get(index));
        one.put("table", table.tableName());
        one.put("index", index);
        one.put("rows", leaves.size());
        one.put(
                "beside",
                MerkleTree.proof(leaves, index).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList());
        one.put("seal", seal.text());
        one.put("signature", HexFormat.of().formatHex(seal.signature()));
        one.put(
                "publicKey",
                keys.find(seal.keyId())
                        .map(key -> HexFormat.of().formatHex(key.publicKey()))
                        .orElse(""));
        return one;
    }

    private static Optional<Seal> sealOf(Connection connection, long xact) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select s." + Seal.COLUMNS.replace(", ", ", s.")
                + ", coalesce(encode(p.mac, 'hex'), '') as previous from audit_seal s"
                + " left join audit_seal p on p.number = s.number - 1"
                + " where s.from_xact <= ? and s.to_xact > ?")) {
            statement.setLong(1, xact);
            statement.setLong(2, xact);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Seal.read(row, row.getString("previous"))) : Optional.empty();
            }
        }
    }

    /**
     * Why an extracted row is not proven; empty if it is.
     *
     * @param publicKey as the hub's operator gave it, in hexadecimal; not the one in the extract, which anybody can write
     */
    public static String problem(JsonNode extracted, String publicKey) {
        HexFormat hex = HexFormat.of();
        try {
            String seal = extracted.path("seal").asString();
            byte[] signature = hex.parseHex(extracted.path("signature").asString());
            if (!AuditKey.isSigned(seal, signature, hex.parseHex(publicKey))) {
                return "its seal was not signed by the key " + publicKey;
            }
            List<byte[]> beside = new ArrayList<>();
            extracted.path("beside").forEach(hash -> beside.add(hex.parseHex(hash.asString())));
            long rows = extracted.path("rows").asLong();
            String row = extracted.path("row").asString();
            byte[] root = MerkleTree.rootFrom(row, extracted.path("index").asLong(), rows, beside);
            String table = extracted.path("table").asString();
            String line = table + " " + rows + " " + hex.formatHex(root);
            boolean named = seal.lines().anyMatch(line::equals) && row.startsWith("[\"" + table + "\",");
            return named ? "" : "the row is not among those that its seal names";
        } catch (IllegalArgumentException e) {
            return "it is not an extract of the audit: " + e.getMessage();
        }
    }
}
