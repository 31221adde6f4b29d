package io.lading.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * What a parser finds, as long as lists and maps do not stand in one another too deep: to make the tree takes a call inside a
 * call for each level. For one file.
 */
final class ShallowEvents implements Parser {
    private static final int DEEPEST = 64;

    private final Parser given;
    private int depth;

    ShallowEvents(Parser given) {
        this.given = given;
    }

    /** There is one level more than anything needs. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Mark> place;

        TooDeep(Optional<Mark> place) {
            super("Lists and maps stand in one another more than " + DEEPEST + " deep; nothing here needs that.");
            this.place = place;
        }

        Optional<Mark> place() {
            return place;
        }
    }

    @Override
    public boolean checkEvent(Event.ID kind) {
        return given.checkEvent(kind);
    }

    @Override
    public Event peekEvent() {
        return given.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return given.hasNext();
    }

    @Override
    public Event next() {
        Event event = given.next();
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            throw new TooDeep(event.getStartMark());
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }
}
