package io.lading.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Folders that nobody but their owner can enter. Java cannot set the process's umask, and libraries write files as it
 * allows; so a folder is closed, and with it all that lies below.
 */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes a folder, and those above it that are missing, for the owner alone; one that is there is left as it is. */
    public static Path create(Path folder) throws IOException {
        return Files.createDirectories(folder, hasPosixRights(folder) ? ownerOnly() : new FileAttribute<?>[0]);
    }

    /**
     * Makes a folder if needed, and takes the rights of all but its owner away.
     *
     * @return the rights it had, such as {@code rwxr-xr-x}, if others could enter it
     * @throws IOException if its rights cannot be changed, for it belongs to somebody else
     */
    public static Optional<String> close(Path folder) throws IOException {
        create(folder);
        if (!hasPosixRights(folder)) {
            return Optional.empty();
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder);
        if (OWNER_ONLY.containsAll(rights)) {
            return Optional.empty();
        }
        Set<PosixFilePermission> owners = EnumSet.copyOf(OWNER_ONLY);
        owners.retainAll(rights);
        Files.setPosixFilePermissions(folder, owners);
        return Optional.of(PosixFilePermissions.toString(rights));
    }

    private static boolean hasPosixRights(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
    }
}
