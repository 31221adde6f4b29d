package io.lading.cli.bench.engine;

import io.lading.acknowledgement.AcknowledgementPolicy;
import io.lading.acknowledgement.Acknowledger;
import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.cli.AnswerText;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Problems;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds of work that are measured, each over a whole interchange. */
final class EngineWork {
    private static final ReaderOptions OPTIONS = ReaderOptions.strict("orders");

    private final SchemaCatalog schemas;
    private final MapRegistry maps;
    private final LocalDateTime at;

    private EngineWork(SchemaCatalog schemas, MapRegistry maps, LocalDateTime at) {
        this.schemas = schemas;
        this.maps = maps;
        this.at = at;
    }

    static EngineWork load(LocalDateTime at) {
        Problems problems = new Problems();
        SchemaCatalog schemas = SchemaCatalog.load(Home.folder().resolve("mappings"), problems);
        MapRegistry maps = MapRegistry.of(Home.folder().resolve("mappings"));
        MapRegistry.Report report = maps.refresh(id -> id.startsWith("x12/") || id.startsWith("edifact/"));
        if (!problems.isEmpty() || !report.isClean()) {
            throw new WrongUseException("Schemas or bindings cannot be used: " + problems.list() + report.refused());
        }
        return new EngineWork(schemas, maps, at);
    }

    SchemaCatalog schemas() {
        return schemas;
    }

    /** Cuts into tokens, checks envelopes, counts and control numbers. */
    long read(byte[] interchange) {
        Sets sets = new Sets();
        InterchangeReader.read(interchange, OPTIONS, sets);
        return sets.count;
    }

    /** And holds every segment and element against the schema. */
    long validate(byte[] interchange) {
        Outcomes outcomes = new Outcomes();
        InterchangeReader.read(interchange, OPTIONS, examiner(outcomes));
        return outcomes.sound();
    }

    /** And writes the acknowledgement. */
    long acknowledge(byte[] interchange) {
        Outcomes outcomes = new Outcomes();
        InterchangeReader.read(interchange, OPTIONS, examiner(outcomes));
        return acknowledge(outcomes) == 0 ? 0 : outcomes.sound();
    }

    /** Characters of the answers, which are all single bytes. */
    long acknowledge(Outcomes outcomes) {
        AnswerText answers = new AnswerText(EngineWork::refuse, at);
        long length = 0;
        for (InterchangeOutcome outcome : outcomes.all) {
            length += answers.of(Acknowledger.decide(outcome, AcknowledgementPolicy.USUAL))
                    .length();
        }
        return length;
    }

    /** Makes the canonical document of each set, and JSON of that. */
    Optional<Stopwatch.Work> toJson(Sample sample) {
        String release = sample.syntax() == Standard.X12 ? "004010" : "D.96A";
        String setType = sample.syntax() == Standard.X12 ? "850" : "ORDERS";
        return maps.reading(sample.syntax(), release, setType).stream()
                .flatMap(map -> map.inbound().stream())
                .map(InboundMap.OfSegments.class::cast)
                .findFirst()
                .map(binding -> () -> {
                    Documents documents = new Documents(binding);
                    InterchangeReader.read(sample.bytes(), OPTIONS, documents);
                    return documents.count;
                });
    }

    InterchangeExaminer examiner(Consumer<InterchangeOutcome> outcomes) {
        return new InterchangeExaminer(
                "orders",
                (interchange, group, set) -> schemas.find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes);
    }

    private static void refuse(Finding finding) {
        throw new IllegalStateException("What is measured should be sound, but " + finding.sentence());
    }

    /** What became of interchanges. */
    static final class Outcomes implements Consumer<InterchangeOutcome> {
        private final java.util.List<InterchangeOutcome> all = new java.util.ArrayList<>();

        @Override
        public void accept(InterchangeOutcome outcome) {
            all.add(outcome);
        }

        /** Sets in which nothing was found. */
        long sound() {
            return all.stream()
                    .flatMap(interchange -> interchange.groups().stream())
                    .flatMap(group -> group.sets().stream())
                    .filter(set -> set.findings().isEmpty() && set.complete() && set.schema() != null)
                    .count();
        }
    }

    private static class Sets implements InterchangeListener {
        long count;

        @Override
        public void interchangeStarted(InterchangeHeader header) {}

        @Override
        public void groupStarted(GroupHeader header) {}

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            count++;
        }

        @Override
        public void groupEnded(@Nullable Trailer trailer) {}

        @Override
        public void interchangeEnded(@Nullable Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            refuse(finding);
        }
    }

    private final class Documents extends Sets {
        private final InboundMap.OfSegments binding;

        Documents(InboundMap.OfSegments binding) {
            this.binding = binding;
        }

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            for (Document document : binding.read(EdiSource.of(set, header.release()), maps.lookups())
                    .documents()) {
                count += DocumentJson.write(document).length > 2 ? 1 : 0;
            }
        }
    }
}
