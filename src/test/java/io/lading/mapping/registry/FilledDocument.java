package io.lading.mapping.registry;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.document.Moment;
import io.lading.document.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document with a value in each of its fields, and one record in each list. */
final class FilledDocument {
    private static final Path TABLES = Path.of("mappings/codelists");
    private static final Pattern TABLE = Pattern.compile("word of the table ([a-z-]+)");

    /** The table of fields whose meaning does not name it. */
    private static final Map<String, String> TABLE_OF = Map.ofEntries(
            Map.entry("Identifier.scheme", "party-scheme"),
            Map.entry("Allocation.scheme", "party-scheme"),
            Map.entry("Transport.scheme", "party-scheme"),
            Map.entry("Contact.function", "contact-function"),
            Map.entry("PaymentTerms.kind", "payment-terms"),
            Map.entry("PaymentTerms.basis", "terms-basis"),
            Map.entry("DeliveryTerms.payment", "transport-payment"),
            Map.entry("Transport.sequence", "transport-stage"),
            Map.entry("Packages.kind", "package-kind"),
            Map.entry("Code.code", "item-number"),
            Map.entry("Description.characteristic", "characteristic"),
            Map.entry("Adjustment.reason", "adjustment-reason"),
            Map.entry("StatusEvent.reason", "transport-reason"),
            Map.entry("InventoryReport.kind", "inventory-report-kind"),
            Map.entry("Party.role", "party-role"));

    /** Values that must be of a kind. */
    private static final Map<String, String> VALUE = Map.ofEntries(
            Map.entry("Allowance.kind", "charge"),
            Map.entry("Description.kind", "S"),
            Map.entry("SubLine.relation", "I"),
            Map.entry("Forecast.quantityBasis", "A"),
            Map.entry("Measure.purpose", "PD"),
            Map.entry("ReceiptAdvice.kind", "1"),
            Map.entry("Payment.direction", "C"),
            Map.entry("SalesReport.kind", "notification"),
            Map.entry("gtin", "4012345678901"),
            Map.entry("sscc", "340123450000000018"),
            Map.entry("currency", "EUR"),
            Map.entry("country", "DE"),
            Map.entry("region", "NV"),
            Map.entry("postalCode", "89501"),
            Map.entry("HandlingUnit.kind", "pallet"),
            Map.entry("purpose", "replace"),
            Map.entry("ReceiptLine.condition", "damaged"));

    private final Deque<String> open = new ArrayDeque<>();
    /** So that no two numbers or dates near one another are equal. */
    private int next;

    private FilledDocument() {}

    static Document of(String name) {
        Shape shape = Shape.ofDocument(name);
        if (shape == null) {
            throw new IllegalArgumentException("There is no document " + name + ".");
        }
        String json = "{\"" + DocumentJson.TYPE + "\":\"" + name + "\","
                + new FilledDocument().fields(shape).substring(1);
        DocumentJson.Outcome outcome = DocumentJson.read(json.getBytes(StandardCharsets.UTF_8));
        return outcome.single().orElseThrow(() -> new IllegalStateException(outcome.problems() + " in " + json));
    }

    private String fields(Shape shape) {
        open.push(shape.name());
        List<String> parts = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            String value = value(shape, field);
            if (!value.isEmpty()) {
                parts.add("\"" + field.name() + "\":" + value);
            }
        }
        open.pop();
        return "{" + String.join(",", parts) + "}";
    }

    /** Empty for a record within one of its kind. */
    private String value(Shape shape, Shape.Field field) {
        return switch (field.kind()) {
            case RECORD -> open.contains(field.shape().name()) ? "" : fields(field.shape());
            case RECORDS -> open.contains(field.shape().name()) ? "" : "[" + fields(field.shape()) + "]";
            case TEXTS -> "[\"" + text(shape, field) + "\"]";
            case TEXT -> "\"" + text(shape, field) + "\"";
            case DECIMAL -> Integer.toString(2 + next++ % 97);
            case MOMENT -> "\"" + LocalDate.of(2026, 1, 1).plusDays(next++) + "\"";
        };
    }

    private static String text(Shape shape, Shape.Field field) {
        String both = shape.name() + "." + field.name();
        String value = VALUE.getOrDefault(both, VALUE.getOrDefault(field.name(), ""));
        if (!value.isEmpty()) {
            return value;
        }
        if (field.name().equals("unit") || field.name().endsWith("Unit")) {
            return "KGM";
        }
        Matcher named = TABLE.matcher(field.meaning());
        String table = named.find() ? named.group(1) : TABLE_OF.getOrDefault(both, "");
        return table.isEmpty() ? "A1" : word(table);
    }

    /** The last word that has a code of its own in both standards: the first ones often have a field of their own. */
    private static String word(String table) {
        try {
            List<String> rows = Files.readAllLines(TABLES.resolve(table + ".csv"), StandardCharsets.UTF_8).stream()
                    .filter(row -> !row.startsWith("#") && !row.isBlank())
                    .toList();
            List<String> columns = List.of(rows.get(0).split(","));
            String word = "A1";
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",", -1);
                if (hasCode(columns, cells, "x12") && hasCode(columns, cells, "edifact")) {
                    word = cells[0];
                }
            }
            return word;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasCode(List<String> columns, String[] cells, String column) {
        int at = columns.indexOf(column);
        return at >= 0 && !cells[at].isBlank() && !cells[at].startsWith(">");
    }

    /** By field, without the numbers of records, all that is said there. */
    static Map<String, Set<String>> values(Document document) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        collect(document, "", values);
        return values;
    }

    private static void collect(Object record, String prefix, Map<String, Set<String>> values) {
        for (Shape.Field field : Shape.of(record.getClass()).fields()) {
            Object value = field.get(record);
            if (value instanceof List<?> list) {
                list.forEach(each -> add(each, prefix + field.name(), values));
            } else if (value != null) {
                add(value, prefix + field.name(), values);
            }
        }
    }

    private static void add(Object value, String path, Map<String, Set<String>> values) {
        if (value instanceof Record record && !(value instanceof Moment)) {
            collect(record, path + ".", values);
            return;
        }
        String text =
                value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
        values.computeIfAbsent(path, field -> new TreeSet<>()).add(text);
    }

    static String withoutNumbers(String path) {
        return path.replaceAll("\\[\\d+\\]", "");
    }
}
