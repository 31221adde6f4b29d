package io.lading.tracking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where something stands as a whole, in the one word a person wants to read first. */
public enum Standing {
    /** Durable, and being worked on. */
    RECEIVED(Tone.BUSY),
    /** Everything that was to be done is done, and nothing had to be sent on. */
    DONE(Tone.QUIET),
    ON_ITS_WAY(Tone.BUSY),
    DELIVERED(Tone.GOOD),
    SENT(Tone.GOOD),
    /** The receiver said that it accepts it. */
    ACCEPTED(Tone.GOOD),
    /** An acknowledgement that found what it answers. */
    MATCHED(Tone.QUIET),
    REPEATED(Tone.QUIET),
    /** It was in trouble and has been done again since; the later transmission speaks for it. */
    REPLACED(Tone.QUIET),
    PARTLY_REJECTED(Tone.WARNING),
    RETRYING(Tone.WARNING),
    /** It may have arrived; the same bytes and key go out again. */
    UNKNOWN(Tone.WARNING),
    OVERDUE(Tone.WARNING),
    ORPHAN(Tone.WARNING),
    HELD(Tone.WARNING),
    UNRECOGNISED(Tone.WARNING),
    REJECTED(Tone.BAD),
    GIVEN_UP(Tone.BAD),
    QUARANTINED(Tone.BAD);

    /** How it should feel. */
    public enum Tone {
        GOOD,
        BUSY,
        QUIET,
        WARNING,
        BAD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Tone tone;

    Standing(Tone tone) {
        this.tone = tone;
    }

    public Tone tone() {
        return tone;
    }

    /** {@code on its way}: how pages and sentences write it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code on-its-way}: how it is asked for, in addresses and options. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a word in any case, with blanks or hyphens for underscores. */
    public static Optional<Standing> parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Arrays.stream(values())
                .filter(standing -> standing.name().equals(name))
                .findFirst();
    }

    /** Of a document, by its deliveries. */
    static Standing of(DeliveryCount deliveries) {
        if (deliveries.givenUp() > 0) {
            return GIVEN_UP;
        }
        if (deliveries.held() > 0) {
            return HELD;
        }
        if (deliveries.unknown() > 0) {
            return UNKNOWN;
        }
        if (deliveries.retrying() > 0) {
            return RETRYING;
        }
        if (deliveries.waiting() > 0) {
            return ON_ITS_WAY;
        }
        return deliveries.delivered() > 0 ? DELIVERED : DONE;
    }

    /** Of something delivered, by what its receiver said of it since. */
    Standing after(@Nullable ExpectationState trouble) {
        if (this != DELIVERED || trouble == null) {
            return this;
        }
        return trouble == ExpectationState.REJECTED ? REJECTED : OVERDUE;
    }

    /** Of something that was done again since. */
    Standing replaced(boolean since) {
        return switch (this) {
            case UNRECOGNISED, QUARANTINED, HELD, REJECTED, GIVEN_UP, UNKNOWN -> since ? REPLACED : this;
            case RECEIVED,
                    DONE,
                    ON_ITS_WAY,
                    DELIVERED,
                    SENT,
                    ACCEPTED,
                    MATCHED,
                    REPEATED,
                    REPLACED,
                    PARTLY_REJECTED,
                    RETRYING,
                    OVERDUE,
                    ORPHAN -> this;
        };
    }

    /** Of a delivery. */
    static Standing of(DeliveryState state) {
        return switch (state) {
            case WAITING, READY -> ON_ITS_WAY;
            case DELIVERED -> DELIVERED;
            case RETRYING -> RETRYING;
            case UNKNOWN -> UNKNOWN;
            case GIVEN_UP -> GIVEN_UP;
            case HELD -> HELD;
        };
    }

    /** Of a transmission, by its own state and what became of its contents. */
    static Standing of(TransmissionState state, SetCount sets, DeliveryCount deliveries, Answered answered) {
        return switch (state) {
            case RECEIVED -> RECEIVED;
            case REPEATED -> REPEATED;
            case UNRECOGNISED -> UNRECOGNISED;
            case QUARANTINED -> QUARANTINED;
            case HELD -> HELD;
            case READY, SENDING -> ON_ITS_WAY;
            case RETRYING -> RETRYING;
            case UNKNOWN -> UNKNOWN;
            case GIVEN_UP -> GIVEN_UP;
            case SENT -> ofSent(answered);
            case PROCESSED -> ofProcessed(sets, deliveries);
        };
    }

    private static Standing ofSent(Answered answered) {
        return switch (answered) {
            case NOT_EXPECTED, EXPECTED -> SENT;
            case YES -> ACCEPTED;
            case REFUSED -> REJECTED;
            case OVERDUE -> OVERDUE;
        };
    }

    private static Standing ofProcessed(SetCount sets, DeliveryCount deliveries) {
        if (sets.all() > 0 && sets.rejected() == sets.all()) {
            return REJECTED;
        }
        if (sets.orphan() > 0) {
            return ORPHAN;
        }
        Standing ofDeliveries = of(deliveries);
        if (ofDeliveries.tone() == Tone.BAD || ofDeliveries == HELD) {
            return ofDeliveries;
        }
        if (sets.rejected() > 0) {
            return PARTLY_REJECTED;
        }
        return ofDeliveries == DONE && sets.matched() > 0 ? MATCHED : ofDeliveries;
    }

    /** Whether the answers owed for an outbound transmission have come. */
    enum Answered {
        NOT_EXPECTED,
        EXPECTED,
        YES,
        REFUSED,
        OVERDUE
    }

    /** How many transaction sets there are, and in which states. */
    record SetCount(int all, int rejected, int matched, int orphan) {}

    /** How many deliveries there are, by state. */
    record DeliveryCount(int delivered, int waiting, int retrying, int unknown, int givenUp, int held) {}
}
