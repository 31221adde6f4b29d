package io.lading.partner;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What we answer on the EDI level.
 *
 * @param guide what becomes of documents that break only the partner's guide
 * @param through the connection answers leave by; absent only if none are given
 * @param within how soon the answer is owed
 */
public record AcknowledgementPolicy(
        Functional functional, Ta1 ta1, Guide guide, Optional<String> through, Duration within) {

    /** No answers at all. */
    public static final AcknowledgementPolicy NONE =
            new AcknowledgementPolicy(Functional.NONE, Ta1.NEVER, Guide.REJECT, Optional.empty(), Duration.ofHours(24));

    /** Which functional acknowledgement is used. */
    public enum Functional {
        NONE("none"),
        ACKNOWLEDGEMENT_997("997"),
        ACKNOWLEDGEMENT_999("999"),
        /** EDIFACT's; there, 997 and 999 mean it as well. */
        CONTRL("CONTRL");

        private final String word;

        Functional(String word) {
            this.word = word;
        }

        /** As files write it; the set's identifier unless none. */
        public String word() {
            return word;
        }
    }

    /** How documents are answered that keep to the standard and break only the partner's guide. */
    public enum Guide {
        /** Refused in the functional acknowledgement, with the code of the standard that comes nearest. */
        REJECT("reject"),
        /** Taken; the functional acknowledgement says "with errors". */
        ACCEPT("accept"),
        /** Taken; the functional acknowledgement says nothing, an 824 does. */
        ADVISE("824");

        private final String word;

        Guide(String word) {
            this.word = word;
        }

        /** As files write it. */
        public String word() {
            return word;
        }
    }

    /** When an interchange acknowledgement is sent. */
    public enum Ta1 {
        NEVER,
        /** Where ISA14 asks for it. */
        REQUESTED,
        /** Where ISA14 asks for it, and for any interchange with an error in its envelope. */
        ON_ERROR;

        /** As files write it. */
        public String word() {
            return this == ON_ERROR ? "onError" : name().toLowerCase(Locale.ROOT);
        }
    }
}
