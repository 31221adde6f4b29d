package io.lading.transport;

import io.lading.tracking.Body;
import io.lading.tracking.RecordUnavailable;
import java.io.IOException;
import java.util.Optional;

/**
 * One transmission to be sent.
 *
 * @param transmissionId the record's id
 * @param key the stable key: the same for every try, so that a receiver who honours it acts once
 * @param fileName what the file is called where the transport has file names; made by us, never by a sender
 * @param content the exact bytes; large ones are fetched as they are read
 * @param about the first document in it; absent for acknowledgements and events
 */
public record Outbound(
        long transmissionId, String key, String fileName, String mediaType, Body content, Optional<Subject> about) {

    public Outbound(
            long transmissionId, String key, String fileName, String mediaType, byte[] body, Optional<Subject> about) {
        this(transmissionId, key, fileName, mediaType, Body.of(body), about);
    }

    /**
     * What a transmission is about.
     *
     * @param document its type: {@code Order}
     * @param number the business number
     */
    public record Subject(String document, String number) {}

    /** All the bytes in memory, for transports that know no streams. */
    public byte[] body() {
        try {
            return content.bytes();
        } catch (IOException e) {
            throw new RecordUnavailable("reading what is to be sent", e);
        }
    }
}
