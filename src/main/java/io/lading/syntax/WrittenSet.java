package io.lading.syntax;

/**
 * Where a transaction set stands in what was written.
 *
 * @param type ST01; UNH 0065
 * @param controlNumber ST02; UNH 0062
 * @param offset of the first byte of its header
 * @param endOffset of the byte after its trailer's terminator
 * @param segments how many, header and trailer included
 */
public record WrittenSet(String type, String controlNumber, int offset, int endOffset, int segments) {}
