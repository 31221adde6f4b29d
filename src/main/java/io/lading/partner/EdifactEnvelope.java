package io.lading.partner;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;

/**
 * How our EDIFACT interchanges to a partner look. Acknowledgements take all of it from what they answer.
 *
 * @param delimiters the service characters; the repetition separator counts from syntax version 4 on
 * @param segmentSuffix what follows each segment terminator, as bytes to write: nothing, LF or CRLF
 * @param una true to announce the service characters
 * @param syntax UNB S001 0001
 * @param syntaxVersion UNB S001 0002
 * @param sender UNB S002 0004 and 0007
 * @param senderAddress UNB S002 0008, or empty
 * @param receiver UNB S003 0010 and 0007
 * @param receiverAddress UNB S003 0014, or empty
 * @param application UNB 0026, or empty
 * @param acknowledgementRequested UNB 0031
 * @param agreement UNB 0032, or empty
 * @param usage UNB 0035
 * @param groups true to put messages into groups (UNG)
 * @param groupSender UNG S006
 * @param groupReceiver UNG S007
 * @param release UNH S009 0052 and 0054: {@code D.96A}
 * @param association UNH S009 0057, or empty
 * @param upperCase true to write letters as capitals
 * @param substitutes true to write a substitute for what the character set lacks, rather than to hold the document
 * @param setsPerGroup at most this many messages in a group, or in an interchange without groups
 * @param groupsPerInterchange at most this many groups in an interchange
 */
public record EdifactEnvelope(
        Delimiters delimiters,
        String segmentSuffix,
        boolean una,
        String syntax,
        int syntaxVersion,
        Address sender,
        String senderAddress,
        Address receiver,
        String receiverAddress,
        String application,
        boolean acknowledgementRequested,
        String agreement,
        Usage usage,
        boolean groups,
        String groupSender,
        String groupReceiver,
        String release,
        String association,
        boolean upperCase,
        boolean substitutes,
        int setsPerGroup,
        int groupsPerInterchange)
        implements Envelope {

    @Override
    public String version() {
        return syntax + ":" + syntaxVersion;
    }
}
