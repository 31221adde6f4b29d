package io.lading.tracking;

import io.lading.interchange.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a door took in, with the transport's facts about it. Nothing in it was chosen by trusting the content.
 *
 * @param connection the connection it came through, as authenticated
 * @param partner whose connection that is
 * @param principal who authenticated, in words for the log
 * @param door {@code http}, {@code folder} …
 * @param key the submitter's own key for this submission (Idempotency-Key, the identity of a dropped file), if any
 * @param fileName as the sender called it; for display, never a path
 * @param remote where it came from, for display
 * @param body the bytes
 * @param evidence the message that carried them, where the transport has messages with receipts
 */
public record Reception(
        String connection,
        String partner,
        String principal,
        String door,
        @Nullable String key,
        @Nullable String fileName,
        @Nullable String remote,
        String mediaType,
        String syntax,
        Lane lane,
        byte[] body,
        @Nullable Evidence evidence) {

    public Reception(
            String connection,
            String partner,
            String principal,
            String door,
            @Nullable String key,
            @Nullable String fileName,
            @Nullable String remote,
            String mediaType,
            String syntax,
            Lane lane,
            byte[] body) {
        this(connection, partner, principal, door, key, fileName, remote, mediaType, syntax, lane, body, null);
    }

    /** As a door makes it; what kind of content it is, and so the lane, is found out when it is received. */
    public static Reception of(
            String connection,
            String partner,
            String principal,
            String door,
            @Nullable String key,
            @Nullable String fileName,
            @Nullable String remote,
            String mediaType,
            byte[] body) {
        return new Reception(
                connection,
                partner,
                principal,
                door,
                key,
                fileName,
                remote,
                mediaType,
                "UNKNOWN",
                Lane.INTERACTIVE,
                body);
    }

    public Reception classified(String foundSyntax, Lane chosenLane) {
        return new Reception(
                connection,
                partner,
                principal,
                door,
                key,
                fileName,
                remote,
                mediaType,
                foundSyntax,
                chosenLane,
                body,
                evidence);
    }

    /** The same, with what is kept beside its content. */
    public Reception with(Evidence kept) {
        return new Reception(
                connection, partner, principal, door, key, fileName, remote, mediaType, syntax, lane, body, kept);
    }

    /** @param wire the payload with the bytes as they came; the content itself where nothing was around it */
    TransmissionRow row(long id, Payloads.Kept kept, Payloads.Kept wire, java.time.Instant now) {
        return new TransmissionRow(
                id,
                Direction.IN,
                TransmissionState.RECEIVED,
                lane,
                partner,
                connection,
                principal,
                door,
                (Usage) null,
                syntax,
                mediaType,
                key,
                fileName,
                remote,
                kept.size(),
                kept.sha256(),
                wire.id(),
                kept.id(),
                null,
                null,
                now);
    }
}
