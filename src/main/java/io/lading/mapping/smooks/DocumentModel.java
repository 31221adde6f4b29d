package io.lading.mapping.smooks;

import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.FieldTables;
import io.lading.mapping.Lookups;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as maps, lists and texts for a template: decimals in plain notation, so that no locale can change them;
 * fields that are absent are absent; lists are always there. For one use.
 */
final class DocumentModel {
    private static final char REPLACEMENT = '\uFFFD';

    private final FieldTables tables;
    private final Lookups lookups;
    private final List<Finding> findings = new ArrayList<>();

    DocumentModel(FieldTables tables, Lookups lookups) {
        this.tables = tables;
        this.lookups = lookups;
    }

    List<Finding> findings() {
        return findings;
    }

    Map<String, Object> of(Object record) {
        return record(record, "", "");
    }

    private Map<String, Object> record(Object record, String prefix, String place) {
        Map<String, Object> model = new LinkedHashMap<>();
        for (Shape.Field field : Shape.of(record.getClass()).fields()) {
            Object value = field.get(record);
            if (value == null) {
                continue;
            }
            String path = prefix + field.name();
            Object modelled = value(value, path, place + field.name());
            if (modelled != null) {
                model.put(field.name(), modelled);
            }
        }
        return model;
    }

    private @Nullable Object value(Object value, String path, String place) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                Object item = value(list.get(i), path, place + "[" + i + "]");
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }
        if (value instanceof Record record) {
            return record(record, path + ".", place + ".");
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return text(value.toString(), path, place);
    }

    private @Nullable String text(String value, String path, String place) {
        String code = tables.fromCanonical(lookups, path, value);
        if (code == null) {
            report(
                    FindingCode.VALUE_NOT_MAPPED,
                    Severity.ERROR,
                    place,
                    "a value of the table " + tables.table(path),
                    value);
            return null;
        }
        for (int i = 0; i < code.length(); i++) {
            if (!isXmlCharacter(code.charAt(i))) {
                report(FindingCode.VALUE_NOT_USABLE, Severity.WARNING, place, "characters that text can hold", value);
                return replaced(code);
            }
        }
        return code;
    }

    private static String replaced(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isXmlCharacter(characters[i])) {
                characters[i] = REPLACEMENT;
            }
        }
        return new String(characters);
    }

    /** XML 1.0, production 2 Char; surrogates come in pairs from our readers. */
    private static boolean isXmlCharacter(char c) {
        return c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n' || c == '\r';
    }

    private void report(FindingCode code, Severity severity, String field, String expected, String found) {
        Position position = Position.inText(null, 0, 0, field, 0);
        findings.add(new Finding(code, severity, Finding.Origin.MAP, position, expected, found));
    }
}
