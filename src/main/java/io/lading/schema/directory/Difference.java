package io.lading.schema.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one directory's dictionary says otherwise than the one it starts from. An entry is a line and the indented ones below
 * it. Labels alone make no difference: directories name the same thing now so, now so. What was dropped stays known, and no
 * message asks for it.
 */
final class Difference {
    private static final String LIST = "    |";

    private final Path earlier;

    Difference(Path earlier) {
        this.earlier = earlier;
    }

    /** The entries of {@code elements} or {@code segments} that are new or another. */
    String ofEntries(String file, String text) throws IOException {
        Map<String, String> before = entries(Files.readString(earlier.resolve(file)));
        StringBuilder out = new StringBuilder();
        entries(text).forEach((key, entry) -> {
            String known = before.get(key);
            if (known == null || !withoutLabels(known).equals(withoutLabels(entry))) {
                out.append(entry);
            }
        });
        return out.toString();
    }

    /** The code lists that differ: {@code +} before codes that came, {@code -} before those that went. */
    String ofCodes(String text) throws IOException {
        Map<String, String> before = entries(Files.readString(earlier.resolve("codes")));
        StringBuilder out = new StringBuilder();
        Map<String, String> now = entries(text);
        now.forEach((reference, entry) -> out.append(codes(before.get(reference), entry)));
        // An entry without codes: any are taken now.
        before.keySet().stream().filter(gone -> !now.containsKey(gone)).forEach(gone -> out.append(gone)
                .append(" open\n"));
        return out.toString();
    }

    private static String codes(@Nullable String before, String now) {
        if (before == null || before.equals(now)) {
            return before == null ? now : "";
        }
        Set<String> came = listed(now);
        came.removeAll(listed(before));
        Set<String> went = listed(before);
        went.removeAll(listed(now));
        StringBuilder out = new StringBuilder(now.substring(0, now.indexOf('\n') + 1));
        DirectoryImport.appendCodes(out, "    +", came);
        DirectoryImport.appendCodes(out, "    -", went);
        boolean shorter = out.length() < now.length() && !(came.isEmpty() && went.isEmpty());
        return shorter ? out.toString() : now;
    }

    private static Set<String> listed(String entry) {
        Set<String> codes = new LinkedHashSet<>();
        entry.lines()
                .filter(line -> line.startsWith(LIST))
                .forEach(line -> codes.addAll(
                        List.of(line.substring(LIST.length()).strip().split("\\s+"))));
        return codes;
    }

    static Map<String, String> entries(String text) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                open = new ArrayList<>();
                entries.put(line.split("\\s+", 2)[0], open);
            }
            open.add(line);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((key, lines) -> texts.put(key, String.join("\n", lines) + "\n"));
        return texts;
    }

    /** Labels begin with the first word in small letters; references, types and tags have none. */
    private static String withoutLabels(String entry) {
        return String.join(
                "\n",
                entry.lines().map(line -> line.replaceFirst("\\s+[a-z].*", "")).toList());
    }
}
