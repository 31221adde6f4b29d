package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementPolicy.Functional;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.Standard;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.validation.X12Text;
import io.lading.yaml.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder for each kind of set, good and bad, and for invented retailers' guides: what was sent, what we find, and the 997
 * and 999 we answer. The same comes out whether the bytes come all at once or one at a time.
 *
 * <p>Write the expected files anew with {@code -Dgolden=update}, and read what changed.
 */
class SetCasesTest {
    private static final Path CASES = Path.of("src/test/resources/x12-sets");
    private static final Path GUIDES = Path.of("mappings/overlays/x12");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFoundAndAnsweredAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        byte[] input = Files.readAllBytes(folder.resolve("input.edi"));
        InterchangeOutcome outcome = outcome(folder, new ByteArrayInputStream(input));

        String findings = findings(outcome);
        String with997 = answer(outcome, Functional.X12_997);
        String with999 = answer(outcome, Functional.X12_999);

        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(folder.resolve("findings.txt"), findings);
            Files.writeString(folder.resolve("997.edi"), with997);
            Files.writeString(folder.resolve("999.edi"), with999);
        }
        assertThat(findings).isEqualTo(Files.readString(folder.resolve("findings.txt")));
        assertThat(with997).isEqualTo(Files.readString(folder.resolve("997.edi")));
        assertThat(with999).isEqualTo(Files.readString(folder.resolve("999.edi")));
        assertThat(findings.isEmpty()).isEqualTo(name.endsWith("-good"));

        InterchangeOutcome slowly = outcome(folder, new OneByteStream(input));
        assertThat(findings(slowly)).isEqualTo(findings);
        assertThat(answer(slowly, Functional.X12_997)).isEqualTo(with997);
    }

    private static InterchangeOutcome outcome(Path folder, InputStream in) throws IOException {
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "input.edi", (interchange, group, set) -> schema(folder, set.release(), set.type()), outcomes::add);
        InterchangeReader.read(in, ReaderOptions.strict("input.edi"), examiner);
        assertThat(examiner.findingsOutside()).isEmpty();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static Schema schema(Path folder, String release, String type) {
        Schema base = Schemas.catalog().find(Standard.X12, release, type).orElseThrow();
        Path guide = folder.resolve("guide.txt");
        if (!Files.exists(guide)) {
            return base;
        }
        try {
            Problems problems = new Problems();
            String file = Files.readString(guide).strip() + ".yaml";
            Schema guided = base.with(Overlay.read(GUIDES.resolve(file), problems), problems);
            assertThat(problems.list()).isEmpty();
            return guided;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String findings(InterchangeOutcome outcome) {
        StringBuilder out = new StringBuilder();
        Stream.of(
                        outcome.findings().stream(),
                        outcome.groups().stream().flatMap(group -> group.findings().stream()),
                        outcome.groups().stream()
                                .flatMap(group -> group.sets().stream())
                                .flatMap(set -> set.findings().stream()))
                .flatMap(stream -> stream)
                .forEach(finding -> out.append(line(finding)).append('\n'));
        return out.toString();
    }

    private static String line(Finding finding) {
        return finding.severity() + " " + finding.origin() + " " + finding.code() + " " + finding.position()
                + ": expected " + finding.expected() + ", found "
                + (finding.found().isEmpty() ? "nothing" : '"' + finding.found() + '"');
    }

    /** What answers the one group, itself without a finding; empty if nothing does. */
    private static String answer(InterchangeOutcome outcome, Functional functional) {
        GroupDecision group = Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL.with(functional))
                .groups()
                .get(0);
        if (!group.acknowledged()) {
            return "";
        }
        TextSink sink = new TextSink();
        FunctionalAcknowledgement.write(group, Delimiters.X12_USUAL, sink);
        String type = FunctionalAcknowledgement.setType(group);
        String release = FunctionalAcknowledgement.release(group);
        int segments = sink.toString().split("\n").length + 2;
        SegmentTable table = X12Text.table("ST*" + type + "*0001~\n" + sink + "SE*" + segments + "*0001~\n");
        Schema schema = Schemas.catalog().find(Standard.X12, release, type).orElseThrow();
        SetContext where = new SetContext(type, "1", "1");
        assertThat(new Validator().validate(where, X12Text.header(table, release), table, schema))
                .isEmpty();
        return sink.toString();
    }

    /** Gives one byte a call, as a slow line would. */
    private static final class OneByteStream extends InputStream {
        private final byte[] bytes;
        private int next;

        OneByteStream(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return next < bytes.length ? bytes[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0 || next == bytes.length) {
                return length == 0 ? 0 : -1;
            }
            target[offset] = bytes[next++];
            return 1;
        }
    }
}
