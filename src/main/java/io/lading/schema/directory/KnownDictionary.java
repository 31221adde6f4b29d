package io.lading.schema.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a directory's folder holds already. What its messages use stays as it stands, so that a further message changes nothing
 * for those that were there; the folders that start from this one are kept from inheriting what it did not have.
 */
final class KnownDictionary {
    private static final Set<String> SHARED = Set.of("elements", "segments", "codes");
    private static final String FROM = "from ";

    private final Path folder;

    KnownDictionary(Path folder) {
        this.folder = folder;
    }

    /** The messages that have a file here. */
    Set<String> messages() throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> !SHARED.contains(name) && !name.startsWith("."))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The directory that this one was written as differences to, or another where there is none yet. */
    String earlier(String otherwise) throws IOException {
        return text("elements")
                .lines()
                .filter(line -> line.startsWith(FROM))
                .map(line -> line.substring(FROM.length()).strip())
                .findFirst()
                .orElse(otherwise);
    }

    /**
     * The text with the entries that are here as they stand, and the others as they come.
     *
     * @param used keys of the entries that messages here rest on, inherited ones among them
     */
    String keep(String file, String text, Set<String> used) throws IOException {
        Map<String, String> here = Difference.entries(text(file));
        Map<String, String> all = new LinkedHashMap<>();
        here.forEach((key, entry) -> {
            // A list without codes only keeps away what is inherited; where nobody needs that, the codes may come.
            boolean replaceable = file.equals("codes") && entry.lines().count() == 1 && !used.contains(key);
            if (!replaceable) {
                all.put(key, entry);
            }
        });
        Difference.entries(text).forEach((key, entry) -> {
            // What is in use and has no entry here is inherited, and goes on being so.
            if (!used.contains(key)) {
                all.putIfAbsent(key, entry);
            }
        });
        String gap = file.equals("segments") ? "\n" : "";
        return all.isEmpty() ? text : gap + String.join(gap, all.values());
    }

    /** The code lists that each folder starting from this one must refuse, which came with these codes. */
    Map<Path, String> refusals(String codes) throws IOException {
        Set<String> came = new TreeSet<>(Difference.entries(codes).keySet());
        came.removeAll(Difference.entries(text("codes")).keySet());
        Map<Path, String> refusals = new LinkedHashMap<>();
        for (Path child : children()) {
            Set<String> own = Difference.entries(Files.readString(child.resolve("elements")))
                    .keySet();
            Path file = child.resolve("codes");
            String known = Files.exists(file) ? Files.readString(file) : "";
            Set<String> listed = Difference.entries(known).keySet();
            StringBuilder more = new StringBuilder();
            came.stream()
                    .filter(reference -> own.contains(reference) && !listed.contains(reference))
                    .forEach(reference -> more.append(reference).append(" open\n"));
            if (!more.isEmpty()) {
                refusals.put(file, known + more);
            }
        }
        return refusals;
    }

    private List<Path> children() throws IOException {
        List<Path> children = new ArrayList<>();
        String start = FROM + folder.getFileName();
        try (Stream<Path> siblings = Files.list(folder.resolveSibling("."))) {
            for (Path sibling : siblings.sorted().toList()) {
                Path elements = sibling.resolve("elements");
                if (Files.exists(elements) && Files.readAllLines(elements).contains(start)) {
                    children.add(sibling.normalize());
                }
            }
        }
        return children;
    }

    private String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }
}
