package io.lading.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.CrashPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashPointsTest {
    private static final Pattern REACH = Pattern.compile("CrashPoints\\.reach\\(\"([a-z-]+)\"\\)");

    /** So that the torture strikes at every point there is, and asks for none that nothing passes. */
    @Test
    void areListedExactlyAsTheSourcesPassThem() throws IOException {
        Set<String> passed = new TreeSet<>();
        for (Path source : sources()) {
            Matcher matcher = REACH.matcher(Files.readString(source));
            while (matcher.find()) {
                passed.add(matcher.group(1));
            }
        }

        List<String> listed = new ArrayList<>(CrashPoints.ALL);
        listed.addAll(CrashPoints.RECEIPTED);
        listed.addAll(CrashPoints.COLLECTED);
        listed.addAll(CrashPoints.FETCHED);
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(passed);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
