package io.lading.document;

import io.lading.document.DocumentJson.Outcome;
import io.lading.document.DocumentJson.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads documents from JSON, field by field into drafts; goes on after a problem where it can. For one use. */
final class JsonReading {
    /** Larger exponents are an attack on whoever prints the number in plain notation. */
    private static final int LARGEST_SCALE = 40;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] json;
    private final List<Document> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    JsonReading(byte[] json) {
        this.json = json;
    }

    Outcome read() {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                readDocuments(parser);
            } else if (token == JsonToken.START_OBJECT) {
                readDocument(parser, "");
            } else {
                report(parser, "", Problem.Kind.NOT_JSON, "a JSON object that holds a document", excerpt());
            }
            if (problems.isEmpty() && parser.nextToken() != null) {
                report(parser, "", Problem.Kind.NOT_JSON, "nothing after the document", parser.getString());
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 0 : at.getLineNr();
            int column = at == null ? 0 : at.getColumnNr();
            long offset = at == null ? 0 : Math.max(0, at.getByteOffset());
            problems.add(new Problem(
                    "", line, column, offset, Problem.Kind.NOT_JSON, "JSON: " + e.getOriginalMessage(), excerpt()));
        }
        return new Outcome(List.copyOf(documents), List.copyOf(problems));
    }

    private void readDocuments(JsonParser parser) {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                readDocument(parser, "[" + index + "]");
            } else {
                report(parser, "[" + index + "]", Problem.Kind.WRONG_VALUE, "a document", parser.getString());
                parser.skipChildren();
            }
            index++;
        }
    }

    /** The type stands first, or is Order, the only one a sender may leave out. */
    private void readDocument(JsonParser parser, String path) {
        int before = problems.size();
        String name = parser.nextName();
        String type = "Order";
        if (DocumentJson.TYPE.equals(name)) {
            parser.nextToken();
            type = parser.getString();
            name = parser.nextName();
        }
        Shape shape = Shape.ofDocument(type);
        if (shape == null) {
            report(
                    parser,
                    below(path, DocumentJson.TYPE),
                    Problem.Kind.WRONG_VALUE,
                    "the name of a document type",
                    type);
            return;
        }
        Draft draft = new Draft(shape);
        readFields(parser, draft, path, name);
        String missing = draft.missing();
        if (missing != null) {
            report(parser, below(path, missing), Problem.Kind.MISSING_FIELD, "a value for " + missing, "");
        }
        if (problems.size() == before) {
            documents.add((Document) draft.build());
        }
    }

    private void readFields(JsonParser parser, Draft draft, String path, @Nullable String first) {
        for (String name = first; name != null; name = parser.nextName()) {
            Shape.Field field = draft.shape().field(name);
            String fieldPath = below(path, name);
            if (field == null) {
                report(
                        parser,
                        fieldPath,
                        Problem.Kind.UNKNOWN_FIELD,
                        "a field of " + draft.shape().name(),
                        name);
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_NULL) {
                readField(parser, token, draft, field, fieldPath);
            }
        }
    }

    private void readField(JsonParser parser, JsonToken token, Draft draft, Shape.Field field, String path) {
        switch (field.kind()) {
            case TEXT -> {
                if (isExpected(parser, token == JsonToken.VALUE_STRING, path, "a text in quotes")) {
                    draft.set(field.index(), parser.getString());
                }
            }
            case DECIMAL -> readDecimal(parser, token, draft, field, path);
            case MOMENT -> {
                Moment moment = token == JsonToken.VALUE_STRING ? Moment.parse(parser.getString()) : null;
                if (moment != null) {
                    draft.set(field.index(), moment);
                } else {
                    isExpected(parser, false, path, "a date such as \"2026-10-02\" or \"2026-10-02T13:05\"");
                }
            }
            case RECORD -> {
                if (isExpected(parser, token == JsonToken.START_OBJECT, path, "an object")) {
                    readFields(parser, draft.child(field), path, parser.nextName());
                }
            }
            case TEXTS, RECORDS -> readList(parser, token, draft, field, path);
        }
    }

    private void readDecimal(JsonParser parser, JsonToken token, Draft draft, Shape.Field field, String path) {
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (!isExpected(parser, number, path, "a number without quotes")) {
            return;
        }
        BigDecimal value = parser.getDecimalValue();
        if (Math.abs((long) value.scale()) > LARGEST_SCALE || value.precision() > LARGEST_SCALE) {
            isExpected(parser, false, path, "a number of at most " + LARGEST_SCALE + " digits");
            return;
        }
        draft.set(field.index(), value.scale() < 0 ? value.setScale(0) : value);
    }

    private void readList(JsonParser parser, JsonToken token, Draft draft, Shape.Field field, String path) {
        if (!isExpected(parser, token == JsonToken.START_ARRAY, path, "a list in square brackets")) {
            return;
        }
        JsonToken wanted = field.kind() == Shape.Kind.TEXTS ? JsonToken.VALUE_STRING : JsonToken.START_OBJECT;
        int index = 0;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            String itemPath = path + "[" + index++ + "]";
            if (!isExpected(
                    parser, item == wanted, itemPath, wanted == JsonToken.VALUE_STRING ? "a text" : "an object")) {
                continue;
            }
            if (wanted == JsonToken.VALUE_STRING) {
                draft.addText(field.index(), parser.getString());
            } else {
                readFields(parser, draft.addRecord(field), itemPath, parser.nextName());
            }
        }
    }

    private boolean isExpected(JsonParser parser, boolean fits, String path, String expected) {
        if (!fits) {
            report(parser, path, Problem.Kind.WRONG_VALUE, expected, parser.getString());
            parser.skipChildren();
        }
        return fits;
    }

    private void report(JsonParser parser, String path, Problem.Kind kind, String expected, @Nullable String found) {
        TokenStreamLocation at = parser.currentTokenLocation();
        problems.add(new Problem(
                path,
                at.getLineNr(),
                at.getColumnNr(),
                Math.max(0, at.getByteOffset()),
                kind,
                expected,
                found == null ? "" : found));
    }

    private String excerpt() {
        return new String(json, 0, Math.min(40, json.length), StandardCharsets.UTF_8);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
