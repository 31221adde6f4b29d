package io.lading.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.AcknowledgementReader;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.acknowledgement.SyntaxReportReader;
import io.lading.cli.AnswerText;
import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.Feed;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.Reading;
import io.lading.syntax.SegmentRecording;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What must hold for any bytes. A target throws when it does not. */
enum Target {
    /** Whatever comes is read to its end, and says the same whole and in pieces, strictly and tolerantly. */
    READERS {
        @Override
        void run(byte[] bytes) {
            for (ReaderOptions options : List.of(ReaderOptions.strict("fuzz"), ReaderOptions.tolerant("fuzz"))) {
                Reading whole = Feed.WHOLE.read(bytes, options);
                Reading pieces = Feed.ONE_BYTE_AT_A_TIME.read(bytes, options);
                assertThat(pieces.events).isEqualTo(whole.events);
                assertThat(pieces.sentences()).isEqualTo(whole.sentences());
            }
        }
    },

    /**
     * Whatever comes is validated, decided about and answered; an answer to a sound header, written without complaint, is a
     * sound interchange.
     */
    ANSWERS {
        @Override
        void run(byte[] bytes) {
            List<InterchangeOutcome> outcomes = examine(bytes);
            for (InterchangeOutcome outcome : outcomes) {
                InterchangeDecision decision = Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL);
                List<Finding> complaints = new ArrayList<>();
                String answer = new AnswerText(complaints::add, NOON).of(decision);
                if (complaints.isEmpty() && !answer.isEmpty() && hasSoundHeader(outcome)) {
                    assertThat(errors(examine(answer.getBytes(StandardCharsets.ISO_8859_1))))
                            .as(answer)
                            .isEmpty();
                }
            }
        }
    },

    /** Whatever comes is translated or refused; what was made of it is JSON that reads back the same, and can be written. */
    BINDINGS {
        @Override
        void run(byte[] bytes) {
            Reading reading = Feed.WHOLE.read(bytes);
            for (int i = 0; i < reading.sets.size(); i++) {
                SegmentTable set = reading.sets.get(i);
                String release = reading.setHeaders.get(i).release();
                Standard standard = set.tagText(0).equals("ST") ? Standard.X12 : Standard.EDIFACT;
                MAPS.get()
                        .read(standard, EdiSource.of(set, release), MAPS.get().lookups())
                        .map(Translation::documents)
                        .ifPresent(documents -> documents.forEach(Target::goesThroughJsonAndOut));
            }
        }
    },

    /** Whatever comes in place of a 997, 999, TA1 or CONTRL is read. */
    ACKNOWLEDGEMENTS {
        @Override
        void run(byte[] bytes) {
            Reading reading = Feed.WHOLE.read(bytes);
            reading.acknowledgements.forEach(AcknowledgementReader::interchange);
            for (SegmentTable set : reading.sets) {
                AcknowledgementReader.functional(set);
                SyntaxReportReader.read(set);
            }
        }
    },

    /** Whatever comes in place of a document's JSON is read or refused. */
    JSON {
        @Override
        void run(byte[] bytes) {
            DocumentJson.read(bytes).documents().forEach(Target::goesThroughJsonAndOut);
        }
    };

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 10, 1, 12, 0);
    private static final Once<SchemaCatalog> SCHEMAS = new Once<>(() -> {
        Problems problems = new Problems();
        SchemaCatalog schemas = SchemaCatalog.load(Path.of("mappings"), problems);
        assertThat(problems.list()).isEmpty();
        return schemas;
    });
    private static final Once<MapRegistry> MAPS = new Once<>(() -> {
        MapRegistry maps = MapRegistry.of(Path.of("mappings"));
        maps.refresh(id -> id.startsWith("x12/") || id.startsWith("edifact/"));
        return maps;
    });

    abstract void run(byte[] bytes);

    /** Where inputs are kept, below the test resources. */
    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<InterchangeOutcome> examine(byte[] bytes) {
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "fuzz",
                (interchange, group, set) -> SCHEMAS.get()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes::add);
        InterchangeReader.read(bytes, ReaderOptions.strict("fuzz"), examiner);
        examiner.findingsOutside().forEach(Finding::sentence);
        return outcomes;
    }

    private static boolean hasSoundHeader(InterchangeOutcome outcome) {
        return outcome.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.position().segment())
                .noneMatch(segment -> "ISA".equals(segment) || "UNB".equals(segment));
    }

    private static List<String> errors(List<InterchangeOutcome> outcomes) {
        List<Finding> all = new ArrayList<>();
        for (InterchangeOutcome outcome : outcomes) {
            all.addAll(outcome.findings());
            outcome.groups().forEach(group -> {
                all.addAll(group.findings());
                group.sets().forEach(set -> all.addAll(set.findings()));
            });
        }
        return all.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                // Whose release has no schema is answered in that release all the same.
                .filter(finding -> finding.code() != FindingCode.SET_NOT_SUPPORTED)
                .map(Finding::sentence)
                .toList();
    }

    private static void goesThroughJsonAndOut(Document document) {
        DocumentJson.Outcome read = DocumentJson.read(DocumentJson.write(document));
        assertThat(read.problems()).isEmpty();
        assertThat(read.documents()).containsExactly(document);
        for (String format : List.of("x12/004010", "edifact/d96a")) {
            MAPS.get()
                    .writing(document.type(), format)
                    .flatMap(LoadedMap::outbound)
                    .map(OutboundMap.OfSegments.class::cast)
                    .ifPresent(writer -> writer.write(
                            document,
                            new SegmentRecording(),
                            format.startsWith("x12") ? "004010" : "D.96A",
                            MAPS.get().lookups()));
        }
    }

    /** Made when first needed, for the agent of a fuzzer makes loading slow. */
    private static final class Once<T> {
        private final Supplier<T> maker;
        private T made;

        @SuppressWarnings("NullAway") // made by the first get
        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }
}
