package io.lading.transport;

import java.util.Optional;

/**
 * One transmission to be sent.
 *
 * @param transmissionId the record's id
 * @param key the stable key: the same for every try, so that a receiver who honours it acts once
 * @param fileName what the file is called where the transport has file names; made by us, never by a sender
 * @param body the exact bytes
 * @param about the first document in it; absent for acknowledgements and events
 */
public record Outbound(
        long transmissionId, String key, String fileName, String mediaType, byte[] body, Optional<Subject> about) {

    /**
     * What a transmission is about.
     *
     * @param document its type: {@code Order}
     * @param number the business number
     */
    public record Subject(String document, String number) {}
}
