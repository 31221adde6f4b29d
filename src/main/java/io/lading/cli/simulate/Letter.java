package io.lading.cli.simulate;

/**
 * Something a played partner sends.
 *
 * @param key the partner's own key for it: the same for a repeat
 */
public record Letter(byte[] body, String fileName, String mediaType, String key) {}
