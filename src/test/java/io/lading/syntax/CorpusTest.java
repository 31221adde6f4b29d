package io.lading.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.interchange.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads every X12 and EDIFACT file of the shared corpus, if there is one. */
class CorpusTest {

    record Sample(Path file, String standard, String type, boolean valid) {}

    static List<Sample> samples() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED names no shared corpus");
        Path corpus = Path.of(shared, "corpus");
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolve("INDEX.tsv"), StandardCharsets.UTF_8)) {
            String[] columns = line.split("\t", -1);
            if (columns.length > 8 && (columns[5].equals("X12") || columns[5].equals("EDIFACT"))) {
                samples.add(new Sample(corpus.resolve(columns[0]), columns[5], columns[7], columns[8].equals("valid")));
            }
        }
        return samples;
    }

    @TestFactory
    Stream<DynamicTest> readsEveryFileTheSameWayHoweverItIsFed() throws IOException {
        return samples().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.file().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(sample.file());
                    Reading whole = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Feed.WHOLE.read(bytes));
                    assertThat(whole.findings).allSatisfy(CorpusTest::isHelpful);
                    for (Feed feed : List.of(Feed.ONE_BYTE_AT_A_TIME, Feed.IN_UNEVEN_PIECES)) {
                        Reading pieces = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> feed.read(bytes));
                        assertThat(pieces.events).isEqualTo(whole.events);
                        assertThat(pieces.findings).isEqualTo(whole.findings);
                        for (int i = 0; i < whole.sets.size(); i++) {
                            assertThat(describe(pieces.sets.get(i))).isEqualTo(describe(whole.sets.get(i)));
                        }
                    }
                }));
    }

    static void isHelpful(Finding finding) {
        assertThat(finding.advice()).isNotBlank();
        assertThat(finding.expected()).isNotBlank();
        assertThat(finding.position().offset()).isNotNegative();
        assertThat(finding.position().file()).isEqualTo("test.edi");
    }

    static List<String> describe(SegmentTable set) {
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < set.segmentCount(); s++) {
            StringBuilder line = new StringBuilder(set.offset(s) + " " + set.tagText(s));
            for (int t = set.tokensBegin(s); t < set.tokensEnd(s); t++) {
                line.append(' ')
                        .append(set.elementOf(t))
                        .append('.')
                        .append(set.repetitionOf(t))
                        .append('.')
                        .append(set.componentOf(t))
                        .append('=')
                        .append(set.text(t));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
