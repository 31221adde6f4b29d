package io.lading.syntax;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Puts delimiters into bytes; what a value becomes that holds one of them, or what the character set lacks, each syntax has
 * rules of its own for. Hot path for plain ASCII values. Single-threaded.
 */
public abstract class DelimitedOutput {
    protected final ByteBuilder bytes = new ByteBuilder();
    protected Delimiters delimiters;
    protected CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();
    private Complaints complaints = (error, code, expected, found) -> {};
    private String suffix = "";

    /** Takes what is wrong with the value that is being written. */
    interface Complaints {
        void about(boolean error, FindingCode code, String expected, String found);
    }

    protected DelimitedOutput(Delimiters usual) {
        delimiters = usual;
    }

    final void complainTo(Complaints listener) {
        complaints = listener;
    }

    protected final void beginInterchange(Delimiters inForce, Charset charset, SegmentSuffix afterSegments) {
        delimiters = inForce;
        suffix = afterSegments.text();
        encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Writes a value so that a reader gets back what it says. */
    protected abstract void value(String value);

    protected final void complain(Unwritable unwritable, String expected, String value) {
        complaints.about(unwritable == Unwritable.REFUSE, FindingCode.CHARACTER_NOT_ALLOWED, expected, value);
    }

    /** The delimiters in force. */
    public final Delimiters delimiters() {
        return delimiters;
    }

    /** True if there is a separator of repetitions. */
    public final boolean repeats() {
        return delimiters.repetition() != Delimiters.NONE;
    }

    final void repeat(byte delimiter, int count) {
        for (int i = 0; i < count; i++) {
            bytes.append(delimiter);
        }
    }

    protected final void terminator() {
        bytes.append(delimiters.segment());
        bytes.appendAscii(suffix);
    }
}
