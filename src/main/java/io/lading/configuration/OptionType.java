package io.lading.configuration;

import io.lading.security.AllowedTarget;
import io.lading.security.SecretReference;
import io.lading.yaml.Durations;
import io.lading.yaml.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What an option's text must be.
 *
 * @param name for the reference page
 * @param expected for messages
 * @param parse gives nothing for a text that does not fit
 * @param order by which bounds are checked; absent for types without bounds
 */
record OptionType<T>(
        String name,
        String expected,
        Function<String, Optional<T>> parse,
        Optional<Comparator<T>> order,
        boolean secret) {

    static final OptionType<String> TEXT = new OptionType<>("text", "a text", Optional::of, Optional.empty(), false);

    static final OptionType<Integer> WHOLE_NUMBER = new OptionType<Integer>(
            "whole number",
            "a whole number",
            text -> text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
            Optional.of(Comparator.naturalOrder()),
            false);

    /** The empty text is no port at all. */
    static final OptionType<OptionalInt> PORT =
            new OptionType<>("port", "a port from 0 to 65535", OptionType::port, Optional.empty(), false);

    static final OptionType<Boolean> FLAG = new OptionType<>(
            "true or false",
            "true or false",
            text -> text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty(),
            Optional.empty(),
            false);

    static final OptionType<Double> NUMBER = new OptionType<Double>(
            "number",
            "a number such as 2 or 0.2",
            text -> text.matches("[0-9]{1,9}([.][0-9]{1,9})?") ? Optional.of(Double.valueOf(text)) : Optional.empty(),
            Optional.of(Comparator.naturalOrder()),
            false);

    static final OptionType<Duration> DURATION = new OptionType<>(
            "duration", Durations.EXPECTED, Durations::parse, Optional.of(Comparator.naturalOrder()), false);

    static final OptionType<Long> SIZE =
            new OptionType<>("size", Sizes.EXPECTED, Sizes::parse, Optional.of(Comparator.naturalOrder()), false);

    /** The text of a reference; an empty one stands for no secret. */
    static final OptionType<String> SECRET = new OptionType<>(
            "reference to a secret", SecretReference.EXPECTED, OptionType::reference, Optional.empty(), true);

    static final OptionType<Environment> ENVIRONMENT = new OptionType<>(
            "production or test", "production or test", OptionType::environment, Optional.empty(), false);

    static final OptionType<List<AllowedTarget>> TARGETS = new OptionType<>(
            "list", "a list of " + AllowedTarget.EXPECTED, OptionType::targets, Optional.empty(), false);

    int compare(T one, T other) {
        return order.map(comparator -> comparator.compare(one, other)).orElse(0);
    }

    private static Optional<String> reference(String text) {
        boolean fits = text.isEmpty() || SecretReference.parse(text).isPresent();
        return fits ? Optional.of(text) : Optional.empty();
    }

    private static Optional<OptionalInt> port(String text) {
        if (text.isEmpty()) {
            return Optional.of(OptionalInt.empty());
        }
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
                ? Optional.of(OptionalInt.of(Integer.parseInt(text)))
                : Optional.empty();
    }

    private static Optional<Environment> environment(String text) {
        for (Environment environment : Environment.values()) {
            if (environment.word().equals(text)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }

    private static Optional<List<AllowedTarget>> targets(String text) {
        List<AllowedTarget> out = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Optional<AllowedTarget> target = AllowedTarget.parse(part.strip());
            if (target.isEmpty()) {
                return Optional.empty();
            }
            out.add(target.get());
        }
        return Optional.of(List.copyOf(out));
    }
}
