package io.lading.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No jar has a vulnerability that is published and that nobody answered, as far as the list in the repository goes. */
class KnownVulnerabilitiesTest {
    private static final Logger log = LoggerFactory.getLogger(KnownVulnerabilitiesTest.class);
    private static final Path LIST = Path.of("src/build/known-vulnerabilities.csv");
    private static final Path ANSWERS = Path.of("docs/reference/vulnerabilities.md");
    private static final Duration OLD = Duration.ofDays(90);
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[A-Za-z0-9.]*(?:-[A-Z]+)?)\\.jar");

    private record Advisory(String id, String artifact, String from, String fixed, String source, LocalDate lookedUp) {
        boolean concerns(String version) {
            return compare(version, from) >= 0 && compare(version, fixed) < 0;
        }
    }

    @Test
    void noJarOfTheHubHasAKnownVulnerabilityWithoutAnAnswer() throws IOException {
        String answers = Files.readString(ANSWERS);
        Map<String, String> jars = jars();
        List<String> unanswered = new ArrayList<>();
        for (Advisory one : list()) {
            String version = jars.get(one.artifact());
            if (version != null
                    && one.concerns(version)
                    && !answers.contains("| " + one.id() + " | " + one.artifact())) {
                unanswered.add(one.artifact() + " " + version + ": " + one.id() + ", mended in " + one.fixed() + ", "
                        + one.source());
            }
        }
        assertThat(unanswered)
                .as("take the mended version, or answer in " + ANSWERS)
                .isEmpty();
        assertThat(jars).hasSizeGreaterThan(150).containsKeys("tomcat-embed-core", "cxf-core", "artemis-server");
    }

    @Test
    void everyLineNamesALibraryThatTheHubCarriesAndWhereItWasRead() throws IOException {
        Map<String, String> jars = jars();
        assertThat(list()).hasSizeGreaterThan(10).allSatisfy(one -> {
            assertThat(jars).containsKey(one.artifact());
            assertThat(one.id()).matches("(CVE-\\d{4}-\\d{4,}|GHSA(-[0-9a-z]{4}){3})");
            assertThat(one.source()).startsWith("http");
            assertThat(compare(one.from(), one.fixed())).isNegative();
        });
    }

    /** A warning: what fails by the passing of time alone would fail where nobody changed anything. */
    @Test
    void saysWhenTheListGrowsOld() throws IOException {
        LocalDate newest = list().stream()
                .map(Advisory::lookedUp)
                .max(LocalDate::compareTo)
                .orElseThrow();
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        if (newest.plusDays(OLD.toDays()).isBefore(today)) {
            log.warn("{} was last looked through on {}: look for new advisories, see {}", LIST, newest, ANSWERS);
        }
        assertThat(newest).isAfterOrEqualTo(LocalDate.of(2026, 12, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "4.2.9.Final, 4.2.13.Final, -1",
        "1.84, 1.84, 0",
        "11.0.27, 11.0.3, 1",
        "2.0, 2.0.1, -1",
        "3.1.5.RELEASE, 3.1.5.RELEASE, 0"
    })
    void comparesVersionsByTheirNumbers(String one, String other, int expected) {
        assertThat(Integer.signum(compare(one, other))).isEqualTo(expected);
    }

    private static int compare(String one, String other) {
        String[] left = one.split("[.-]");
        String[] right = other.split("[.-]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = number(left, i) - number(right, i);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    /** The hub's jars: those of the class path, which tests have more of. */
    private static Map<String, String> jars() {
        Map<String, String> jars = new TreeMap<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator)) {
            Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
            if (jar.matches()) {
                jars.put(jar.group(1), jar.group(2));
            }
        }
        return jars;
    }

    private static List<Advisory> list() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",", -1))
                .map(part -> new Advisory(part[0], part[1], part[2], part[3], part[4], LocalDate.parse(part[5])))
                .toList();
    }
}
