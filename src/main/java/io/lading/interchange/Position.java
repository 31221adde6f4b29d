package io.lading.interchange;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands. Every part but the offset may be absent, from the outside in: a finding about an interchange
 * has no transaction set, one about a segment has no element.
 *
 * @param file the name the bytes came under, as given; never used as a path
 * @param interchange the interchange control number (ISA13, UNB 0020), as received
 * @param group the group control number (GS06, UNG 0048), as received
 * @param transactionSet the set control number (ST02, UNH 0062), as received
 * @param setType the transaction set identifier (ST01, UNH 0065): {@code 850}, {@code ORDERS}
 * @param segment the segment tag
 * @param segmentOrdinal the segment's place, counted from ST or UNH = 1 inside a set, from ISA or UNB = 1 outside; 0 if none
 * @param element the element's place in the segment, from 1; 0 if none
 * @param component the component's place in the element, from 1; 0 if the element is not composite or as a whole
 * @param repetition the repetition of the element, from 1; 0 if the element does not repeat
 * @param elementName a short name of the element in our words, if the schema has one
 * @param offset bytes from the start of the clear bytes of the transmission
 */
public record Position(
        @Nullable String file,
        @Nullable String interchange,
        @Nullable String group,
        @Nullable String transactionSet,
        @Nullable String setType,
        @Nullable String segment,
        int segmentOrdinal,
        int element,
        int component,
        int repetition,
        @Nullable String elementName,
        long offset) {

    /** Stands in place of a segment's tag where text is read line by line: {@code segmentOrdinal} is then the line, 0 in a document that no text was read for. */
    public static final String LINE = "line";

    /** Of what stands in no bytes that were read. */
    public static final long NO_OFFSET = -1;

    /** A place in CSV (with the column's number and name) or in JSON (column 0, with the field's path). */
    public static Position inText(@Nullable String file, int line, int column, @Nullable String name, long offset) {
        return new Position(file, null, null, null, null, LINE, line, column, 0, 0, name, offset);
    }

    /** A field of a document that is written as a set; it stands nowhere in it. */
    public static Position ofField(String setType, String path) {
        return new Position(null, null, null, null, setType, null, 0, 0, 0, 0, path, NO_OFFSET);
    }

    /** A place in the bytes about which no more is known. */
    public static Position atOffset(long offset) {
        return new Position(null, null, null, null, null, null, 0, 0, 0, 0, null, offset);
    }

    /**
     * The same place in a set that is being written: neither offset nor control numbers are those with which it leaves.
     */
    public Position asWritten(String type) {
        return new Position(
                null,
                null,
                null,
                null,
                type,
                segment,
                segmentOrdinal,
                element,
                component,
                repetition,
                elementName,
                NO_OFFSET);
    }

    /** True if this is a place in a set that we write ourselves. */
    public boolean isWritten() {
        return setType != null && interchange == null && transactionSet == null && offset == NO_OFFSET;
    }

    /** With another name of the element. */
    public Position named(@Nullable String name) {
        return new Position(
                file,
                interchange,
                group,
                transactionSet,
                setType,
                segment,
                segmentOrdinal,
                element,
                component,
                repetition,
                name,
                offset);
    }

    public Position inFile(@Nullable String name) {
        return new Position(
                name,
                interchange,
                group,
                transactionSet,
                setType,
                segment,
                segmentOrdinal,
                element,
                component,
                repetition,
                elementName,
                offset);
    }

    /** For people: {@code orders.edi · interchange 000000905 · transaction set 0001 (850) · segment 7 PO1 · element 2 (quantity) · byte 431}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, "", file);
        append(out, "interchange ", interchange);
        if (transactionSet == null && offset == NO_OFFSET && setType != null) {
            append(out, "written as ", setType);
            if (segment == null) {
                return out.toString();
            }
        }
        if (transactionSet == null) {
            append(out, "group ", group);
        } else {
            append(out, "transaction set ", transactionSet);
            if (setType != null) {
                out.append(" (").append(setType).append(')');
            }
        }
        if (LINE.equals(segment)) {
            append(out, "line ", segmentOrdinal > 0 ? String.valueOf(segmentOrdinal) : null);
            append(out, element > 0 ? "column " : "", elementName);
            append(out, "byte ", segmentOrdinal > 0 ? String.valueOf(offset) : null);
            return out.toString();
        }
        if (segment != null) {
            append(out, "segment ", segmentOrdinal > 0 ? segmentOrdinal + " " + segment : segment);
        }
        if (element > 0) {
            append(out, "element ", String.valueOf(element));
            if (elementName != null) {
                out.append(" (").append(elementName).append(')');
            }
        }
        if (component > 0) {
            append(out, "component ", String.valueOf(component));
        }
        if (repetition > 1) {
            append(out, "repetition ", String.valueOf(repetition));
        }
        append(out, "byte ", offset == NO_OFFSET ? null : String.valueOf(offset));
        return out.toString();
    }

    private static void append(StringBuilder out, String label, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (!out.isEmpty()) {
            out.append(" · ");
        }
        out.append(label).append(value);
    }
}
