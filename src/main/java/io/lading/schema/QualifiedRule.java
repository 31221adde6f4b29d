package io.lading.schema;

/**
 * A rule of a partner's guide about those segments whose first element holds a certain code: {@code REF DP: mandatory}.
 *
 * @param parent the node whose loop must (or must not) hold such a segment; -1 for the set outside of loops
 * @param tag of the segment
 * @param qualifier the code in its first element
 * @param most how often such a segment may come in one loop; 0 if it must not
 */
public record QualifiedRule(int parent, String tag, String qualifier, boolean mandatory, int most) {}
