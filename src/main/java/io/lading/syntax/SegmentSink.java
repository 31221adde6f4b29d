package io.lading.syntax;

/**
 * Takes the segments of a transaction set that is being written, between header and trailer, in order. Writers in
 * {@code x12} and {@code edifact} turn them into bytes, add header and trailer, and count. Values are plain text:
 * escaping, decimal marks and dropping trailing empty elements are the writer's business.
 */
public interface SegmentSink {

    /** Opens a segment. */
    void begin(String tag);

    /** Sets a simple element; elements come in ascending order, and those left out stay empty. */
    default void element(int element, String value) {
        component(element, 1, 1, value);
    }

    /** Sets one component of an element's repetition; all three count from 1 and ascend. */
    void component(int element, int repetition, int component, String value);

    /** Closes the segment. One without any value is not written. */
    void end();
}
