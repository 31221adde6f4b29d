package io.lading.mapping;

import io.lading.document.Document;
import java.util.Collection;
import java.util.List;

/**
 * The numbers by which people look for a document, even if it could not be made.
 *
 * @param documentType {@code Order}; empty if nothing says it
 * @param numbers its own first
 */
public record BusinessNumbers(String documentType, List<String> numbers) {
    /** PostgreSQL indexes short texts, and nobody looks for long ones. */
    private static final int LONGEST = 100;

    private static final int MOST = 50;

    public static final BusinessNumbers NONE = new BusinessNumbers("", List.of());

    /** Keeps what can be stored and looked for; blanks around a number and characters that no database takes go. */
    public BusinessNumbers {
        numbers = numbers.stream()
                .map(number -> number.replace('\0', '\uFFFD').strip())
                .filter(number -> !number.isEmpty() && number.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .toList();
    }

    static BusinessNumbers of(Collection<Document> documents) {
        return documents.isEmpty()
                ? NONE
                : new BusinessNumbers(
                        documents.iterator().next().type(),
                        documents.stream()
                                .flatMap(document -> document.numbers().stream())
                                .toList());
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }
}
