package io.lading.routing.process;

import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.acknowledgement.RejectionTrace;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.validation.SetContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sets we sent again, to show where in them a partner found something wrong. */
final class RefusedSets {
    /** AK403 and AK304. */
    private static final String INVALID_CODE = "7";

    private static final String HAS_ERRORS = "8";
    private static final int ISA_LENGTH = 106;
    private static final int ELEMENT_AT = 3;
    private static final int REPETITION_AT = 82;
    private static final int COMPONENT_AT = 104;
    private static final int SEGMENT_AT = 105;

    private final UnitOfWork unit;
    private final Guides guides;

    RefusedSets(UnitOfWork unit, Guides guides) {
        this.unit = unit;
        this.guides = guides;
    }

    private record Sent(
            String type,
            String controlNumber,
            String release,
            long start,
            long end,
            String interchange,
            @Nullable String file,
            long payload) {}

    /** A place in a set of ours, as a 997 names it; nothing if no segment is named. */
    static AnsweredSet noted(String tag, int ordinal, int element, int component, Disposition disposition) {
        if (tag.isEmpty() || ordinal <= 0) {
            return new AnsweredSet("", "", "R", disposition, List.of(), List.of());
        }
        boolean whole = element <= 0;
        List<ElementNote> elements =
                whole ? List.of() : List.of(new ElementNote(element, component, 0, "", INVALID_CODE, ""));
        SegmentNote note = new SegmentNote(tag, ordinal, "", List.of(HAS_ERRORS), elements);
        return new AnsweredSet("", "", "R", disposition, List.of(), List.of(note));
    }

    /** What the partner said of a set of ours, each at its place; empty if its bytes are no longer kept. */
    List<Finding> trace(long set, AnsweredSet answered) {
        return sent(set).map(sent -> trace(sent, answered)).orElse(List.of());
    }

    private Optional<Sent> sent(long set) {
        return unit
                .query(
                        """
                        select s.type, s.control_number, s.release, s.start_offset, s.end_offset, i.control_number,
                               t.file_name, t.clear_payload
                        from transaction_set s
                        join interchange i on i.id = s.interchange_id
                        join transmission t on t.id = s.transmission_id
                        join payload p on p.id = t.clear_payload
                        where s.id = ? and i.standard = 'X12'""",
                        row -> new Sent(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getString(6),
                                row.getString(7),
                                row.getLong(8)),
                        set)
                .stream()
                .findFirst();
    }

    private List<Finding> trace(Sent sent, AnsweredSet answered) {
        byte[] isa = Payloads.range(unit, sent.payload(), 0, ISA_LENGTH);
        byte[] bytes = Payloads.range(unit, sent.payload(), sent.start(), sent.end());
        SegmentTable table =
                InterchangeReader.readSet(bytes, 0, bytes.length, sent.start(), Standard.X12, delimiters(isa), "");
        SetHeader header = new SetHeader(sent.type(), sent.controlNumber(), "", sent.release(), 1, sent.start());
        Schema schema = guides.schema(Standard.X12, sent.release(), sent.type(), Optional.empty())
                .orElse(null);
        SetContext where = new SetContext(sent.file(), sent.interchange(), null);
        return RejectionTrace.of(answered, where, header, table, schema);
    }

    private static Delimiters delimiters(byte[] isa) {
        byte repetition = isa[REPETITION_AT];
        boolean repeats = !Character.isLetterOrDigit(repetition);
        return new Delimiters(
                isa[ELEMENT_AT],
                isa[COMPONENT_AT],
                repeats ? repetition : Delimiters.NONE,
                isa[SEGMENT_AT],
                Delimiters.NONE,
                (byte) '.');
    }
}
