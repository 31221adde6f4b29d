package io.lading.partner;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;

/**
 * How our X12 interchanges to a partner look. Acknowledgements take sender and receiver from what they answer, the rest
 * from here.
 *
 * @param segmentSuffix what follows each segment terminator, as bytes to write: nothing, LF or CRLF
 * @param authorizationQualifier ISA01
 * @param authorization ISA02
 * @param securityQualifier ISA03
 * @param security ISA04
 * @param sender ISA05/06
 * @param receiver ISA07/08
 * @param standardsOrRepetition ISA11: the repetition separator from version 00402 on, {@code U} before
 * @param version ISA12
 * @param acknowledgementRequested ISA14
 * @param usage ISA15
 * @param groupSender GS02
 * @param groupReceiver GS03
 * @param agency GS07
 * @param release GS08
 * @param setsPerGroup at most this many transaction sets in a group
 * @param groupsPerInterchange at most this many groups in an interchange
 * @param interchangesPerFile at most this many interchanges in one transmission
 */
public record EnvelopeSettings(
        Delimiters delimiters,
        String segmentSuffix,
        String authorizationQualifier,
        String authorization,
        String securityQualifier,
        String security,
        Address sender,
        Address receiver,
        char standardsOrRepetition,
        String version,
        boolean acknowledgementRequested,
        Usage usage,
        String groupSender,
        String groupReceiver,
        String agency,
        String release,
        int setsPerGroup,
        int groupsPerInterchange,
        int interchangesPerFile)
        implements Envelope {}
