package io.lading.syntax.x12;

/** The segments of the envelopes (X12.5), which no transaction set holds, but for its own header and trailer. */
enum ServiceTag {
    GS,
    GE,
    ST,
    SE,
    IEA,
    TA1,
    /** Any other. */
    NONE
}
