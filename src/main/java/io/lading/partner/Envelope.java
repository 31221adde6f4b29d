package io.lading.partner;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;

/** How our interchanges to a partner look, in either standard. */
public sealed interface Envelope permits EnvelopeSettings, EdifactEnvelope {

    Delimiters delimiters();

    /** What follows each segment terminator: nothing, LF or CRLF. */
    String segmentSuffix();

    Address sender();

    Address receiver();

    /** ISA12; UNB S001 as {@code UNOC:3}. */
    String version();

    Usage usage();

    String groupSender();

    String groupReceiver();

    /** GS08; UNH S009 as {@code D.96A}. */
    String release();

    int setsPerGroup();

    int groupsPerInterchange();
}
