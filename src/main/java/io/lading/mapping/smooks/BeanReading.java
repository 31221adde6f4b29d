package io.lading.mapping.smooks;

import io.lading.document.Document;
import io.lading.document.Draft;
import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.FieldTables;
import io.lading.mapping.Lookups;
import io.lading.mapping.Translation;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents of the beans that Smooks made: maps whose keys are fields, {@code delivery.requested}, and whose lists are lists
 * of such maps. A value that does not fit is a finding, and costs its own document. For one use.
 */
final class BeanReading {
    private final Shape shape;
    private final Map<RowField, Object> constants;
    private final char decimalMark;
    private final FieldTables tables;
    private final Lookups lookups;
    private final Position place;
    private final @Nullable SegmentTable set;
    private final List<Document> documents = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param place of the set or file that was read
     * @param set null for a file
     */
    BeanReading(
            Shape shape,
            Map<RowField, Object> constants,
            char decimalMark,
            FieldTables tables,
            Lookups lookups,
            Position place,
            @Nullable SegmentTable set) {
        this.shape = shape;
        this.constants = constants;
        this.decimalMark = decimalMark;
        this.tables = tables;
        this.lookups = lookups;
        this.place = place;
        this.set = set;
    }

    /** @param bean a document's map, or a list of them */
    void add(@Nullable Object bean) {
        if (bean instanceof List<?> list) {
            list.forEach(this::add);
        } else if (bean instanceof Map<?, ?> map) {
            int before = findings.size();
            Draft draft = new Draft(shape);
            constants.forEach((field, value) -> field.set(draft, value));
            fill(draft, map, "", place);
            String missing = draft.missing();
            if (missing != null) {
                report(FindingCode.FIELD_MISSING, place, "a value for " + missing, "");
            }
            if (findings.size() == before) {
                documents.add((Document) draft.build());
            }
        }
    }

    private void fill(Draft draft, Map<?, ?> bean, String path, Position around) {
        Position at = position(bean, around);
        bean.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!name.equals(SmooksInbound.RECORD)) {
                fill(draft, name, value, path, at);
            }
        });
    }

    private void fill(Draft draft, String name, @Nullable Object value, String path, Position at) {
        String full = path + name;
        Shape.Field field = draft.shape().field(name);
        if (value instanceof List<?> list && field != null && field.kind() == Shape.Kind.RECORDS) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    fill(draft.addRecord(field), map, full + ".", at);
                }
            }
        } else if (value instanceof List<?> list && field != null && field.kind() == Shape.Kind.TEXTS) {
            list.forEach(item -> draft.addText(field.index(), String.valueOf(item)));
        } else if (value instanceof Map<?, ?> map && field != null && field.kind() == Shape.Kind.RECORD) {
            fill(draft.child(field), map, full + ".", at);
        } else if (value instanceof String text) {
            set(draft, name, text.strip(), full, at);
        } else if (value != null) {
            report(
                    FindingCode.MAP_FAILED,
                    at,
                    "a text, a map or a list for " + full,
                    value.getClass().getSimpleName());
        }
    }

    private void set(Draft draft, String name, String text, String full, Position at) {
        if (text.isEmpty()) {
            return;
        }
        RowField field = RowField.of(draft.shape(), name);
        if (field == null) {
            report(FindingCode.MAP_FAILED, at, "a single value of " + shape.name(), full);
            return;
        }
        String code = tables.toCanonical(lookups, full, text);
        if (code == null) {
            report(FindingCode.VALUE_NOT_MAPPED, at, "a code of the table " + tables.table(full), text);
            return;
        }
        Object typed = field.value(code, decimalMark);
        if (typed == null) {
            report(FindingCode.VALUE_NOT_USABLE, at, field.expected() + " for " + full, text);
        } else if (!field.set(draft, typed)) {
            report(FindingCode.VALUE_NOT_USABLE, at, "one value for " + full, text);
        }
    }

    /** A bean may hold the ordinal of its segment: {@code <jb:value property="record" data="PO1/@segment"/>}. */
    private Position position(Map<?, ?> bean, Position around) {
        boolean numbered = bean.get(SmooksInbound.RECORD) instanceof String number && number.matches("\\d{1,7}");
        int ordinal = numbered ? Integer.parseInt((String) bean.get(SmooksInbound.RECORD)) : 0;
        if (set == null || ordinal < 1 || ordinal > set.segmentCount()) {
            return around;
        }
        return new Position(
                around.file(),
                around.interchange(),
                around.group(),
                around.transactionSet(),
                around.setType(),
                set.tagText(ordinal - 1),
                ordinal,
                0,
                0,
                0,
                null,
                set.offset(ordinal - 1));
    }

    private void report(FindingCode code, Position at, String expected, String found) {
        findings.add(new Finding(code, Severity.ERROR, Finding.Origin.MAP, at, expected, found));
    }

    Translation translation() {
        return new Translation(List.copyOf(documents), List.copyOf(findings), List.of());
    }
}
