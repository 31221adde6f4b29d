package io.lading.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The token that may do everything. It comes from the configuration, or is made once and kept in the data folder, readable
 * only by the hub's own user, where the command line on the same machine finds it. There is no default token.
 *
 * @param token the token
 * @param file where it is kept, if the hub made it
 */
public record AdministratorToken(Secret token, Optional<Path> file) {
    public static final String FILE_NAME = "admin-token";

    /** The configured token, else the one of the data folder, which is made if it is not there yet. */
    public static AdministratorToken obtain(Optional<Secret> configured, Path dataFolder, SecureRandom random)
            throws IOException {
        if (configured.isPresent()) {
            return new AdministratorToken(configured.get(), Optional.empty());
        }
        Path file = dataFolder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            create(file, random);
        }
        return new AdministratorToken(
                Secret.of(Files.readString(file, StandardCharsets.US_ASCII).strip()), Optional.of(file));
    }

    /** True if a presented token is this one; takes the same time wherever the two differ. */
    public boolean matches(String presented) {
        return TokenHash.of(token.reveal()).matches(presented);
    }

    /** Written under another name first: a crash never leaves an empty token. */
    private static void create(Path file, SecureRandom random) throws IOException {
        PrivateFolder.create(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
        Path draft = file.resolveSibling(FILE_NAME + "." + Long.toHexString(random.nextLong()));
        Files.createFile(draft, ownerOnly(file));
        Files.writeString(
                draft, BearerToken.generate(random).reveal() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try {
            // A link, unlike a move, refuses to replace the token that another process made meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process's token holds.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
