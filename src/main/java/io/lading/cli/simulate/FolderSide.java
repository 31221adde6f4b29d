package io.lading.cli.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that hub and partner share, be it by file system or because the partner's server keeps its files there. */
final class FolderSide implements Side {
    private final Path folder;
    private final Mailbox arrivals;
    private final Set<String> seen = new HashSet<>();

    /** @param arrivals takes what the hub lays into the folder; nothing does where the hub only reads */
    FolderSide(Path folder, Mailbox arrivals) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.arrivals = arrivals;
    }

    /** Written beside and renamed, so that nobody takes half a file. */
    @Override
    public String send(Letter letter) throws IOException {
        Path draft = folder.resolve("." + letter.fileName() + ".part");
        Files.write(draft, letter.body());
        Files.move(draft, folder.resolve(letter.fileName()), StandardCopyOption.ATOMIC_MOVE);
        return "laid down as " + letter.fileName();
    }

    @Override
    public void look() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && Files.isRegularFile(file) && seen.add(name)) {
                    arrivals.take(name, "", Files.readAllBytes(file));
                }
            }
        }
    }
}
