package io.lading.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of hostile inputs says the truth: what it names is tested, and no group that concerns a door is missing. */
class HostileInputsTest {
    private static final Path TABLE = Path.of("docs/reference/hostile-inputs.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+) \\|[^|]*\\| (AS2|HTTP|SOAP|SFTP|queue|mail) \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+|\\*)`");
    private static final Pattern GROUP = Pattern.compile("void group(\\d+)\\w+\\(");

    private static String table = "";
    private static Map<String, String> sources = Map.of();

    @BeforeAll
    static void read() throws IOException {
        table = Files.readString(TABLE);
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            sources = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            HostileInputsTest::name, HostileInputsTest::text, (one, two) -> one + two));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyTestThatTheTableNamesIsThere() {
        Set<String> missing = new TreeSet<>();
        Matcher named = NAMED.matcher(table);
        int count = 0;
        while (named.find()) {
            count++;
            String source = sources.getOrDefault(named.group(1), "");
            boolean there = named.group(2).equals("*")
                    ? source.contains("Test")
                    : source.contains("void " + named.group(2) + "(");
            if (!there) {
                missing.add(named.group());
            }
        }
        assertThat(missing).as("mend the table, or write the test").isEmpty();
        assertThat(count).isGreaterThan(60);
    }

    @Test
    void everyGroupThatConcernsADoorHasItsTests() {
        Map<String, Set<Integer>> groups = new TreeMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            assertThat(NAMED.matcher(row.group(3)).find()).as(row.group()).isTrue();
            groups.computeIfAbsent(row.group(2), door -> new TreeSet<>()).add(Integer.parseInt(row.group(1)));
        }
        assertThat(groups.get("AS2")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(groups.get("HTTP")).containsExactly(6, 7, 8, 10, 12, 18, 29, 31, 32);
        assertThat(groups.get("SOAP")).containsExactly(13, 15, 16, 17, 29, 32);
        assertThat(groups.get("SFTP")).containsExactly(26);
        assertThat(groups.get("queue")).containsExactly(29, 30, 32);
        assertThat(groups.get("mail")).containsExactly(8, 28, 29);
    }

    @Test
    void everyTestThatBearsTheNumberOfAGroupStandsInTheTable() {
        Set<String> unnamed = new TreeSet<>();
        sources.forEach((name, source) -> {
            Matcher group = GROUP.matcher(source);
            while (group.find()) {
                String row = rowsOf(group.group(1));
                if (!row.contains("`" + name + ".")) {
                    unnamed.add(name + ": group " + group.group(1));
                }
            }
        });
        assertThat(unnamed).isEmpty();
    }

    private static String rowsOf(String group) {
        return table.lines()
                .filter(line -> line.startsWith("| " + group + " |"))
                .collect(Collectors.joining("\n"));
    }
}
