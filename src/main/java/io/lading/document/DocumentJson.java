package io.lading.document;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents as JSON: fields in the order of the record, decimals with the digits they were given, what is absent left
 * out, and {@code "document": "Order"} first. Reading gives back an equal document. Thread-safe.
 */
public final class DocumentJson {
    /** The name under which the document's type is written. */
    public static final String TYPE = "document";

    private DocumentJson() {}

    /** UTF-8 in one line. */
    public static byte[] write(Document document) {
        return JsonForm.write(document, false);
    }

    /** UTF-8, indented for people. */
    public static byte[] writeIndented(Document document) {
        return JsonForm.write(document, true);
    }

    /** Reads one document, or a list of documents, and collects everything that is wrong with it. */
    public static Outcome read(byte[] json) {
        return new JsonReading(json).read();
    }

    /** The type and the numbers that a JSON text gives, however much else is wrong with it, as far as it can be read. */
    public static Numbers numbers(byte[] json) {
        return JsonNumbers.of(json);
    }

    /**
     * What somebody may look for in a text that is no document.
     *
     * @param type as it says it; empty if it does not
     * @param numbers as {@link Document#numbers()} lists them
     */
    public record Numbers(String type, List<String> numbers) {}

    /** The JSON Schema (draft 2020-12) of a document type, made of its record; null if there is no such type. */
    public static @Nullable String schema(String documentType) {
        Shape shape = Shape.ofDocument(documentType);
        return shape == null ? null : JsonSchema.of(shape);
    }

    /**
     * What reading gave.
     *
     * @param documents those that could be made
     * @param problems what is wrong, in the order of the text
     */
    public record Outcome(List<Document> documents, List<Problem> problems) {

        /** The one document, if there are no problems and it is one. */
        public Optional<Document> single() {
            return problems.isEmpty() && documents.size() == 1 ? Optional.of(documents.get(0)) : Optional.empty();
        }

        static Outcome failed(Problem problem) {
            return new Outcome(List.of(), Collections.singletonList(problem));
        }
    }

    /**
     * One thing wrong with a JSON text.
     *
     * @param path of the field: {@code lines[2].quantity}; empty for the text as a whole
     * @param expected what should stand there, as it would follow "expected"
     * @param found what stands there; empty if nothing does
     */
    public record Problem(String path, int line, int column, long offset, Kind kind, String expected, String found) {

        /** What sort of problem it is. */
        public enum Kind {
            NOT_JSON,
            UNKNOWN_FIELD,
            WRONG_VALUE,
            MISSING_FIELD
        }
    }
}
