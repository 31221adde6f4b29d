package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Lookups;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction set being read: its tokens, which of them were used, and what was found. Hot path; for one use. */
final class Reading {
    final SegmentTable table;
    final String release;
    private final Lookups lookups;
    private final boolean dated;
    final String column;
    final List<Finding> findings = new ArrayList<>(0);
    /** Null unless lineage was asked for. */
    final @Nullable Trail trail;
    /** The document as read so far. */
    final Draft document;

    /** The record around the one that the segment fills. */
    Draft around;

    /** What the segment of a group said → the record that has the group's list. */
    final IdentityHashMap<Draft, Draft> groups = new IdentityHashMap<>(2);

    private final Position place;
    private final long[] used;

    Reading(EdiSource source, Lookups lookups, String column, Draft document, @Nullable Trail trail) {
        this.document = document;
        this.around = document;
        this.table = source.set();
        this.release = source.release();
        this.place = source.place();
        this.lookups = lookups;
        this.dated = lookups.isDated();
        this.column = column;
        this.trail = trail;
        int segments = table.segmentCount();
        int tokens = segments == 0 ? 0 : table.tokensEnd(segments - 1);
        this.used = new long[(tokens >> 6) + 1];
    }

    /** The tables as they are on the document's day, so far as it is known. */
    Lookups lookups() {
        LocalDate day = dated ? day() : null;
        return day == null ? lookups : lookups.at(day);
    }

    /** The document's, so far as it is known. */
    @Nullable
    LocalDate day() {
        FieldPath issued = FieldPath.of(document.shape(), "issued");
        return issued != null && issued.peek(document) instanceof Moment day ? day.date() : null;
    }

    void use(int token) {
        used[token >> 6] |= 1L << token;
    }

    void useSegment(int segment) {
        for (int i = table.tokensBegin(segment); i < table.tokensEnd(segment); i++) {
            use(i);
        }
    }

    boolean isUsed(int token) {
        return (used[token >> 6] & (1L << token)) != 0;
    }

    /** True if no element of the segment was used. */
    boolean isUntouched(int segment) {
        for (int i = table.tokensBegin(segment); i < table.tokensEnd(segment); i++) {
            if (isUsed(i)) {
                return false;
            }
        }
        return true;
    }

    /** The token of a simple element or a component if something was sent there, else -1. */
    int present(int segment, int element, int component) {
        int token = table.token(segment, element, 1, component);
        return token < 0 || table.isEmpty(token) ? -1 : token;
    }

    /** The text without the blanks at its end, which X12 gives no meaning. */
    String text(int token) {
        String text = table.text(token);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    void trace(@Nullable Place rule, String field, int segment, int token) {
        if (trail != null) {
            trail.read(rule, field, table, segment, token);
        }
    }

    /** @param token negative if the element was not sent */
    void report(FindingCode code, Severity severity, int segment, int token, String name, String expected) {
        String found = token < 0 ? "" : table.text(token);
        findings.add(new Finding(code, severity, Finding.Origin.MAP, position(segment, token, name), expected, found));
    }

    Position position(int segment, int token, @Nullable String name) {
        boolean component = token >= 0 && table.componentOf(token) > 1;
        return new Position(
                place.file(),
                place.interchange(),
                place.group(),
                place.transactionSet(),
                place.setType(),
                table.tagText(segment),
                table.ordinal(segment),
                token < 0 ? 0 : table.elementOf(token),
                component ? table.componentOf(token) : 0,
                token >= 0 && table.repetitionOf(token) > 1 ? table.repetitionOf(token) : 0,
                name,
                token < 0 ? table.offset(segment) : table.tokenOffset(token));
    }

    /** A note for every element or whole segment between header and trailer that no rule took. */
    List<Finding> unused() {
        List<Finding> notes = new ArrayList<>(0);
        int end = EdiSource.contentEnd(table);
        for (int segment = 1; segment < end; segment++) {
            if (isUntouched(segment)) {
                notes.add(note(position(segment, -1, null), "a rule for the segment", table.segmentText(segment)));
                continue;
            }
            for (int token = table.tokensBegin(segment); token < table.tokensEnd(segment); token++) {
                if (!isUsed(token) && !table.isEmpty(token)) {
                    notes.add(note(position(segment, token, null), "a rule for the element", table.text(token)));
                }
            }
        }
        return notes;
    }

    private static Finding note(Position position, String expected, String found) {
        return new Finding(FindingCode.ELEMENT_NOT_USED, Severity.NOTE, Finding.Origin.MAP, position, expected, found);
    }
}
