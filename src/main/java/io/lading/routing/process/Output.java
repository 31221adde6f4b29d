package io.lading.routing.process;

import io.lading.syntax.SegmentRecording;

/** A document in a receiver's format, before it is enveloped. */
sealed interface Output {

    /** A whole file or message. */
    record Whole(byte[] bytes, String mediaType, String extension) implements Output {}

    /** The segments of a transaction set, to be put into an interchange. */
    record Segments(SegmentRecording recording, String setType) implements Output {}
}
