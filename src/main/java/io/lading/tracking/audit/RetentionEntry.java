package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import io.lading.tracking.UnitOfWork;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What retention dropped, signed by the key of the seals: the new start of the check.
 *
 * @param toSeal the last seal that names a dropped row
 * @param toXact where that seal ends
 * @param dropped a line for each partition: its name, how many rows, the first and the last number
 * @param lastRoot the code of that seal, in hexadecimal
 * @param parts what is left of the dropped tables up to that seal, as in {@link Seal}
 */
record RetentionEntry(
        long number,
        Instant at,
        long toSeal,
        long toXact,
        String dropped,
        String lastRoot,
        String parts,
        String keyId,
        byte[] mac,
        byte[] signature) {

    /** What goes into one, before it is signed. */
    record Draft(long number, Instant at, long toSeal, long toXact, String dropped, String lastRoot, String parts) {
        RetentionEntry signed(AuditKey key) {
            String text = text(this, key.id());
            return new RetentionEntry(
                    number, at, toSeal, toXact, dropped, lastRoot, parts, key.id(), key.mac(text), key.sign(text));
        }
    }

    private static String text(Draft draft, String keyId) {
        return "lading audit retention 1\n" + draft.number() + "\n" + draft.at() + "\n" + draft.toSeal() + "\n"
                + draft.toXact() + "\n" + draft.lastRoot() + "\n" + keyId + "\n" + draft.dropped() + "\n\n"
                + draft.parts();
    }

    boolean isBy(AuditKey key) {
        String text = text(new Draft(number, at, toSeal, toXact, dropped, lastRoot, parts), keyId);
        return MessageDigest.isEqual(mac, key.mac(text)) && AuditKey.isSigned(text, signature, key.publicKey());
    }

    Map<String, Seal.Part> byTable() {
        return Seal.parse(parts);
    }

    static List<RetentionEntry> all(Connection connection) throws SQLException {
        List<RetentionEntry> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from audit_retention order by number")) {
            while (row.next()) {
                Instant at = UnitOfWork.instant(row, "at");
                all.add(new RetentionEntry(
                        row.getLong("number"),
                        at == null ? Instant.EPOCH : at,
                        row.getLong("to_seal"),
                        row.getLong("to_xact"),
                        row.getString("dropped"),
                        row.getString("last_root"),
                        row.getString("parts"),
                        row.getString("key_id"),
                        row.getBytes("mac"),
                        row.getBytes("signature")));
            }
        }
        return all;
    }

    /** @param lastNumber the last number of a dropped entry of the audit, so that it is never given again; 0 if there is none */
    void insert(Connection connection, long lastNumber) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into audit_retention (number, at, to_seal, to_xact, dropped, last_root, parts, key_id, mac,"
                        + " signature, last_number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, number);
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
            statement.setLong(3, toSeal);
            statement.setLong(4, toXact);
            statement.setString(5, dropped);
            statement.setString(6, lastRoot);
            statement.setString(7, parts);
            statement.setString(8, keyId);
            statement.setBytes(9, mac);
            statement.setBytes(10, signature);
            statement.setLong(11, lastNumber);
            statement.executeUpdate();
        }
    }
}
