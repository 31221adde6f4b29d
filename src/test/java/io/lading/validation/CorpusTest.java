package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real orders and acknowledgements that others publish. Those said to be valid have no findings in their content, or a
 * reason is written here; all others are read without harm.
 */
class CorpusTest {
    private static final Set<String> TYPES = Set.of("850", "997", "999", "TA1");
    private static final int PATH = 0;
    private static final int STANDARD = 5;
    private static final int TYPE = 7;
    private static final int VALIDITY = 8;

    /** Files whose index says valid, and what our schema rightly finds nevertheless. */
    private static final Map<String, String> REASONS = Map.of(
            // Holds ST and SE only, to try a reader; a 997 without AK1 and AK9 answers nothing.
            "xlate-staedi/src/test/resources/x12/empty997.edi", "Ask the sender to add the mandatory segment.");

    record Sample(String path, String validity) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Sample> samples() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        if (shared == null) {
            return Stream.of(new Sample("", ""));
        }
        return Files.readAllLines(Path.of(shared, "corpus", "INDEX.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(column -> column[STANDARD].equals("X12") && TYPES.contains(column[TYPE]))
                .map(column -> new Sample(column[PATH], column[VALIDITY]));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ordersAndAcknowledgementsOfOthersAreReadAndFoundAsGoodAsTheyAre(Sample sample) throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no corpus of real files");
        byte[] bytes = Files.readAllBytes(Path.of(shared, "corpus", sample.path()));
        Content content = new Content();

        InterchangeReader.read(bytes, ReaderOptions.strict(sample.path()), content);

        List<String> errors = content.findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::sentence)
                .toList();
        if (!sample.validity().equals("valid")) {
            return;
        }
        String reason = REASONS.get(sample.path());
        if (reason == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).isNotEmpty().allMatch(error -> error.contains(reason));
        }
    }

    /** Validates every set that we have a schema for. */
    private static final class Content implements InterchangeListener {
        final List<Finding> findings = new ArrayList<>();
        private final Validator validator = new Validator();

        @Override
        public void interchangeStarted(InterchangeHeader header) {}

        @Override
        public void groupStarted(GroupHeader header) {}

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            Schema schema = Schemas.catalog()
                    .find(Standard.X12, header.release(), header.type())
                    .orElse(null);
            if (schema != null) {
                findings.addAll(validator.validate(new SetContext(null, null, null), header, set, schema));
            }
        }

        @Override
        public void groupEnded(@Nullable Trailer trailer) {}

        @Override
        public void interchangeEnded(@Nullable Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            // The envelope is the reader's own test.
        }
    }
}
