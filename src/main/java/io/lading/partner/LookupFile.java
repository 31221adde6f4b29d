package io.lading.partner;

/**
 * A lookup table of a partner or of one agreement, beside the global one of the same name.
 *
 * @param ofAgreement true if the agreement names it, false if the partner does for all of its agreements
 * @param file as the partner file names it; empty if only the policy is said
 * @param content CSV; empty without a file
 * @param onMiss hold, finding, passThrough or {@code default X}; empty for the map's own word
 */
public record LookupFile(String table, boolean ofAgreement, String file, String content, String onMiss) {}
