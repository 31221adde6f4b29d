package io.lading.partner;

import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the key {@code lookups} of a partner's file or of an agreement. */
final class LookupReader {
    private static final Pattern POLICY = Pattern.compile("hold|finding|passThrough|default \\S.*");

    private final Path folder;

    /** @param folder where the file stands; tables are found from here */
    LookupReader(Path folder) {
        this.folder = folder;
    }

    List<LookupFile> read(FileReading block, boolean ofAgreement) {
        FileReading lookups = block.of("lookups");
        List<LookupFile> found = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : lookups.map().values().entrySet()) {
            String table = entry.getKey();
            String file = entry.getValue() instanceof TextNode text ? text.value() : "";
            String onMiss = "";
            if (entry.getValue() instanceof MapNode map) {
                file = map.text("file", "");
                onMiss = map.text("onMiss", "");
            }
            if (!onMiss.isEmpty() && !POLICY.matcher(onMiss).matches()) {
                lookups.problem(
                        table, "'onMiss' is hold, finding, passThrough or 'default X'; found '" + onMiss + "'.");
            }
            found.add(new LookupFile(
                    table, ofAgreement, file, file.isEmpty() ? "" : content(lookups, table, file), onMiss));
        }
        return List.copyOf(found);
    }

    private String content(FileReading lookups, String table, String name) {
        Optional<Path> beside = Beside.file(folder, name, table, lookups);
        if (beside.isEmpty()) {
            return "";
        }
        Path file = beside.get();
        if (!Files.isRegularFile(file)) {
            lookups.problem(table, "The table '" + name + "' is not there: expected the file " + file + ".");
            return "";
        }
        try {
            String content = Files.readString(file, StandardCharsets.UTF_8);
            String head = content.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("");
            if (!List.of(head.split("\\s*,\\s*")).contains("canonical")) {
                lookups.problem(
                        table,
                        "The first line of '" + name + "' must name the columns, one of them 'canonical', such as"
                                + " canonical,code; found '" + head + "'.");
            }
            return content;
        } catch (IOException e) {
            lookups.problem(table, "The table '" + name + "' cannot be read: " + e.getMessage() + ".");
            return "";
        }
    }
}
