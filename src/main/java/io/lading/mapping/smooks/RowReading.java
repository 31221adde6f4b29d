package io.lading.mapping.smooks;

import io.lading.document.Document;
import io.lading.document.Draft;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.FieldTables;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts rows together into documents, finding by finding. For one use. */
final class RowReading {
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]");

    private final RowLayout layout;
    private final CsvLines lines;
    private final TextSource source;
    private final String text;
    private final FieldTables tables;
    private final Lookups lookups;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> spoilt = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> unused = new ArrayList<>();

    RowReading(RowLayout layout, CsvLines lines, TextSource source, String text, FieldTables tables, Lookups lookups) {
        this.layout = layout;
        this.lines = lines;
        this.source = source;
        this.text = text;
        this.tables = tables;
        this.lookups = lookups;
    }

    /** False, with a finding, if the first line names other columns than the map expects, in which case no row can be trusted. */
    boolean checkHeader() {
        if (!layout.header()) {
            return true;
        }
        String first = text.lines().findFirst().orElse("");
        String[] found = first.split(Pattern.quote(String.valueOf(layout.separator())), -1);
        for (int i = 0; i < layout.columns().size(); i++) {
            String column = layout.columns().get(i);
            String name = i < found.length ? found[i].strip().replace(String.valueOf(layout.quote()), "") : "";
            if (!name.equalsIgnoreCase(column) && !plain(name).equalsIgnoreCase(column)) {
                Position position = Position.inText(source.file(), 1, i + 1, column, 0);
                report(FindingCode.FIELD_MISSING, Severity.ERROR, position, "the column " + column, name);
                return false;
            }
        }
        return true;
    }

    /** As a column must be called in smooks.xml, where names are XML names: {@code On_hand} for {@code On hand}. */
    private static String plain(String name) {
        String plain = NO_NAME.matcher(name).replaceAll("_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "c" + plain : plain;
    }

    /** @param row values by property, as the bean cartridge bound them */
    void add(Map<?, ?> row) {
        if (isBlank(row)) {
            return;
        }
        int record = row.get(SmooksInbound.RECORD) instanceof String number ? Integer.parseInt(number) : 0;
        CsvLines.Start start = lines.record(record);
        String key = text(row, layout.key());
        if (key.isEmpty()) {
            report(FindingCode.FIELD_MISSING, Severity.ERROR, position(start, keyColumn()), "a value", "");
            return;
        }
        if (!hasAllColumns(start)) {
            spoilt.add(key);
        }
        Draft draft = drafts.computeIfAbsent(key, k -> begin());
        Draft item = layout.list() == null ? draft : draft.addRecord(layout.list());
        layout.recordConstants().forEach((field, value) -> field.set(item, value));
        for (RowLayout.Property property : layout.properties()) {
            String value = text(row, property.name());
            if (!value.isEmpty() && !set(property, property.inList() ? item : draft, value, start)) {
                spoilt.add(key);
            }
        }
    }

    private boolean isBlank(Map<?, ?> row) {
        for (RowLayout.Property property : layout.properties()) {
            if (!text(row, property.name()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Draft begin() {
        Draft draft = new Draft(layout.shape());
        layout.constants().forEach((field, value) -> field.set(draft, value));
        return draft;
    }

    private boolean hasAllColumns(CsvLines.Start start) {
        int expected = layout.columns().size();
        if (start.values() < expected) {
            String missing = layout.columns().get(start.values());
            Position position =
                    Position.inText(source.file(), start.line(), start.values() + 1, missing, offset(start));
            String count = expected + " columns";
            report(FindingCode.FIELD_MISSING, Severity.ERROR, position, count, String.valueOf(start.values()));
            return false;
        }
        if (start.values() > expected) {
            Position position =
                    Position.inText(source.file(), start.line(), expected + 1, "beyond the last", offset(start));
            unused.add(new Finding(
                    FindingCode.ELEMENT_NOT_USED,
                    Severity.NOTE,
                    Finding.Origin.MAP,
                    position,
                    expected + " columns",
                    String.valueOf(start.values())));
        }
        return true;
    }

    private boolean set(RowLayout.Property property, Draft draft, String value, CsvLines.Start start) {
        String code = tables.toCanonical(lookups, property.name(), value);
        if (code == null) {
            String table = "a code of the table " + tables.table(property.name());
            report(FindingCode.VALUE_NOT_MAPPED, Severity.ERROR, position(start, property), table, value);
            return false;
        }
        Object typed = property.field().value(code, layout.decimalMark());
        if (typed == null) {
            String expected = property.field().expected();
            report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, position(start, property), expected, value);
            return false;
        }
        if (!property.field().set(draft, typed)) {
            String expected = "the same value in all rows of a document";
            report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, position(start, property), expected, value);
            return false;
        }
        return true;
    }

    private RowLayout.@Nullable Property keyColumn() {
        for (RowLayout.Property property : layout.properties()) {
            if (property.name().equals(layout.key())) {
                return property;
            }
        }
        return null;
    }

    private Position position(CsvLines.Start start, RowLayout.@Nullable Property property) {
        int column = property == null ? 0 : property.column();
        String name = column == 0 ? null : layout.columns().get(column - 1);
        return Position.inText(source.file(), start.line(), column, name, offset(start));
    }

    private long offset(CsvLines.Start start) {
        int shift = source.bytes().length > 2 && source.bytes()[0] == (byte) 0xEF ? 3 : 0;
        return text.substring(0, start.character()).getBytes(source.charset()).length + (long) shift;
    }

    private static String text(Map<?, ?> row, String property) {
        return row.get(property) instanceof String value ? value.strip() : "";
    }

    private void report(FindingCode code, Severity severity, Position position, String expected, String found) {
        findings.add(new Finding(code, severity, Finding.Origin.MAP, position, expected, found));
    }

    /** The documents all of whose rows were good. */
    Translation translation() {
        List<Document> documents = new ArrayList<>();
        drafts.forEach((key, draft) -> {
            if (!spoilt.contains(key)) {
                documents.add((Document) draft.build());
            }
        });
        return new Translation(documents, findings, unused);
    }
}
