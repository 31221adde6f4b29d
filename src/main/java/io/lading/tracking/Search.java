package io.lading.tracking;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; parts left empty do not narrow it. Newest first, a page at a time.
 *
 * @param text an id, a business number or its beginning, a control number, a file name, a transport id
 * @param number a business number, exactly
 * @param partner as sender or receiver
 * @param sender whose connection it came through
 * @param transmission only what came by this one
 * @param state where it stands as a whole
 * @param limit how many at most, 1 to 500
 * @param after the id of the last one of the page before
 */
public record Search(
        Optional<String> text,
        Optional<String> number,
        Optional<String> partner,
        Optional<String> sender,
        Optional<String> connection,
        Optional<Long> transmission,
        Optional<Direction> direction,
        Optional<String> type,
        Optional<Standing> state,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Long> after) {
    public static final int MOST = 500;
    private static final int USUAL = 50;

    public static final Search ALL = new Builder().build();

    public Search {
        limit = Math.max(1, Math.min(MOST, limit));
        text = text.map(String::strip).filter(words -> !words.isEmpty());
    }

    public static Search text(String text) {
        return new Builder().text(text).build();
    }

    /** Gathers what is asked for. */
    public static final class Builder {
        private @Nullable String text;
        private @Nullable String number;
        private @Nullable String partner;
        private @Nullable String sender;
        private @Nullable String connection;
        private @Nullable Long transmission;
        private @Nullable Direction direction;
        private @Nullable String type;
        private @Nullable Standing state;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private int limit = USUAL;
        private @Nullable Long after;

        public Builder text(@Nullable String value) {
            text = value;
            return this;
        }

        public Builder number(@Nullable String value) {
            number = value;
            return this;
        }

        public Builder partner(@Nullable String value) {
            partner = value;
            return this;
        }

        public Builder sender(@Nullable String value) {
            sender = value;
            return this;
        }

        public Builder connection(@Nullable String value) {
            connection = value;
            return this;
        }

        public Builder transmission(@Nullable Long value) {
            transmission = value;
            return this;
        }

        public Builder direction(@Nullable Direction value) {
            direction = value;
            return this;
        }

        public Builder type(@Nullable String value) {
            type = value;
            return this;
        }

        public Builder state(@Nullable Standing value) {
            state = value;
            return this;
        }

        public Builder from(@Nullable Instant value) {
            from = value;
            return this;
        }

        public Builder to(@Nullable Instant value) {
            to = value;
            return this;
        }

        public Builder limit(int value) {
            limit = value;
            return this;
        }

        public Builder after(@Nullable Long value) {
            after = value;
            return this;
        }

        public Search build() {
            return new Search(
                    Optional.ofNullable(text),
                    Optional.ofNullable(number),
                    Optional.ofNullable(partner),
                    Optional.ofNullable(sender),
                    Optional.ofNullable(connection),
                    Optional.ofNullable(transmission),
                    Optional.ofNullable(direction),
                    Optional.ofNullable(type),
                    Optional.ofNullable(state),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    limit,
                    Optional.ofNullable(after));
        }
    }
}
