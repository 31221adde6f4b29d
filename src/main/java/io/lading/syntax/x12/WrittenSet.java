package io.lading.syntax.x12;

/**
 * Where a transaction set stands in what was written.
 *
 * @param type ST01
 * @param controlNumber ST02
 * @param offset of the first byte of ST
 * @param endOffset of the byte after SE's terminator
 * @param segments how many, ST and SE included
 */
public record WrittenSet(String type, String controlNumber, int offset, int endOffset, int segments) {}
