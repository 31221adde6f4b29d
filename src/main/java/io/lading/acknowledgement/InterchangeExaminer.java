package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import io.lading.validation.SetContext;
import io.lading.validation.Unsupported;
import io.lading.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a reader, validates each transaction set and hands over the outcome of each interchange when its trailer was
 * read, or was found to be missing. Single-threaded.
 */
public final class InterchangeExaminer implements InterchangeListener {

    /** Says which schema, with which partner's guide, a transaction set must keep to. */
    @FunctionalInterface
    public interface SchemaChoice {

        /** The schema, or null if this kind of set is not supported. */
        @Nullable
        Schema schemaFor(InterchangeHeader interchange, GroupHeader group, SetHeader set);

        /** What there are schemas for, so that it can be said whether a release as a whole is not supported. */
        default Optional<SchemaCatalog> catalog() {
            return Optional.empty();
        }
    }

    private final String file;
    private final SchemaChoice choice;
    private final Consumer<InterchangeOutcome> outcomes;
    private final Validator validator = new Validator();
    private final List<Finding> outside = new ArrayList<>();
    /** Of the set that comes in parts, up to the most that a set may have. */
    private final List<Finding> ofParts = new ArrayList<>();

    private @Nullable InterchangeHeader interchange;
    private @Nullable OutcomeCollector collector;
    private @Nullable GroupHeader group;
    /** Of the group that is open. */
    private boolean releaseReported;

    /** @param file the name that positions carry */
    public InterchangeExaminer(String file, SchemaChoice choice, Consumer<InterchangeOutcome> outcomes) {
        this.file = file;
        this.choice = choice;
        this.outcomes = outcomes;
    }

    /** What was found outside of any interchange: no EDI at all, or bytes between interchanges. */
    public List<Finding> findingsOutside() {
        return List.copyOf(outside);
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        interchange = header;
        collector = new OutcomeCollector(header);
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        if (collector != null) {
            collector.acknowledgement();
        }
    }

    @Override
    public void groupStarted(GroupHeader header) {
        group = header;
        releaseReported = false;
        if (collector != null) {
            collector.groupStarted(header);
        }
    }

    @Override
    public boolean takesParts() {
        return true;
    }

    @Override
    public void setPart(SetHeader header, SegmentTable part) {
        if (interchange == null || group == null) {
            return;
        }
        Schema schema = choice.schemaFor(interchange, group, header);
        if (schema != null && ofParts.size() < Validator.MOST_FINDINGS) {
            ofParts.addAll(validator.validatePart(context(interchange, group), header, part, schema));
        }
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        if (collector == null || interchange == null || group == null) {
            return;
        }
        Schema schema = choice.schemaFor(interchange, group, header);
        List<Finding> findings = examine(interchange, group, header, set, schema);
        collector.set(header, complete, schema, ofParts.isEmpty() ? findings : withParts(findings));
    }

    private List<Finding> withParts(List<Finding> last) {
        ofParts.addAll(last);
        List<Finding> all = List.copyOf(ofParts);
        ofParts.clear();
        return all;
    }

    private SetContext context(InterchangeHeader in, GroupHeader inGroup) {
        return SetContext.of(file, in, inGroup);
    }

    private List<Finding> examine(
            InterchangeHeader in, GroupHeader inGroup, SetHeader header, SegmentTable set, @Nullable Schema schema) {
        if (schema == null) {
            return unsupported(in, inGroup, header);
        }
        List<Finding> findings = validator.validate(context(in, inGroup), header, set, schema);
        // Messages of EDIFACT need no group around them.
        boolean outsideOfGroups =
                in.standard() == Standard.EDIFACT && inGroup.functionalId().isEmpty();
        if (outsideOfGroups || schema.functionalGroup().equals(inGroup.functionalId())) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings);
        String expected = "a set of a group " + inGroup.functionalId();
        all.add(0, Finding.error(FindingCode.SET_NOT_IN_GROUP, place(in, inGroup, header), expected, header.type()));
        return all;
    }

    /** A release that is not supported is the fault of the group that names it, and told once. */
    private List<Finding> unsupported(InterchangeHeader in, GroupHeader inGroup, SetHeader header) {
        Finding finding = Unsupported.finding(context(in, inGroup), in.standard(), inGroup, header, choice.catalog());
        if (finding.position().transactionSet() != null) {
            return List.of(finding);
        }
        if (!releaseReported && collector != null) {
            releaseReported = true;
            collector.finding(finding);
        }
        return List.of();
    }

    private Position place(InterchangeHeader in, GroupHeader inGroup, SetHeader set) {
        boolean edifact = in.standard() == Standard.EDIFACT;
        return new Position(
                file,
                in.controlNumber(),
                inGroup.controlNumber(),
                set.controlNumber(),
                set.type(),
                edifact ? "UNH" : "ST",
                1,
                edifact ? 2 : 1,
                0,
                0,
                "set type",
                set.offset());
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        group = null;
        if (collector != null) {
            collector.groupEnded(trailer);
        }
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        if (collector != null) {
            outcomes.accept(collector.ended(trailer));
        }
        collector = null;
        interchange = null;
    }

    @Override
    public void finding(Finding finding) {
        if (collector == null) {
            outside.add(finding);
        } else {
            collector.finding(finding);
        }
    }
}
