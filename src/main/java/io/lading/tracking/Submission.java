package io.lading.tracking;

import java.io.InputStream;

/**
 * A reception whose bytes are too many to hold; they are stored as they are read.
 *
 * @param facts everything but the body
 * @param head the first bytes, to tell what it is; they come again in the stream
 * @param body all the bytes
 */
public record Submission(Reception facts, byte[] head, InputStream body) {}
