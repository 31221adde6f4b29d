package io.lading.syntax.edifact;

/** What reading a piece of an interchange led to. */
enum Step {
    /** The piece was read; another follows. */
    ON,
    /** The window shows a part of the piece only; more will come. */
    MORE_BYTES,
    /** The bytes end within the piece, and no more will come. */
    OUT_OF_BYTES,
    /** The interchange has ended. */
    ENDED
}
