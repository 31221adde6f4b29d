package io.lading.document;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes records as JSON by their shape. Hot path: names are encoded once, nothing is looked up by name. Thread-safe. */
final class JsonForm {
    private static final Map<Class<?>, JsonForm> KNOWN = new ConcurrentHashMap<>();
    private static final int NOT_INDENTED = -1;

    private final Shape.Field[] fields;
    /** {@code "name":} */
    private final byte[][] names;
    /** Forms of the records in record fields, found when first needed. */
    private final JsonForm[] forms;

    private JsonForm(Class<?> type) {
        List<Shape.Field> all = Shape.of(type).fields();
        fields = all.toArray(new Shape.Field[0]);
        names = new byte[fields.length][];
        forms = new JsonForm[fields.length];
        for (int i = 0; i < fields.length; i++) {
            names[i] = ('"' + fields[i].name() + "\":").getBytes(StandardCharsets.UTF_8);
            Class<?> record = fields[i].record();
            forms[i] = record == null || record == type ? this : of(record);
        }
    }

    static byte[] write(Document document, boolean indented) {
        JsonBytes out = JsonBytes.ofThread();
        int depth = indented ? 1 : NOT_INDENTED;
        out.put('{');
        newLine(out, depth);
        out.putText(DocumentJson.TYPE);
        out.put(':');
        if (indented) {
            out.put(' ');
        }
        out.putText(document.type());
        of(document.getClass()).writeFields(out, document, depth, false);
        newLine(out, indented ? 0 : NOT_INDENTED);
        out.put('}');
        if (indented) {
            out.put('\n');
        }
        return out.toArray();
    }

    private static JsonForm of(Class<?> type) {
        JsonForm known = KNOWN.get(type);
        if (known == null) {
            known = new JsonForm(type);
            KNOWN.put(type, known);
        }
        return known;
    }

    /** @param first true if no field stands before these */
    private void writeFields(JsonBytes out, Object record, int depth, boolean first) {
        boolean isFirst = first;
        for (int i = 0; i < fields.length; i++) {
            Object value = fields[i].getter().apply(record);
            if (value == null || (value instanceof List<?> list && list.isEmpty())) {
                continue;
            }
            if (!isFirst) {
                out.put(',');
            }
            isFirst = false;
            newLine(out, depth);
            out.put(names[i]);
            if (depth >= 0) {
                out.put(' ');
            }
            writeValue(out, fields[i].kind(), value, forms[i], depth);
        }
    }

    private static void writeValue(JsonBytes out, Shape.Kind kind, Object value, JsonForm form, int depth) {
        switch (kind) {
            case TEXT -> out.putText((String) value);
            case DECIMAL -> out.putAscii(((BigDecimal) value).toPlainString());
            case MOMENT -> out.putText(value.toString());
            case RECORD -> form.writeRecord(out, value, depth);
            case TEXTS, RECORDS -> form.writeList(out, (List<?>) value, depth);
        }
    }

    private void writeList(JsonBytes out, List<?> items, int depth) {
        int inner = depth < 0 ? depth : depth + 1;
        out.put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            newLine(out, inner);
            Object item = items.get(i);
            if (item instanceof String text) {
                out.putText(text);
            } else {
                writeRecord(out, item, inner);
            }
        }
        newLine(out, depth);
        out.put(']');
    }

    private void writeRecord(JsonBytes out, Object record, int depth) {
        out.put('{');
        writeFields(out, record, depth < 0 ? depth : depth + 1, true);
        newLine(out, depth);
        out.put('}');
    }

    private static void newLine(JsonBytes out, int depth) {
        if (depth < 0) {
            return;
        }
        out.put('\n');
        for (int i = 0; i < depth; i++) {
            out.put(' ');
            out.put(' ');
        }
    }
}
