package io.lading.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a document or transmission, told in the order it happened.
 *
 * @param title what it is: {@code PO-4711}
 * @param subject the rest of the headline: {@code Globex → Initech, 10 lines, 84,212.50 USD}
 * @param duration from receipt to the last thing done; null while nothing more than the receipt is done
 * @param steps in time; those that are still to come stand last and have no time
 */
public record Story(
        String title,
        String subject,
        Standing standing,
        @Nullable Duration duration,
        List<Step> steps) {

    /**
     * One step.
     *
     * @param at null for what is still awaited
     * @param word the stage or what became of it: {@code received}, {@code waiting}
     * @param text in plain words
     * @param transmission an outbound transmission to look at, if the step has one
     */
    public record Step(
            @Nullable Instant at,
            String word,
            String text,
            Standing.Tone tone,
            @Nullable String transmission) {}
}
