package io.lading.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a machine's token may do; none includes another. Tokens are made and revoked by the administrator alone. */
public enum Scope {
    /** Hand in through a partner's inbound connection, and see what became of that. */
    SUBMIT,
    /** See what the record holds. */
    READ,
    /** Do it again, and test connections. */
    OPERATE,
    /** Plan and apply partner files and lookup tables. */
    CONFIGURE,
    /** Set secrets, and read the audit. */
    SECURITY;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> parse(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return words(List.of(values()));
    }

    public static String words(Iterable<Scope> scopes) {
        return java.util.stream.StreamSupport.stream(scopes.spliterator(), false)
                .map(Scope::word)
                .collect(Collectors.joining(", "));
    }
}
