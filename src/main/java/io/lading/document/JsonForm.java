package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** Writes records as JSON by their shape. Hot path: names are encoded once, nothing is looked up by name. Thread-safe. */
final class JsonForm {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final SerializableString TYPE = new SerializedString(DocumentJson.TYPE);
    private static final Map<Class<?>, JsonForm> KNOWN = new ConcurrentHashMap<>();
    private static final ObjectWriteContext INDENTED = new Indented();

    private final Shape.Field[] fields;
    private final SerializableString[] names;

    private JsonForm(Class<?> type) {
        List<Shape.Field> all = Shape.of(type).fields();
        fields = all.toArray(new Shape.Field[0]);
        names = new SerializableString[fields.length];
        for (int i = 0; i < fields.length; i++) {
            SerializedString name = new SerializedString(fields[i].name());
            name.asQuotedUTF8(); // Encoded now, so that it is not on the first document's bill.
            names[i] = name;
        }
    }

    static byte[] write(Document document, boolean indented) {
        ByteArrayBuilder out = new ByteArrayBuilder(4096);
        ObjectWriteContext context = indented ? INDENTED : ObjectWriteContext.empty();
        try (JsonGenerator json = FACTORY.createGenerator(context, out)) {
            json.writeStartObject();
            json.writeName(TYPE);
            json.writeString(document.type());
            of(document.getClass()).writeFields(json, document);
            json.writeEndObject();
        }
        if (indented) {
            out.append('\n');
        }
        return out.getClearAndRelease();
    }

    private static JsonForm of(Class<?> type) {
        JsonForm known = KNOWN.get(type);
        return known == null ? KNOWN.computeIfAbsent(type, JsonForm::new) : known;
    }

    private void writeFields(JsonGenerator json, Object record) {
        for (int i = 0; i < fields.length; i++) {
            Object value = fields[i].getter().apply(record);
            if (value != null) {
                writeField(json, names[i], fields[i].kind(), value);
            }
        }
    }

    private static void writeField(JsonGenerator json, SerializableString name, Shape.Kind kind, Object value) {
        switch (kind) {
            case TEXT -> {
                json.writeName(name);
                json.writeString((String) value);
            }
            case DECIMAL -> {
                json.writeName(name);
                json.writeNumber((BigDecimal) value);
            }
            case MOMENT -> {
                json.writeName(name);
                json.writeString(value.toString());
            }
            case RECORD -> {
                json.writeName(name);
                writeRecord(json, value);
            }
            case TEXTS, RECORDS -> writeList(json, name, (List<?>) value);
        }
    }

    private static void writeList(JsonGenerator json, SerializableString name, List<?> items) {
        if (items.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartArray();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item instanceof String text) {
                json.writeString(text);
            } else {
                writeRecord(json, item);
            }
        }
        json.writeEndArray();
    }

    private static void writeRecord(JsonGenerator json, Object record) {
        json.writeStartObject();
        of(record.getClass()).writeFields(json, record);
        json.writeEndObject();
    }

    /** Two spaces, {@code "name": value}, one list item a line. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            Separators separators =
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
            printer.indentObjectsWith(lines);
            printer.indentArraysWith(lines);
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
