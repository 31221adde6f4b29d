package io.lading.syntax;

/** What follows a segment terminator, for the eyes of people. */
public enum SegmentSuffix {
    NONE(""),
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    SegmentSuffix(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
