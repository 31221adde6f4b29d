package io.lading.syntax.x12;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.syntax.InterchangeWriter;
import io.lading.syntax.WrittenSet;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes X12 interchanges by the book: headers with fixed widths, functional groups, trailers with counts. Single-threaded. */
public final class X12Writer extends InterchangeWriter {
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final String FIRST_RELEASE_OF_LONG_DATES = "004010";

    private final X12Output out;

    /** @param findings takes what could not be written as given; an error among them means: do not send this */
    public X12Writer(Consumer<Finding> findings) {
        this(findings, new X12Output());
    }

    private X12Writer(Consumer<Finding> findings, X12Output out) {
        super(findings, out);
        this.out = out;
    }

    // ---- envelopes ------------------------------------------------------------------------------------------------

    /** @param time in the partner's zone */
    public void beginInterchange(EnvelopeSettings settings, long controlNumber, LocalDateTime time) {
        requireNoInterchange();
        out.beginInterchange(settings);
        openInterchange(padded(controlNumber, 9));
        begin("ISA");
        fixed(1, settings.authorizationQualifier(), 2);
        fixed(2, settings.authorization(), 10);
        fixed(3, settings.securityQualifier(), 2);
        fixed(4, settings.security(), 10);
        fixed(5, settings.senderQualifier(), 2);
        fixed(6, settings.sender(), 15);
        fixed(7, settings.receiverQualifier(), 2);
        fixed(8, settings.receiver(), 15);
        fixed(9, SHORT_DATE.format(time), 6);
        fixed(10, TIME.format(time), 4);
        if (out.repeats()) {
            moveTo(11, 1, 1);
            out.delimiterAsValue(out.delimiters().repetition());
        } else {
            fixed(11, "U", 1);
        }
        fixed(12, settings.version(), 5);
        fixed(13, padded(controlNumber, 9), 9);
        fixed(14, settings.acknowledgementRequested() ? "1" : "0", 1);
        fixed(15, settings.usage().x12(), 1);
        moveTo(16, 1, 1);
        out.delimiterAsValue(out.delimiters().component());
        end();
    }

    /** @param time in the partner's zone */
    public void beginGroup(GroupSettings settings, long controlNumber, LocalDateTime time) {
        String number = Long.toString(controlNumber);
        openGroup(number);
        begin("GS");
        element(1, settings.functionalId());
        element(2, settings.sender());
        element(3, settings.receiver());
        boolean longDate = settings.release().compareTo(FIRST_RELEASE_OF_LONG_DATES) >= 0;
        element(4, (longDate ? LONG_DATE : SHORT_DATE).format(time));
        element(5, TIME.format(time));
        element(6, number);
        element(7, settings.agency());
        element(8, settings.release());
        end();
    }

    /** @param convention ST03, or empty (it exists from 005010 on) */
    public void beginSet(String type, String controlNumber, String convention) {
        require(inGroup(), "no group is open");
        openSet(type, controlNumber);
        begin("ST");
        element(1, type);
        element(2, controlNumber);
        element(3, convention);
        end();
    }

    public WrittenSet endSet() {
        return endSet("SE");
    }

    public void endGroup() {
        endGroup("GE");
    }

    public void endInterchange() {
        endInterchange("IEA");
    }

    /** An element of the interchange header: padded with blanks, never cut without a word. */
    private void fixed(int place, String value, int width) {
        moveTo(place, 1, 1);
        String fitting = value;
        if (value.length() > width) {
            fitting = value.substring(0, width);
            complain(true, FindingCode.ENVELOPE_MALFORMED, "at most " + width + " characters", value);
        }
        out.value(fitting);
        out.blanks(width - fitting.length());
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
