package io.lading.syntax;

/** What the first bytes of a transmission look like. */
public enum SyntaxKind {
    X12,
    EDIFACT,
    XML,
    JSON,
    /** Printable text that is none of the others: CSV, a flat file, or a fragment. */
    TEXT,
    /** Nothing that a document could begin with. */
    UNKNOWN,
    /** No bytes, or blanks only. */
    EMPTY
}
