package io.lading.interchange;

/** How much a finding weighs. */
public enum Severity {
    /** The transaction set, group or interchange cannot be accepted. */
    ERROR,
    /** It is accepted and the partner is told. */
    WARNING,
    /** Worth knowing, for example an element no rule used. */
    NOTE
}
