package io.lading.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A story as a person would want to read it. */
final class StoryText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int WIDTH = 100;
    private static final int TIME = 12;
    private static final int WORD = 13;
    private static final int TEXT = 2 + TIME + 2 + WORD;

    private final PrintWriter out;
    private final Terminal terminal;
    private final ZoneId zone;
    private String told = "";

    StoryText(PrintWriter out, Terminal terminal, ZoneId zone) {
        this.out = out;
        this.terminal = terminal;
        this.zone = zone;
    }

    void print(JsonNode story) {
        String title = Printable.of(Words.text(story, "title"));
        String subject = Printable.of(Words.text(story, "subject"));
        String took = Words.text(story, "duration");
        String right = Words.text(story, "standing").toLowerCase(Locale.ROOT).replace('_', ' ')
                + (took.isEmpty() ? "" : ", " + Duration.parse(took).toMillis() + " ms");
        int gap = Math.max(2, WIDTH - title.length() - 2 - subject.length() - right.length());
        out.println(terminal.bold(title) + "  " + subject + " ".repeat(gap) + terminal.dim(right));
        story.path("steps").forEach(this::step);
    }

    private void step(JsonNode step) {
        String at = Words.text(step, "at");
        String time = at.isEmpty() ? "" : CLOCK.format(Instant.parse(at).atZone(zone));
        String word = Words.padded(Words.text(step, "word"), WORD);
        StringBuilder line = new StringBuilder();
        int used = TEXT;
        for (String part : Printable.of(Words.text(step, "text")).split(" ")) {
            if (used + part.length() > WIDTH && used > TEXT) {
                line.append('\n').append(" ".repeat(TEXT));
                used = TEXT;
            }
            line.append(part).append(' ');
            used += part.length() + 1;
        }
        out.println(
                "  " + terminal.dim(Words.padded(time, TIME)) + "  " + terminal.toned(Words.text(step, "tone"), word)
                        + line.toString().stripTrailing());
        id(Words.text(step, "transmission"));
    }

    /** What other verbs ask for: retransmit, reprocess, show. Once, where several steps in a row have it. */
    private void id(String transmission) {
        if (!transmission.isEmpty() && !transmission.equals(told)) {
            out.println(" ".repeat(TEXT) + terminal.dim("transmission " + Printable.of(transmission)));
            told = transmission;
        }
    }
}
