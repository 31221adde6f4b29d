package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Usage;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.Unwritable;

/**
 * How an agreement wants its EDIFACT interchanges written. References, dates and documents come with each interchange.
 *
 * @param level UNB S001 0001: the character set
 * @param version UNB S001 0002: the syntax version, 1 to 4
 * @param sender UNB S002
 * @param receiver UNB S003
 * @param application UNB 0026, or empty
 * @param acknowledgementRequested UNB 0031
 * @param agreement UNB 0032, or empty
 * @param usage UNB 0035
 * @param una true to announce the service characters; others than the defaults always are
 * @param delimiters the service characters to use; the repetition separator counts from version 4 on
 * @param suffix what follows each segment terminator
 * @param upperCase true to write letters as capitals
 * @param unwritable what to do about a character that cannot be written
 */
public record EdifactSettings(
        SyntaxLevel level,
        int version,
        Party sender,
        Party receiver,
        String application,
        boolean acknowledgementRequested,
        String agreement,
        Usage usage,
        boolean una,
        Delimiters delimiters,
        SegmentSuffix suffix,
        boolean upperCase,
        Unwritable unwritable) {

    /**
     * One of the two.
     *
     * @param id 0004, 0010
     * @param qualifier 0007, or empty
     * @param address for routing within: 0008, 0014, or empty
     */
    public record Party(String id, String qualifier, String address) {}

    /** UNOC version 3 in production, default service characters with UNA, nothing requested. */
    public static EdifactSettings between(Party sender, Party receiver) {
        return new EdifactSettings(
                SyntaxLevel.UNOC,
                3,
                sender,
                receiver,
                "",
                false,
                "",
                Usage.PRODUCTION,
                true,
                Delimiters.EDIFACT_DEFAULT,
                SegmentSuffix.NONE,
                false,
                Unwritable.REFUSE);
    }

    /** As an interchange was received, turned round: what its sender can surely read. */
    public static EdifactSettings answering(InterchangeHeader received) {
        String[] syntax = received.version().split(":", 3);
        String version = syntax.length > 1 ? syntax[1] : "";
        Party sender = new Party(received.receiver(), received.receiverQualifier(), received.receiverAddress());
        Party receiver = new Party(received.sender(), received.senderQualifier(), received.senderAddress());
        SyntaxLevel level = SyntaxLevel.named(syntax[0]).orElse(SyntaxLevel.UNOC);
        return new EdifactSettings(
                level,
                version.matches("[1-4]") ? Integer.parseInt(version) : 3,
                sender,
                receiver,
                "",
                false,
                "",
                received.usage(),
                false,
                withTerminator(received.delimiters()),
                SegmentSuffix.NONE,
                level == SyntaxLevel.UNOA,
                Unwritable.SUBSTITUTE);
    }

    /** Line ends in place of terminators can be understood, but no UNA can announce them. */
    private static Delimiters withTerminator(Delimiters received) {
        boolean lineEnd = received.segment() == '\n' || received.segment() == '\r';
        return lineEnd
                ? new Delimiters(
                        received.element(),
                        received.component(),
                        received.repetition(),
                        Delimiters.EDIFACT_DEFAULT.segment(),
                        received.release(),
                        received.decimalMark())
                : received;
    }

    /** UNB S001. */
    public EdifactSettings withSyntax(SyntaxLevel newLevel, int newVersion) {
        return new EdifactSettings(
                newLevel,
                newVersion,
                sender,
                receiver,
                application,
                acknowledgementRequested,
                agreement,
                usage,
                una,
                delimiters,
                suffix,
                upperCase,
                unwritable);
    }

    /** UNB 0026, 0031, 0032 and 0035. */
    public EdifactSettings with(
            String newApplication, boolean newAcknowledgementRequested, String newAgreement, Usage newUsage) {
        return new EdifactSettings(
                level,
                version,
                sender,
                receiver,
                newApplication,
                newAcknowledgementRequested,
                newAgreement,
                newUsage,
                una,
                delimiters,
                suffix,
                upperCase,
                unwritable);
    }

    public EdifactSettings withDelimiters(boolean newUna, Delimiters newDelimiters, SegmentSuffix newSuffix) {
        return new EdifactSettings(
                level,
                version,
                sender,
                receiver,
                application,
                acknowledgementRequested,
                agreement,
                usage,
                newUna,
                newDelimiters,
                newSuffix,
                upperCase,
                unwritable);
    }

    public EdifactSettings withCharacters(boolean newUpperCase, Unwritable newUnwritable) {
        return new EdifactSettings(
                level,
                version,
                sender,
                receiver,
                application,
                acknowledgementRequested,
                agreement,
                usage,
                una,
                delimiters,
                suffix,
                newUpperCase,
                newUnwritable);
    }

    /** The service characters that this syntax version knows. */
    Delimiters effectiveDelimiters() {
        byte repetition = version >= 4 ? delimiters.repetition() : Delimiters.NONE;
        return new Delimiters(
                delimiters.element(),
                delimiters.component(),
                repetition,
                delimiters.segment(),
                delimiters.release(),
                delimiters.decimalMark());
    }

    /** True if a reader cannot know the service characters without being told. */
    boolean needsUna() {
        Delimiters inForce = effectiveDelimiters();
        Delimiters usual = Delimiters.EDIFACT_DEFAULT;
        boolean usualRepetition = version < 4 || inForce.repetition() == ServiceString.REPETITION;
        return una
                || inForce.element() != usual.element()
                || inForce.component() != usual.component()
                || inForce.segment() != usual.segment()
                || inForce.release() != usual.release()
                || !usualRepetition;
    }
}
