package io.lading.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Our code tables were written from memory; each that names the EDIFACT element of its codes is held against the code lists
 * of the directories, which were generated from the published ones.
 */
class CodeTablesTest {
    private static final Pattern ELEMENT = Pattern.compile("EDIFACT (?:element )?(\\d{4})");
    /** EANCOM has them in both directories: reverse charge, which the UNECE took over later, and the further identification of a party. */
    private static final Set<String> ADDED = Set.of("5305 AE", "1153 YC1");

    private static final Path TABLES = Path.of("mappings/codelists");

    @Test
    void everyEdifactCodeStandsInTheDirectorysListOfItsElement() throws IOException {
        Map<String, Set<String>> lists = new TreeMap<>();
        for (String directory : List.of("d96a", "d01b")) {
            read(Path.of("mappings/schemas/edifact", directory, "codes"), lists);
        }
        List<String> unknown = new ArrayList<>();
        int checked = 0;
        for (Path table : tables()) {
            String text = Files.readString(table, StandardCharsets.UTF_8);
            Matcher element = ELEMENT.matcher(text.lines().findFirst().orElse(""));
            if (!element.find() || !lists.containsKey(element.group(1))) {
                continue;
            }
            Set<String> known = lists.getOrDefault(element.group(1), Set.of());
            for (String code : codes(text, "edifact")) {
                checked++;
                if (!known.contains(code) && !ADDED.contains(element.group(1) + " " + code)) {
                    unknown.add(table.getFileName() + ": " + code + " is no code of " + element.group(1));
                }
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(checked).isGreaterThan(150);
    }

    private static List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static void read(Path codes, Map<String, Set<String>> lists) throws IOException {
        Set<String> current = new HashSet<>();
        for (String line : Files.readAllLines(codes)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!line.startsWith(" ")) {
                current = lists.computeIfAbsent(line.split(" ")[0], element -> new HashSet<>());
            } else if (line.strip().startsWith("|")) {
                current.addAll(List.of(line.strip().substring(1).strip().split("\\s+")));
            } else {
                current.add(line.strip().split("\\s+")[0]);
            }
        }
    }

    private static List<String> codes(String table, String column) {
        List<String> rows = table.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        int at = List.of(rows.get(0).split(",")).indexOf(column);
        List<String> codes = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            if (at >= 0 && at < cells.length && !cells[at].isBlank()) {
                codes.add(cells[at].strip().replace(">", ""));
            }
        }
        return codes;
    }
}
