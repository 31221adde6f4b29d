package io.lading.mapping;

import io.lading.interchange.Finding;
import io.lading.interchange.Position;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names, in findings about a set that was written from a document, the field that each is about and the element that it was read
 * from. Lineage costs as much as writing again, so it is asked for where there is such a finding. Immutable.
 *
 * @param written where the fields stand in what was written; empty if no finding is about a place in it
 * @param read where the fields were read; empty if that was no transaction set
 * @param source the place of the set that was read
 */
public record WrittenOrigins(Lineage written, Lineage read, Position source) {

    /** The findings, with what is known of where each value came from. */
    public List<Finding> traced(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.withPosition(traced(finding.position())))
                .toList();
    }

    /** What is written nowhere is told where it was read; what is written, where it stands now, and whence it came. */
    private Position traced(Position at) {
        String field = field(at);
        Optional<Lineage.Entry> origin =
                read.entries().stream().filter(one -> one.field().equals(field)).findFirst();
        if (at.segment() == null) {
            return origin.map(this::place).orElse(at);
        }
        String label = Objects.equals(at.elementName(), field) ? null : at.elementName();
        String whence = origin.map(one -> "from segment " + one.segmentOrdinal() + " " + one.segment() + " element "
                        + one.element() + " of the source")
                .orElse(null);
        String name = Stream.of(label, field, whence).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return name.isEmpty() ? at : at.named(name);
    }

    /** Bindings name the field in their findings; what checks the written set knows only the place. */
    private @Nullable String field(Position at) {
        String name = at.elementName();
        if (at.element() == 0 || Stream.of(read, written).anyMatch(lineage -> lineage.holds(name))) {
            return name;
        }
        return written.entries().stream()
                .filter(one -> one.segmentOrdinal() == at.segmentOrdinal()
                        && one.element() == at.element()
                        && (at.component() == 0 || one.component() == at.component()))
                .map(Lineage.Entry::field)
                .findFirst()
                .orElse(null);
    }

    private Position place(Lineage.Entry entry) {
        return new Position(
                source.file(),
                source.interchange(),
                source.group(),
                source.transactionSet(),
                source.setType(),
                entry.segment(),
                entry.segmentOrdinal(),
                entry.element(),
                entry.component() > 1 ? entry.component() : 0,
                0,
                entry.field(),
                entry.offset());
    }
}
