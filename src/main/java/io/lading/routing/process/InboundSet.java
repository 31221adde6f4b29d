package io.lading.routing.process;

import io.lading.acknowledgement.SetOutcome;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.mapping.AwaitedValue;
import io.lading.mapping.BusinessNumbers;
import io.lading.partner.Identification;
import io.lading.partner.ReceivingAgreement;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.SetState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction set, or the one document of a transmission without envelope. */
final class InboundSet {
    private final long id;
    private final InboundTransmission transmission;
    private final InboundGroup group;
    private final SetHeader header;
    private @Nullable SegmentTable table;
    private final boolean enveloped;
    private boolean complete;
    private long endOffset;
    private @Nullable List<CutPart> parts;
    private @Nullable CutPart only;
    private int documentsBefore;
    private List<AwaitedValue> awaited = List.of();
    private @Nullable List<Finding> findings;
    private @Nullable List<DocumentDraft> documents;
    private @Nullable Identification identification;
    private SetState state = SetState.ACCEPTED;
    private Stage reached = Stage.UNWRAPPED;
    private @Nullable Schema schema;
    private @Nullable String reason;
    private boolean ended;
    private BusinessNumbers numbers = BusinessNumbers.NONE;

    InboundSet(
            long id,
            InboundTransmission transmission,
            InboundGroup group,
            SetHeader header,
            @Nullable SegmentTable table,
            boolean complete,
            long endOffset) {
        this.id = id;
        this.transmission = transmission;
        this.group = group;
        this.header = header;
        this.table = table;
        this.enveloped = table != null;
        this.complete = complete;
        this.endOffset = endOffset;
    }

    long id() {
        return id;
    }

    InboundTransmission transmission() {
        return transmission;
    }

    InboundGroup group() {
        return group;
    }

    SetHeader header() {
        return header;
    }

    /** Its tokens; null for a document that is not EDI, and where they were let go of. */
    @Nullable
    SegmentTable table() {
        return table;
    }

    /** Its tokens are not needed any more. */
    void letGo() {
        table = null;
    }

    // ---- a set too large for one piece ----------------------------------------------------------------------------

    /** The parts it comes in, in their order; none for a set in one piece. */
    List<CutPart> parts() {
        return parts == null ? List.of() : parts;
    }

    /** The next part passes by. */
    void passes(SegmentTable part) {
        List<CutPart> before = parts == null ? new ArrayList<>() : parts;
        parts = before;
        before.add(CutPart.of(before.size() + 1, part));
        table = part;
    }

    /** Its last part has passed by. */
    void passed(boolean trailerRead, long end) {
        complete = trailerRead;
        endOffset = end;
    }

    /** This stands for one of its parts. */
    void standsFor(CutPart part, int documents) {
        only = part;
        documentsBefore = documents;
    }

    /** The part this stands for; null if it is the whole set. */
    @Nullable
    CutPart only() {
        return only;
    }

    /** How many documents were made of earlier parts. */
    int documentsBefore() {
        return documentsBefore;
    }

    /** False for a document that is not EDI. */
    boolean isEnveloped() {
        return enveloped;
    }

    /** The trailer was there. */
    boolean isComplete() {
        return complete;
    }

    long endOffset() {
        return endOffset;
    }

    /** May be added to. Made when first asked for, for most sets of a large transmission have none. */
    List<Finding> findings() {
        List<Finding> made = findings;
        if (made == null) {
            made = new ArrayList<>(0);
            findings = made;
        }
        return made;
    }

    /** What the acknowledgement is told of it. */
    SetOutcome outcome() {
        return new SetOutcome(header, complete, schema, isClean() ? List.of() : List.copyOf(findings()));
    }

    void identified(Identification as) {
        identification = as;
    }

    @Nullable
    Identification identification() {
        return identification;
    }

    /** The agreement it falls under; null for acknowledgements and where there is none. */
    @Nullable
    ReceivingAgreement agreement() {
        return identification instanceof Identification.Agreed agreed ? agreed.agreement() : null;
    }

    void checkedAgainst(Schema found) {
        schema = found;
    }

    @Nullable
    Schema schema() {
        return schema;
    }

    /** The hash of the schema it was checked against. */
    String schemaVersion() {
        return schema == null ? "" : schema.version();
    }

    /** Nothing was found about it. Asked first where there are very many sets. */
    boolean isClean() {
        List<Finding> made = findings;
        return made == null || made.isEmpty();
    }

    List<DocumentDraft> documents() {
        List<DocumentDraft> made = documents;
        if (made == null) {
            made = new ArrayList<>(1);
            documents = made;
        }
        return made;
    }

    void become(SetState found) {
        state = found;
    }

    /** It goes no further. */
    void end(SetState found, @Nullable String why) {
        state = found;
        reason = why;
        ended = true;
    }

    /** It waits until lookup tables have these values. */
    void await(List<AwaitedValue> values) {
        awaited = values;
        documents = null;
        end(SetState.HELD, AwaitedValue.reason(values));
    }

    List<AwaitedValue> awaited() {
        return awaited;
    }

    void numbered(BusinessNumbers found) {
        numbers = found;
    }

    /** By which it is found if no document is made of it; none before they were looked for. */
    BusinessNumbers numbers() {
        return numbers;
    }

    boolean isEnded() {
        return ended;
    }

    SetState state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }

    void reached(Stage stage) {
        reached = stage;
    }

    Stage reached() {
        return reached;
    }
}
