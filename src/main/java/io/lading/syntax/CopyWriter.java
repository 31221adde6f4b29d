package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the bytes that were read, token by token, where nothing is to be changed: padding, empty elements, counts,
 * delimiters and line breaks within EDIFACT segments stay as they were. Only blanks and line breaks between segments, and
 * what belongs to no interchange, go. Listens to a reader. Single-threaded.
 */
final class CopyWriter implements InterchangeListener {
    private final ByteBuilder out = new ByteBuilder();
    private byte[] terminator = {'~'};

    byte[] toByteArray() {
        return out.toByteArray();
    }

    @Override
    public void serviceSegment(SegmentTable segment) {
        String tag = segment.tagText(0);
        if (tag.equals("ISA")) {
            terminator = terminatorOf(segment);
        } else if (tag.startsWith("UN")) {
            terminator = new byte[] {segment.delimiters().segment()};
        }
        copy(segment, 0);
    }

    @Override
    public void packageObject(byte[] bytes, int from, int to) {
        out.append(bytes, from, to);
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        copy(segment, 0);
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        for (int i = 0; i < set.segmentCount(); i++) {
            copy(set, i);
        }
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {}

    @Override
    public void groupStarted(GroupHeader header) {}

    @Override
    public void groupEnded(@Nullable Trailer trailer) {}

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {}

    @Override
    public void finding(Finding finding) {}

    private static byte[] terminatorOf(SegmentTable isa) {
        byte[] bytes = isa.bytes();
        int place = isa.segmentEnd(0);
        if (place >= bytes.length) {
            return new byte[] {isa.delimiters().segment()};
        }
        int length = Math.max(1, CharacterSets.utf8Length(bytes, place, bytes.length));
        return java.util.Arrays.copyOfRange(bytes, place, place + length);
    }

    private void copy(SegmentTable table, int segment) {
        out.append(table.bytes(), table.segmentStart(segment), table.segmentStart(segment) + table.tagLength(segment));
        int element = 0;
        int repetition = 1;
        for (int token = table.tokensBegin(segment); token < table.tokensEnd(segment); token++) {
            if (table.elementOf(token) != element) {
                element = table.elementOf(token);
                repetition = 1;
                out.append(table.delimiters().element());
            } else if (table.repetitionOf(token) != repetition) {
                repetition = table.repetitionOf(token);
                out.append(table.delimiters().repetition());
            } else {
                out.append(table.delimiters().component());
            }
            out.append(table.bytes(), table.tokenStart(token), table.tokenEnd(token));
        }
        out.append(terminator, 0, terminator.length);
    }
}
