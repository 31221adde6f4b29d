package io.lading.partner;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files that stand beside a partner file and travel with it; no name leads out of that folder. */
final class Beside {
    private Beside() {}

    /** The file, which need not be there; nothing if the name leads elsewhere, which is reported. */
    static Optional<Path> file(Path folder, String name, String key, FileReading entry) {
        if (leadsOut(folder, name)) {
            entry.problem(
                    key,
                    "The file '" + name + "' may not be named here: expected one beside the partner file or in a folder"
                            + " beside it, such as certificates/" + last(name) + ".");
            return Optional.empty();
        }
        return Optional.of(folder.resolve(name).normalize());
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static boolean leadsOut(Path folder, String name) {
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path file = base.resolve(name).normalize();
            // A link is the operator's own: files that come over the API are plain ones, and a private key is linked
            // to.
            return Path.of(name).isAbsolute() || !file.startsWith(base);
        } catch (InvalidPathException e) {
            return true;
        }
    }
}
