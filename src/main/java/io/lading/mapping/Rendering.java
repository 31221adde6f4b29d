package io.lading.mapping;

import io.lading.interchange.Finding;
import java.util.List;

/**
 * A document in a receiver's format.
 *
 * @param bytes to be delivered as they are; empty if a finding is an error
 * @param mediaType for HTTP and mail: {@code application/json}
 * @param extension for file names, without a dot: {@code json}
 * @param findings what could not be written, or not as it should be
 */
@SuppressWarnings("ArrayRecordComponent") // Made for one delivery and given away with it.
public record Rendering(byte[] bytes, String mediaType, String extension, List<Finding> findings) {}
