package io.lading.transport.queue;

/** Names that the queue doors and their partners share. Property names are Java identifiers, as JMS demands. */
final class QueueWords {
    /** By which Artemis itself drops repeats; a sender's own key for its submission. */
    static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /** The stable key, which a receiver may act by once. */
    static final String KEY = "LadingKey";

    static final String DOCUMENT = "LadingDocument";
    static final String NUMBER = "LadingNumber";
    static final String MEDIA_TYPE = "LadingMediaType";

    /** Why a message lies among the dead letters, and where it was put. */
    static final String REASON = "LadingReason";

    static final String ADDRESS = "LadingAddress";

    /** Where refused messages lie for a person to look at. */
    static final String DEAD_LETTERS = "lading.dead-letters";

    private QueueWords() {}
}
