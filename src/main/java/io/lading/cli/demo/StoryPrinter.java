package io.lading.cli.demo;

import io.lading.cli.demo.HubStories.Step;
import io.lading.cli.demo.HubStories.Story;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the story as a person would want to read it. */
final class StoryPrinter {
    private static final int WIDTH = 100;
    private static final int TEXT_COLUMN = 33;

    private final PrintWriter out;
    private final DateTimeFormatter clock;

    private final java.util.Queue<String> asides = new java.util.concurrent.ConcurrentLinkedQueue<>();

    StoryPrinter(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    }

    /** Something that a twin does meanwhile; what it leads to is told with the document it is about. */
    void aside(String text) {
        asides.add(text);
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** What is about to happen. */
    void chapter(int number, String text) {
        line("");
        line(number + ". " + text);
    }

    void story(Story story) {
        String took = story.duration() == null ? "" : story.duration().toMillis() + " ms";
        String head = "   " + story.title() + "  " + story.subject();
        int gap = Math.max(2, WIDTH - head.length() - took.length());
        line(took.isEmpty() ? head : head + " ".repeat(gap) + took);
        for (Step step : story.steps()) {
            wrapped("     " + padded(time(step.at()), 14) + padded(step.word(), TEXT_COLUMN - 19), step.text());
        }
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : clock.format(at);
    }

    /** A 997 or TA1 as it came, with words beside it. */
    void acknowledgement(String taker, byte[] interchange) {
        line("   " + taker + " took this answer:");
        for (String segment : AcknowledgementWords.lines(interchange)) {
            line("     " + segment);
        }
    }

    private void wrapped(String head, String text) {
        StringBuilder line = new StringBuilder(head);
        for (String word : List.of(text.split(" "))) {
            boolean full = line.length() + word.length() + 1 > WIDTH && line.length() > TEXT_COLUMN;
            if (full) {
                line(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(TEXT_COLUMN));
            }
            line.append(word).append(' ');
        }
        line(line.toString().stripTrailing());
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
