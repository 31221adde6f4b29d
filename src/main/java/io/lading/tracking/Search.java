package io.lading.tracking;

import java.time.Instant;
import java.util.Optional;

/**
 * What to look for; parts left empty do not narrow it. Newest first, a page at a time.
 *
 * @param text an id, a business number or its beginning, a control number, a file name, a transport id
 * @param state where it stands as a whole
 * @param limit how many at most, 1 to 500
 * @param after the id of the last one of the page before
 */
public record Search(
        Optional<String> text,
        Optional<String> partner,
        Optional<Direction> direction,
        Optional<String> type,
        Optional<Standing> state,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Long> after) {
    public static final int MOST = 500;

    public static final Search ALL = new Search(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            Optional.empty());

    public Search {
        limit = Math.max(1, Math.min(MOST, limit));
        text = text.map(String::strip).filter(words -> !words.isEmpty());
    }

    public static Search text(String text) {
        return ALL.withText(text);
    }

    public Search withText(String value) {
        return new Search(Optional.of(value), partner, direction, type, state, from, to, limit, after);
    }

    public Search withPartner(String value) {
        return new Search(text, Optional.of(value), direction, type, state, from, to, limit, after);
    }

    public Search withDirection(Direction value) {
        return new Search(text, partner, Optional.of(value), type, state, from, to, limit, after);
    }

    public Search withType(String value) {
        return new Search(text, partner, direction, Optional.of(value), state, from, to, limit, after);
    }

    public Search withState(Standing value) {
        return new Search(text, partner, direction, type, Optional.of(value), from, to, limit, after);
    }

    public Search between(Instant first, Instant last) {
        return new Search(text, partner, direction, type, state, Optional.of(first), Optional.of(last), limit, after);
    }

    public Search page(int size, Optional<Long> afterId) {
        return new Search(text, partner, direction, type, state, from, to, size, afterId);
    }
}
