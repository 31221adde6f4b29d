package io.lading.transport.mail;

import io.lading.partner.MailTerms;
import io.lading.tracking.Payloads;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.eclipse.angus.mail.util.DecodingException;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a mail what is agreed, into temporary files with names of our own. Every limit is on what comes out, so that
 * nothing that unfolds can fill the disk. Used by one thread.
 */
final class MailParts {
    private static final int DEEPEST = 10;
    private static final int LONGEST_NAME = 200;
    /** All parts of a mail are counted, so that ten thousand small ones are not walked through. */
    private static final int MOST_WALKED = 200;
    /** Text compresses by less; what unfolds to more is made to. */
    private static final int MOST_UNFOLDED = 200;

    private static final int UNFOLDED_FREELY = 1 << 20;

    private final MailTerms.Taken agreed;
    private final PathMatcher wanted;
    private final Path spool;
    private final long mostBytes;

    MailParts(MailTerms.Taken agreed, String files, Path spool, long mostBytes) {
        this.agreed = agreed;
        this.wanted = FileSystems.getDefault().getPathMatcher("glob:" + files);
        this.spool = spool;
        this.mostBytes = mostBytes;
    }

    /** What is taken, in a file of ours until {@link #discard}. */
    record Taken(int ordinal, @Nullable String name, Path file, long size, String sha256) {}

    /** The mail cannot be taken as a whole; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** All parts that are to be taken. */
    List<Taken> of(Message mail) throws MessagingException, IOException, Refused {
        List<Taken> taken = new ArrayList<>();
        try {
            walk(mail, 0, new int[1], taken);
            return taken;
        } catch (MessagingException | IOException | Refused | RuntimeException e) {
            discard(taken);
            if (isAtFault(mail, e)) {
                throw new Refused("it cannot be read: " + e.getMessage());
            }
            throw e;
        }
    }

    /** Whether the mail is to blame, and not the line, the disk or the server, by which it is tried again. */
    private static boolean isAtFault(Message mail, Exception e) {
        return e instanceof RuntimeException
                || e instanceof DecodingException
                || e instanceof EOFException
                || (e instanceof MessagingException && mail.getFolder().isOpen());
    }

    static void discard(List<Taken> taken) {
        for (Taken part : taken) {
            try {
                Files.deleteIfExists(part.file());
            } catch (IOException e) {
                part.file().toFile().deleteOnExit();
            }
        }
    }

    private void walk(Part part, int depth, int[] walked, List<Taken> taken)
            throws MessagingException, IOException, Refused {
        walked[0]++;
        if (depth > DEEPEST || walked[0] > MOST_WALKED) {
            throw new Refused("it has more than " + MOST_WALKED + " parts, or parts more than " + DEEPEST + " deep");
        }
        if (part.isMimeType("multipart/*")) {
            Object content = part.getContent();
            if (content instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    walk(several.getBodyPart(i), depth + 1, walked, taken);
                }
            }
            return;
        }
        String name = part.getFileName();
        boolean attached = name != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (attached ? agreed.attachments() && isWanted(name) : agreed.body() && part.isMimeType("text/plain")) {
            take(part, name, taken);
        }
    }

    /** A sender's name is matched and shown, and never becomes a path. */
    private boolean isWanted(@Nullable String name) {
        try {
            return wanted.matches(Path.of(name == null ? "unnamed" : shown(name).replaceAll("[/\\\\]", "_")));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void take(Part part, @Nullable String name, List<Taken> taken)
            throws MessagingException, IOException, Refused {
        try (InputStream in = new BufferedInputStream(part.getInputStream())) {
            in.mark(4);
            byte[] begin = in.readNBytes(4);
            in.reset();
            if (!isZip(begin)) {
                keep(in, name, null, taken);
                return;
            }
            if (!agreed.zip()) {
                throw new Refused("the part " + shown(name) + " is a zip file, which is not agreed ('zip: true')");
            }
            unzip(in, taken);
        } catch (ZipException e) {
            throw new Refused("the zip file " + shown(name) + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean isZip(byte[] begin) {
        return begin.length == 4 && begin[0] == 'P' && begin[1] == 'K' && begin[2] == 3 && begin[3] == 4;
    }

    /** Read from its beginning to its end, so entries cannot overlap; their names lead nowhere. */
    private void unzip(InputStream in, List<Taken> taken) throws IOException, Refused {
        Counting counting = new Counting(in);
        try (ZipInputStream zip = new ZipInputStream(counting, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                BufferedInputStream content = new BufferedInputStream(zip);
                content.mark(4);
                byte[] begin = content.readNBytes(4);
                content.reset();
                if (isZip(begin)) {
                    throw new Refused("there is a zip file inside of a zip file");
                }
                keep(content, entry.getName(), new Packed(counting, counting.count), taken);
            }
        }
    }

    /** @param packed where it comes out of a zip file */
    private void keep(InputStream in, @Nullable String name, @Nullable Packed packed, List<Taken> taken)
            throws IOException, Refused {
        if (taken.size() >= agreed.most()) {
            throw new Refused("it has more than the " + agreed.most() + " parts that are agreed ('most')");
        }
        Path file = Files.createTempFile(spool, "mail-", ".part");
        MessageDigest digest = Payloads.newSha256();
        long size = 0;
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 14];
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                size += got;
                if (size > mostBytes) {
                    throw new Refused("the part " + shown(name) + " has more than the " + mostBytes + " bytes allowed");
                }
                if (packed != null && packed.unfoldsTo(size)) {
                    throw new Refused("the zip file unfolds to more than " + MOST_UNFOLDED + " times its size");
                }
                digest.update(buffer, 0, got);
                out.write(buffer, 0, got);
            }
            kept = size > 0;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
        if (kept) {
            String hash = HexFormat.of().formatHex(digest.digest());
            taken.add(new Taken(taken.size() + 1, name == null ? null : shown(name), file, size, hash));
        }
    }

    private static String shown(@Nullable String name) {
        StringBuilder out = new StringBuilder();
        (name == null ? "without a name" : name)
                .codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static final class Counting extends InputStream {
        private final InputStream in;
        private long count;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int got = in.read();
            count += got < 0 ? 0 : 1;
            return got;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = in.read(buffer, offset, length);
            count += Math.max(0, got);
            return got;
        }
    }

    /** How much was read of a zip file before this entry, to see how much unfolds out of how little. */
    private record Packed(Counting read, long before) {
        boolean unfoldsTo(long size) {
            return size > UNFOLDED_FREELY && size / MOST_UNFOLDED > Math.max(1, read.count - before);
        }
    }
}
