package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.Unwritable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How an agreement wants its interchanges written. Numbers, dates and documents come with each interchange.
 *
 * @param authorizationQualifier ISA01
 * @param authorization ISA02
 * @param securityQualifier ISA03
 * @param security ISA04
 * @param senderQualifier ISA05
 * @param sender ISA06
 * @param receiverQualifier ISA07
 * @param receiver ISA08
 * @param version ISA12; from 00402 on, ISA11 is the repetition separator, else {@code U}
 * @param acknowledgementRequested ISA14
 * @param usage ISA15
 * @param delimiters the ones to use
 * @param otherDelimiters true if others may be chosen where a value contains one of them
 * @param suffix what follows each segment terminator
 * @param charset of the values
 * @param upperCase true to write letters as capitals (the basic character set, X12.6, 3.3.1)
 * @param unwritable what to do about a character that cannot be written
 */
public record EnvelopeSettings(
        String authorizationQualifier,
        String authorization,
        String securityQualifier,
        String security,
        String senderQualifier,
        String sender,
        String receiverQualifier,
        String receiver,
        String version,
        boolean acknowledgementRequested,
        Usage usage,
        Delimiters delimiters,
        boolean otherDelimiters,
        SegmentSuffix suffix,
        Charset charset,
        boolean upperCase,
        Unwritable unwritable) {

    /** Version 00401 in production, usual delimiters that may change, ISO 8859-1, nothing requested. */
    public static EnvelopeSettings between(
            String senderQualifier, String sender, String receiverQualifier, String receiver) {
        return new EnvelopeSettings(
                "00",
                "",
                "00",
                "",
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                "00401",
                false,
                Usage.PRODUCTION,
                Delimiters.X12_USUAL,
                true,
                SegmentSuffix.NONE,
                StandardCharsets.ISO_8859_1,
                false,
                Unwritable.REFUSE);
    }

    /** ISA01 to ISA04. */
    public EnvelopeSettings withSecurity(
            String newAuthorizationQualifier,
            String newAuthorization,
            String newSecurityQualifier,
            String newSecurity) {
        return new EnvelopeSettings(
                newAuthorizationQualifier,
                newAuthorization,
                newSecurityQualifier,
                newSecurity,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                version,
                acknowledgementRequested,
                usage,
                delimiters,
                otherDelimiters,
                suffix,
                charset,
                upperCase,
                unwritable);
    }

    /** ISA12, ISA14 and ISA15. */
    public EnvelopeSettings with(String newVersion, boolean newAcknowledgementRequested, Usage newUsage) {
        return new EnvelopeSettings(
                authorizationQualifier,
                authorization,
                securityQualifier,
                security,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                newVersion,
                newAcknowledgementRequested,
                newUsage,
                delimiters,
                otherDelimiters,
                suffix,
                charset,
                upperCase,
                unwritable);
    }

    public EnvelopeSettings withDelimiters(Delimiters newDelimiters, boolean newOtherDelimiters) {
        return new EnvelopeSettings(
                authorizationQualifier,
                authorization,
                securityQualifier,
                security,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                version,
                acknowledgementRequested,
                usage,
                newDelimiters,
                newOtherDelimiters,
                suffix,
                charset,
                upperCase,
                unwritable);
    }

    public EnvelopeSettings withSuffix(SegmentSuffix newSuffix) {
        return new EnvelopeSettings(
                authorizationQualifier,
                authorization,
                securityQualifier,
                security,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                version,
                acknowledgementRequested,
                usage,
                delimiters,
                otherDelimiters,
                newSuffix,
                charset,
                upperCase,
                unwritable);
    }

    public EnvelopeSettings withCharacters(Charset newCharset, boolean newUpperCase, Unwritable newUnwritable) {
        return new EnvelopeSettings(
                authorizationQualifier,
                authorization,
                securityQualifier,
                security,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                version,
                acknowledgementRequested,
                usage,
                delimiters,
                otherDelimiters,
                suffix,
                newCharset,
                newUpperCase,
                newUnwritable);
    }

    /** The delimiters that this version of the envelope knows. */
    Delimiters effectiveDelimiters() {
        byte repetition = version.compareTo("00402") >= 0 ? delimiters.repetition() : Delimiters.NONE;
        return new Delimiters(
                delimiters.element(), delimiters.component(), repetition, delimiters.segment(), Delimiters.NONE, (byte)
                        '.');
    }
}
