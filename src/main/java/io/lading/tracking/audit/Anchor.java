package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far the chain of seals had come, written down outside the database: what was cut off behind it shows. Signed by the
 * same key as the seals.
 *
 * @param seal the number of the last seal
 * @param mac its code, in hexadecimal
 * @param begun the seal it began with: 1, or where it was missing and began anew
 */
record Anchor(long seal, String mac, Instant at, long begun) {
    private static final String KIND = "lading audit anchor 1";

    /** What the file says: absent if there is none. */
    static Optional<Anchor> read(Path file, Iterable<AuditKey> keys) throws IOException, NotOurs {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() < 7 || !lines.get(0).equals(KIND)) {
            throw new NotOurs(file + " is not an anchor of the audit; it was changed or cut short.");
        }
        String text = String.join("\n", lines.subList(0, 6));
        byte[] mac = hex(lines.get(6));
        for (AuditKey key : keys) {
            if (key.id().equals(lines.get(5)) && MessageDigest.isEqual(mac, key.mac(text))) {
                return Optional.of(new Anchor(
                        Long.parseLong(lines.get(1)),
                        lines.get(2),
                        Instant.parse(lines.get(3)),
                        Long.parseLong(lines.get(4))));
            }
        }
        throw new NotOurs(
                file + " was not written by this hub's key; it was changed, or the master key is another one.");
    }

    private static byte[] hex(String text) {
        return text.matches("([0-9a-f]{2})*") ? HexFormat.of().parseHex(text) : new byte[0];
    }

    /** Writes it, whole or not at all, and on the disk before it returns. */
    void write(Path file, AuditKey key) throws IOException {
        String text = String.join("\n", KIND, Long.toString(seal), mac, at.toString(), Long.toString(begun), key.id());
        String whole = text + "\n" + HexFormat.of().formatHex(key.mac(text)) + "\n"
                + HexFormat.of().formatHex(key.sign(text)) + "\n";
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, whole, StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file is there, and is not what this hub wrote. */
    static final class NotOurs extends Exception {
        private static final long serialVersionUID = 1;

        NotOurs(String message) {
            super(message);
        }
    }
}
