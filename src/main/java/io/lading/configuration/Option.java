package io.lading.configuration;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting, declared once: reading, checking and the reference page come from here.
 *
 * @param key its path in lading.yaml: {@code delivery.retry.first}
 * @param usual the text that holds where nothing is said; empty for none
 * @param least the lowest value allowed, as text; empty for none
 * @param most the highest value allowed, as text; empty for none
 */
record Option<T>(String key, OptionType<T> type, String usual, String least, String most, String description) {

    static <T> Option<T> of(String key, OptionType<T> type, String usual, String description) {
        return new Option<>(key, type, usual, "", "", description);
    }

    Option<T> between(String lowest, String highest) {
        return new Option<>(key, type, usual, lowest, highest, description);
    }

    boolean secret() {
        return type.secret();
    }

    /** {@code LADING_DELIVERY_RETRY_GIVE_UP_AFTER} for {@code delivery.retry.giveUpAfter}. */
    String variable() {
        return "LADING_"
                + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Why a text cannot be this option's value, if so. */
    Optional<String> refusal(String text) {
        Optional<T> value = type.parse().apply(text);
        String shown = secret() ? "; the value given is not shown" : "; found '" + text + "'";
        if (value.isEmpty()) {
            return Optional.of("'" + key + "' expects " + type.expected() + shown + ".");
        }
        boolean low = !least.isEmpty() && type.compare(value.get(), parsed(least)) < 0;
        boolean high = !most.isEmpty() && type.compare(value.get(), parsed(most)) > 0;
        return low || high
                ? Optional.of("'" + key + "' must be from " + least + " to " + most + shown + ".")
                : Optional.empty();
    }

    T parsed(String text) {
        return type.parse()
                .apply(text)
                .orElseThrow(() -> new IllegalStateException("The option " + key + " cannot be '" + text + "'."));
    }
}
