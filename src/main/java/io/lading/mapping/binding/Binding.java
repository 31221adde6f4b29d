package io.lading.mapping.binding;

import io.lading.document.Document;
import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.BusinessNumbers;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSink;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A transaction set ↔ a document, in both directions from one file. Compiled, immutable, shared between threads. */
public final class Binding implements InboundMap.OfSegments, OutboundMap.OfSegments {
    /** Ids that only hold a document together; readers make them anew. */
    private static final Pattern OWN_ID =
            Pattern.compile("(orders|handlingUnits)\\[\\d+\\]\\.id|lines\\[\\d+\\]\\.order");

    private final String setType;
    private final String column;
    private final Shape shape;
    private final Level top;
    private final Ending ending;
    private final Watched watched;
    private final Schemas schemas;

    /** The schema that a set of a release is held against; null if there is none. */
    @FunctionalInterface
    interface Schemas {
        @Nullable
        Schema of(String release);
    }

    Binding(String setType, String column, Shape shape, Level top, Ending ending, Watched watched, Schemas schemas) {
        this.setType = setType;
        this.column = column;
        this.shape = shape;
        this.top = top;
        this.ending = ending;
        this.watched = watched;
        this.schemas = schemas;
    }

    @Override
    public Binding against(Schema guide) {
        return new Binding(setType, column, shape, top, ending, watched, release -> guide);
    }

    /**
     * What is looked at while writing.
     *
     * @param segments that some rule counts
     * @param firsts lists of which some rule writes the first record
     */
    record Watched(Set<String> segments, Set<Shape.Field> firsts) {}

    /**
     * What happens when all segments are read.
     *
     * @param otherwise field → another whose value it takes if it got none
     * @param listed field → what a record of a list says, likewise
     * @param onlyWith a field without which there is no document; null if there is none such
     * @param each a list of which each document has one record; null if a set is one document
     */
    record Ending(
            Map<FieldPath, FieldPath> otherwise,
            Map<FieldPath, ListedValue> listed,
            @Nullable FieldPath onlyWith,
            @Nullable Each each) {

        private void fill(Draft draft) {
            otherwise.forEach((to, from) -> {
                Object value = from.peek(draft);
                if (value != null && !to.isSet(draft)) {
                    boolean text = to.leaf().kind() == Shape.Kind.TEXT;
                    to.holder(draft).set(to.leaf().index(), text ? value.toString() : value);
                }
            });
            listed.forEach((to, from) -> {
                Object value = to.isSet(draft) ? null : from.peek(draft);
                if (value != null) {
                    to.holder(draft).set(to.leaf().index(), value);
                }
            });
        }

        /** True of a field that need not be written, because reading takes its value from another. */
        private boolean isSaidByAnother(Document document, String field) {
            for (Map.Entry<FieldPath, FieldPath> each : otherwise.entrySet()) {
                if (each.getKey().toString().equals(field)) {
                    String said = String.valueOf(each.getValue().get(document));
                    return said.equals(String.valueOf(each.getKey().get(document)));
                }
            }
            return false;
        }

        private List<Document> documents(Document whole) {
            return each == null ? List.of(whole) : each.documents(whole);
        }

        private List<Lineage.Entry> lineage(List<Lineage.Entry> whole) {
            return each == null ? whole : each.lineage(whole);
        }

        private boolean isNothing(Draft draft) {
            return onlyWith != null && !onlyWith.isSet(draft);
        }
    }

    @Override
    public String setType() {
        return setType;
    }

    public Standard standard() {
        return column.equals("edifact") ? Standard.EDIFACT : Standard.X12;
    }

    /** The document type's name. */
    public String documentType() {
        return shape.name();
    }

    @Override
    public Translation read(EdiSource source, Lookups lookups) {
        return read(new Reading(source, lookups, column, new Draft(shape), null));
    }

