package io.lading.operations;

import io.lading.security.PrivateFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL server that comes with the hub, unpacked once per user from the jar of this machine's platform. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder that holds {@code bin/postgres}, unpacked below {@code cache} unless it is there already. */
    static Path in(Path cache) {
        String name = "postgres-" + platform() + ".txz";
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new StartRefusedException("There is no embedded PostgreSQL for this machine (" + name
                    + " is not on the class path). Set database.url to a PostgreSQL server, version 15 or newer.");
        }
        try {
            Path folder = cache.resolve("postgresql-" + fingerprint(archive));
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                unpack(archive, cache.toAbsolutePath(), folder);
            }
            return folder;
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL cannot be unpacked into " + cache + ": " + e.getMessage()
                            + ". Make room there, or name another folder in the variable LADING_CACHE.",
                    e);
        }
    }

    /** The user's cache folder, where unpacked servers are shared by all the user's hubs. */
    static Path defaultCache(Path otherwise) {
        String named = System.getenv("LADING_CACHE");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isBlank()) {
            return Path.of(cache, "lading");
        }
        Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
        return Files.isWritable(home) ? home.resolve(".cache/lading") : otherwise;
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch", "");
        return os + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
    }

    /** Tells one release of the server from another without reading it: the jar's directory has the checksum. */
    private static String fingerprint(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                return Long.toHexString(jar.getEntry(connection.getEntryName()).getCrc());
            }
        }
        return "local";
    }

    /** Unpacks beside the target and renames, so that a killed hub leaves no half server behind. */
    private static void unpack(URL archive, Path cache, Path folder) throws IOException {
        PrivateFolder.create(cache);
        Path draft = Files.createTempDirectory(cache, "unpacking");
        try (InputStream bytes = archive.openStream();
                InputStream plain = new XZInputStream(new BufferedInputStream(bytes));
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, draft);
            }
        }
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            deleteTree(draft);
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw e; // otherwise another hub was quicker
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft) || entry.getName().endsWith(".a")) {
            return; // static libraries are for compiling against it
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    static void deleteTree(@Nullable Path folder) throws IOException {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
