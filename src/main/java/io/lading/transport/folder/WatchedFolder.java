package io.lading.transport.folder;

import io.lading.transport.SourceNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a folder that somebody drops files into. They are read and moved within the folder, never written to, never
 * deleted and never put over one another; links are not followed. Used by one thread at a time.
 */
public final class WatchedFolder {
    private static final String RECEIVED = ".received";
    private static final String REFUSED = ".refused";
    private static final String NOTE = ".why.txt";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    /** File systems allow 255 bytes; the stamp and a note's ending go beside it. */
    private static final int LONGEST_NAME = 200;

    private static final int MOST_OF_A_NAME = 1000;
    private static final int MOST_TOLD = 1000;

    private final Path folder;
    private final PathMatcher wanted;
    private final Clock clock;
    private final Predicate<Path> permitted;

    /**
     * Nothing is looked at yet.
     *
     * @param files which names count, such as {@code *.csv}
     * @param permitted asked at each look, for somebody may have put a link in the folder's place
     */
    public WatchedFolder(Path folder, String files, Clock clock, Predicate<Path> permitted) {
        this.permitted = permitted;
        this.folder = folder;
        this.wanted = SourceNames.matcher(files);
        this.clock = clock;
    }

    /**
     * How a file looks; when it was written to, it looks different.
     *
     * @param key what the file system knows it by, where it has such a thing
     */
    record Look(long size, Instant changed, boolean isFile, String key) {
        /** What is the same after the hub has been restarted, or the folder moved. */
        String text() {
            return size + "|" + changed.toEpochMilli();
        }
    }

    static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    /** All that count, whole or not, by name; makes the folder if it is not there. */
    List<Path> list() throws IOException {
        if (!permitted.test(folder.toAbsolutePath())) {
            throw new IOException("a link leads out of what folders.exchange permits; remove it");
        }
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                boolean counts = !SourceNames.isUnfinished(name(file))
                        && wanted.matches(file.getFileName())
                        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                if (counts) {
                    files.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }

    Look look(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Look(
                found.size(),
                found.lastModifiedTime().toInstant(),
                found.isRegularFile(),
                String.valueOf(found.fileKey()));
    }

    InputStream read(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Puts away what was taken. */
    void moveToReceived(Path file, Look taken) throws IOException {
        move(file, taken, RECEIVED);
    }

    /** Puts away what is not taken, with a note that says why. */
    Path moveToRefused(Path file, Look found, String reason) throws IOException {
        Path aside = move(file, found, REFUSED);
        Files.writeString(
                aside.resolveSibling(name(aside) + NOTE),
                SourceNames.shown(name(file)) + " was not taken by the hub. " + reason + "\n",
                StandardCharsets.UTF_8);
        return aside;
    }

    /** What was refused and still lies there, as {@link #place} names it. */
    List<String> refused() throws IOException {
        Path aside = folder.resolve(REFUSED);
        if (!Files.isDirectory(aside)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(aside)) {
            return all.filter(file -> !name(file).endsWith(NOTE))
                    .limit(MOST_TOLD)
                    .map(this::place)
                    .toList();
        }
    }

    /** As people find it from the folder on. */
    String place(Path file) {
        return SourceNames.shown(folder.relativize(file).toString());
    }

    /**
     * Moves a file, and looks afterwards what was moved: should somebody have put another one in its place meanwhile, that
     * one has not been read and goes back.
     */
    private Path move(Path file, Look expected, String place) throws IOException {
        Path target = Files.createDirectories(folder.resolve(place));
        String stamp = STAMP.format(clock.instant().atZone(ZoneId.systemDefault()));
        // Never a copy: an atomic move is a rename, or nothing.
        Path moved =
                Files.move(file, free(target, stamp + "-" + shortened(name(file))), StandardCopyOption.ATOMIC_MOVE);
        if (!look(moved).equals(expected)) {
            Path back = free(folder, name(file));
            Files.createLink(back, moved); // fails, other than a move, where there is such a file by now
            Files.delete(moved);
            throw new IOException("another file was put in its place, and is taken next as " + name(back));
        }
        return moved;
    }

    private static Path free(Path target, String name) throws IOException {
        Path free = target.resolve(name);
        for (int i = 1; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            if (i == MOST_OF_A_NAME) {
                throw new FileAlreadyExistsException(free.toString());
            }
            free = target.resolve(i + "-" + name);
        }
        return free;
    }

    /** Its end, which has the extension. */
    private static String shortened(String name) {
        String end = name;
        while (end.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            end = end.substring(Character.charCount(end.codePointAt(0)));
        }
        return end;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