    private Translation read(Reading in) {
        Draft draft = in.document;
        top.read(in, draft);
        if (shape.name().equals("DespatchAdvice")) {
            DespatchFields.tidy(draft);
        }
        ending.fill(draft);
        if (ending.isNothing(draft)) {
            return new Translation(List.of(), in.findings, in.unused());
        }
        String missing = draft.missing();
        if (missing != null) {
            in.findings.add(new Finding(
                    FindingCode.FIELD_MISSING,
                    Severity.ERROR,
                    Finding.Origin.MAP,
                    in.position(0, -1, missing),
                    "a value for " + missing,
                    ""));
        }
        List<Document> documents = hasErrors(in.findings) ? List.of() : ending.documents((Document) draft.build());
        return new Translation(documents, in.findings, in.unused());
    }

    /** Of a set that is not sound the header tells them all the same. */
    @Override
    public BusinessNumbers numbers(EdiSource source, Lookups lookups) {
        Draft draft = new Draft(shape);
        List<Document> documents =
                read(new Reading(source, lookups, column, draft, null)).documents();
        return new BusinessNumbers(
                shape.name(),
                documents.isEmpty()
                        ? draft.numbers()
                        : documents.stream()
                                .flatMap(document -> document.numbers().stream())
                                .toList());
    }

    private static boolean hasErrors(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Lineage lineage(EdiSource source, Lookups lookups) {
        Trail trail = Trail.ofRules();
        read(new Reading(source, lookups, column, new Draft(shape), trail));
        return new Lineage(ending.lineage(trail.entries()));
    }

    @Override
    public List<Finding> write(Document document, SegmentSink sink, String release, Lookups lookups) {
        Trail trail = Trail.ofFields();
        List<Finding> findings = write(document, sink, release, lookups, trail);
        Set<String> withoutRoom = new HashSet<>();
        for (Fields.Filled field : Fields.of(document, watched.firsts())) {
            if (trail.isTold(field.path())
                    || OWN_ID.matcher(field.path()).matches()
                    || ending.isSaidByAnother(document, field.path())) {
                continue;
            }
            String further = field.further();
            if (further == null || trail.isTouched(further)) {
                findings.add(notWritten(field));
            } else if (withoutRoom.add(further)) {
                findings.add(withoutRoom(further));
            }
        }
        // What is missing comes before what follows from it.
        findings.sort(Comparator.comparing(finding -> finding.code() != FindingCode.FIELD_MISSING));
        return findings;
    }

    /** A record left out as a whole would make the set say less than the document does, and nobody would know. */
    private Finding withoutRoom(String further) {
        String list = further.substring(0, further.lastIndexOf('['));
        return new Finding(
                FindingCode.RECORD_NOT_WRITTEN,
                Severity.ERROR,
                Finding.Origin.MAP,
                Position.ofField(setType, further),
                "no more than one of " + list,
                "another, " + further);
    }

    private Finding notWritten(Fields.Filled field) {
        return new Finding(
                FindingCode.FIELD_NOT_WRITTEN,
                Severity.NOTE,
                Finding.Origin.MAP,
                Position.ofField(setType, field.path()),
                "a rule that writes " + field.path(),
                field.value().toString());
    }

    private List<Finding> write(Document document, SegmentSink sink, String release, Lookups lookups, Trail trail) {
        Moment issued = document.issued();
        Lookups then = issued == null ? lookups : lookups.at(issued.date());
        Schema schema = schemas.of(release);
        Writing out = new Writing(document, sink, setType, release, then, column, trail, schema, new MissingFacts(top));
        watched.segments().forEach(out::watch);
        top.write(out, document);
        out.close();
        return out.findings;
    }

    @Override
    public Lineage lineage(Document document, String release, Lookups lookups) {
        Trail trail = Trail.ofRules();
        write(document, new Nowhere(), release, lookups, trail);
        return new Lineage(trail.entries());
    }

    /** Takes segments and forgets them. */
    private static final class Nowhere implements SegmentSink {
        @Override
        public void begin(String tag) {}

        @Override
        public void component(int element, int repetition, int component, String value) {}

        @Override
        public void end() {}
    }
}
