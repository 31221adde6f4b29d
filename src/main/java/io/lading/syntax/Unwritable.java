package io.lading.syntax;

/** What to do about a character that the agreement's character set lacks, a control character, or a delimiter that cannot be escaped. */
public enum Unwritable {
    /** Report an error, so that the interchange is not sent; a substitute keeps its structure whole. */
    REFUSE,
    /** Write the substitute and report a warning. */
    SUBSTITUTE
}
