package io.lading.partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files that stand beside a partner file and travel with it; no name leads out of that folder. */
final class Beside {
    private Beside() {}

    /** The file, which need not be there; nothing if the name or a link leads elsewhere, which is reported. */
    static Optional<Path> file(Path folder, String name, String key, FileReading entry) {
        Optional<Path> file = linked(folder, name, key, entry);
        if (file.isPresent() && isElsewhere(folder, file.get())) {
            entry.problem(key, refusal(name));
            return Optional.empty();
        }
        return file;
    }

    /**
     * The same where a link may stand for it, as in the hub's copies of applied files one does for each private key. Not for
     * files of which anything is shown: whoever may propose files could name a key as a table, and read it in the answer.
     */
    static Optional<Path> linked(Path folder, String name, String key, FileReading entry) {
        Optional<Path> file = below(folder, name);
        if (file.isEmpty()) {
            entry.problem(key, refusal(name));
        }
        return file;
    }

    private static String refusal(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return "The file '" + name
                + "' may not be named here: expected one beside the partner file or in a folder beside it,"
                + " such as certificates/" + last + ".";
    }

    private static Optional<Path> below(Path folder, String name) {
        try {
            Path base = folder.toAbsolutePath().normalize();
            boolean within = !Path.of(name).isAbsolute()
                    && base.resolve(name).normalize().startsWith(base);
            return within ? Optional.of(folder.resolve(name).normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isElsewhere(Path folder, Path file) {
        try {
            return Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
