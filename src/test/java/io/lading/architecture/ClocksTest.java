package io.lading.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two clocks of ARCHITECTURE.md, as far as the text of SQL shows them; bytecode is looked at by CodingRulesTest. */
class ClocksTest {
    /** Columns that the lease clock writes and compares: never a time that Java brings. */
    private static final String LEASE = "ready_at|started_at|held_until";
    /** Columns of the business clock: never compared with the database's unshifted time. */
    private static final String BUSINESS = "due_at|expires_at|until|seen_at|told_at|created_at|revoked_at|last_used_at";

    private static final String NOW =
            "(?:now\\(\\)|clock_timestamp\\(\\)|statement_timestamp\\(\\)|current_timestamp|localtimestamp|current_date)";
    private static final String COMPARED = "\\s*(?:<=|>=|<|>|=|-|\\bbetween\\b)\\s*";

    private static final Pattern LEASE_BY_JAVA =
            Pattern.compile("\\b(?:" + LEASE + ")" + COMPARED + "\\?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BUSINESS_BY_LEASE = Pattern.compile(
            "\\b(?:" + BUSINESS + ")" + COMPARED + NOW + "|" + NOW + COMPARED + "(?:\\w+\\.)?(?:" + BUSINESS + ")\\b",
            Pattern.CASE_INSENSITIVE);
    /** So that a wrong path cannot make the rule pass by reading nothing. */
    private static final int FEWEST_FILES = 400;

    @Test
    void comparesNoTimeOfOneClockWithTheOthers() throws IOException {
        List<String> faults = new ArrayList<>();
        int files = 0;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java/io/lading"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                files++;
                // Tools beside the hub tell people what they find; they decide nothing by it.
                if (!file.toString().contains("/lading/cli/")) {
                    faults.addAll(faults(file.toString(), Files.readString(file)));
                }
            }
        }

        assertThat(files).isGreaterThan(FEWEST_FILES);
        assertThat(faults)
                .as(
                        "write and compare ready_at and started_at by now() in SQL, and bind the business clock's instant for"
                                + " everything that is due")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update work set ready_at = ? where id = ?",
                "select * from work where ready_at <= ?",
                "where e.due_at < now() and e.kind <> 'MDN'",
                "where now() > t.expires_at",
                "delete from used_nonce where until < clock_timestamp()",
            })
    void seesSuchAComparison(String sql) {
        assertThat(faults("Some.java", sql)).hasSize(1);
    }

    private static List<String> faults(String where, String text) {
        List<String> faults = new ArrayList<>();
        for (Pattern pattern : List.of(LEASE_BY_JAVA, BUSINESS_BY_LEASE)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                faults.add(where + ": " + matcher.group());
            }
        }
        return faults;
    }
}
