package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import io.lading.tracking.UnitOfWork;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One link of the chain.
 *
 * @param fromXact the first transaction whose rows it covers
 * @param toXact the one after the last
 * @param parts a line for each table with rows in it, see {@link Part}
 * @param previous the code of the seal before, in hexadecimal; empty for the first
 * @param mac code over all of that by a key that is not in the database
 * @param signature the same as everybody can check it
 */
record Seal(
        long number,
        long fromXact,
        long toXact,
        Instant at,
        String parts,
        String keyId,
        String previous,
        byte[] mac,
        byte[] signature) {

    static final String COLUMNS = "number, from_xact, to_xact, at, parts, key_id, mac, signature";

    /** How many rows of a table, and the root of their tree in hexadecimal. */
    record Part(long rows, String root) {
        static Part of(MerkleTree tree) {
            return new Part(tree.count(), HexFormat.of().formatHex(tree.root()));
        }

        String line(SealedTable table) {
            return table.tableName() + " " + rows + " " + root + "\n";
        }
    }

    /** Makes the seal after another one. */
    static Seal make(AuditKey key, long number, String previous, long fromXact, long toXact, Instant at, String parts) {
        String text = text(number, fromXact, toXact, at, parts, key.id(), previous);
        return new Seal(number, fromXact, toXact, at, parts, key.id(), previous, key.mac(text), key.sign(text));
    }

    static Seal read(ResultSet row, String previous) throws SQLException {
        Instant at = UnitOfWork.instant(row, "at");
        return new Seal(
                row.getLong("number"),
                row.getLong("from_xact"),
                row.getLong("to_xact"),
                at == null ? Instant.EPOCH : at,
                row.getString("parts"),
                row.getString("key_id"),
                previous,
                row.getBytes("mac"),
                row.getBytes("signature"));
    }

    /** What is sealed: lines that anybody can put together again. */
    String text() {
        return text(number, fromXact, toXact, at, parts, keyId, previous);
    }

    private static String text(
            long number, long fromXact, long toXact, Instant at, String parts, String keyId, String previous) {
        return "lading seal 1\n" + number + "\n" + fromXact + "\n" + toXact + "\n" + at + "\n" + keyId + "\n" + previous
                + "\n" + parts;
    }

    boolean isBy(AuditKey key) {
        return MessageDigest.isEqual(mac, key.mac(text())) && AuditKey.isSigned(text(), signature, key.publicKey());
    }

    String head() {
        return HexFormat.of().formatHex(mac);
    }

    Map<String, Part> byTable() {
        return parse(parts);
    }

    static Map<String, Part> parse(String parts) {
        Map<String, Part> byTable = new LinkedHashMap<>();
        parts.lines().forEach(line -> {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[1].matches("\\d{1,18}")) {
                byTable.put(words[0], new Part(Long.parseLong(words[1]), words[2]));
            }
        });
        return byTable;
    }
}
