package io.lading.cli;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document in the words of the trade. Made of its JSON form, so that a type of document or a field that is new is told
 * about without a change here.
 */
final class DocumentWords {
    /** What the headline tells. */
    private static final Set<String> IN_HEADLINE =
            Set.of(DocumentJson.TYPE, "number", "issued", "purpose", "kind", "currency");

    private static final int MOST_LINES = 12;
    private static final String LINES = "lines";

    private final JsonNode document;
    private final String label;
    private final List<String> lines = new ArrayList<>();

    private DocumentWords(JsonNode document, String label) {
        this.document = document;
        this.label = label;
    }

    /**
     * The first line is a headline.
     *
     * @param label what people call it; empty for the type's own name
     */
    static List<String> of(Document document, String label) {
        JsonNode tree = JsonMapper.shared().readTree(new String(DocumentJson.write(document), StandardCharsets.UTF_8));
        String name = label.isEmpty() ? FieldWords.spaced(document.type()) : label;
        DocumentWords words =
                new DocumentWords(tree, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        words.tell();
        return words.lines.stream().map(Printable::of).toList();
    }

    private void tell() {
        lines.add(headline());
        document.properties().forEach(field -> {
            if (!IN_HEADLINE.contains(field.getKey()) && !field.getKey().equals("totals")) {
                tell(field.getKey(), field.getValue(), "");
            }
        });
        sum();
    }

    private String headline() {
        String issued = FieldWords.value(document.path("issued"));
        String currency = FieldWords.value(document.path("currency"));
        return String.join(
                ", ",
                Stream.of(
                                (label + " " + FieldWords.value(document.path("number"))).strip()
                                        + (issued.isEmpty() ? "" : " of " + issued),
                                purpose(FieldWords.value(document.path("purpose"))),
                                FieldWords.spaced(FieldWords.value(document.path("kind"))),
                                currency.isEmpty() ? "" : "in " + currency)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String purpose(String purpose) {
        return switch (purpose) {
            case "original" -> "a new one";
            case "replace" -> "in place of an earlier one";
            case "change" -> "changing an earlier one";
            case "cancellation" -> "cancelling an earlier one";
            case "duplicate" -> "a duplicate";
            default -> FieldWords.spaced(purpose);
        };
    }

    private void tell(String name, JsonNode value, String indent) {
        if (value.isArray()) {
            tellList(name, value, indent);
        } else if (FieldWords.isParty(value)) {
            add(indent, FieldWords.spaced(name) + " " + FieldWords.party(value));
        } else if (value.isObject() && value.has("party")) {
            add(indent, delivery(value));
        } else {
            String text = value.isObject() ? FieldWords.flat(value) : FieldWords.value(value);
            add(indent, FieldWords.spaced(name) + " " + text);
        }
    }

    private String delivery(JsonNode delivery) {
        StringBuilder out = new StringBuilder("deliver");
        delivery.properties().forEach(field -> {
            String value = FieldWords.value(field.getValue());
            switch (field.getKey()) {
                case "party" -> out.append(" to ").append(FieldWords.party(field.getValue()));
                case "requested" -> out.append(" on ").append(value);
                default ->
                    out.append(' ')
                            .append(FieldWords.spaced(field.getKey()))
                            .append(' ')
                            .append(value);
            }
        });
        return out.toString();
    }

    private void tellList(String name, JsonNode list, String indent) {
        if (list.isEmpty()) {
            return;
        }
        boolean rows = list.get(0).has("item") || name.equals(LINES);
        boolean plain = !list.get(0).isObject();
        if (plain || isCoded(list.get(0))) {
            List<String> parts = new ArrayList<>();
            list.forEach(entry ->
                    parts.add(FieldWords.flat(entry) + (isCoded(entry) && entry.size() == 1 ? " (empty)" : "")));
            add(indent, FieldWords.spaced(name) + ": " + String.join("; ", parts));
            return;
        }
        int told = 0;
        for (JsonNode entry : list) {
            if (told++ == MOST_LINES) {
                add(indent, "… " + (list.size() - MOST_LINES) + " more");
                return;
            }
            if (rows) {
                row(entry, indent);
            } else if (FieldWords.isParty(entry)) {
                add(indent, FieldWords.party(entry));
            } else {
                nested(name, entry, indent);
            }
        }
    }

    /** A reference, date, text, quantity, amount or the like: a code and what stands under it. */
    private static boolean isCoded(JsonNode entry) {
        return entry.has("code") && entry.size() <= 3;
    }

    /** An entry with lists of its own, such as a handling unit: a heading, and what it holds below. */
    private void nested(String name, JsonNode entry, String indent) {
        add(indent, FieldWords.singular(FieldWords.spaced(name)) + " " + FieldWords.flat(entry));
        entry.properties().forEach(field -> {
            boolean deep = field.getValue().isArray()
                    && !field.getValue().isEmpty()
                    && field.getValue().get(0).isObject();
            if (deep) {
                tellList(field.getKey(), field.getValue(), indent + "  ");
            }
        });
    }

    /** One line of goods, aligned. */
    private void row(JsonNode line, String indent) {
        String quantity = (FieldWords.value(firstOf(line, "quantity", "shipped", "received", "onHand", "invoiced"))
                        + " " + FieldWords.value(line.path("unit")))
                .strip();
        JsonNode item = line.path("item");
        String price = FieldWords.value(line.path("price").path("amount"));
        String amount = FieldWords.value(line.path("amount"));
        String text = Words.padded(FieldWords.value(line.path("number")), 5)
                + Words.padded(quantity, 12)
                + Words.padded(FieldWords.item(item), 26)
                + Words.padded(FieldWords.value(item.path("description")), 20)
                + (price.isEmpty() ? "" : "  at " + price)
                + (amount.isEmpty() ? "" : "  " + amount);
        add(indent, text.stripTrailing());
        line.properties().forEach(field -> {
            boolean told = Set.of("number", "quantity", "unit", "price", "item", "amount")
                    .contains(field.getKey());
            if (!told && field.getValue().isContainer()) {
                tell(field.getKey(), field.getValue(), indent + "     ");
            }
        });
    }

    private static JsonNode firstOf(JsonNode line, String... names) {
        for (String name : names) {
            if (line.has(name)) {
                return line.path(name);
            }
        }
        return line.path(names[0]);
    }

    private void sum() {
        JsonNode all = document.path(LINES);
        if (!all.isArray()) {
            return;
        }
        String count = all.size() + (all.size() == 1 ? " line" : " lines");
        String currency = FieldWords.value(document.path("currency"));
        BigDecimal total = total(all);
        String sum = total == null ? "" : ", " + money(total) + (currency.isEmpty() ? "" : " " + currency) + " in all";
        String stated = FieldWords.value(document.path("totals").path("amount"));
        lines.add(count + sum + (stated.isEmpty() ? "" : ", " + stated + " as stated"));
    }

    private static @org.jspecify.annotations.Nullable BigDecimal total(JsonNode all) {
        BigDecimal sum = null;
        for (JsonNode line : all) {
            JsonNode price = line.path("price").path("amount");
            JsonNode quantity = line.path("quantity");
            if (price.isNumber() && quantity.isNumber()) {
                sum = (sum == null ? BigDecimal.ZERO : sum)
                        .add(price.decimalValue().multiply(quantity.decimalValue()));
            }
        }
        return sum;
    }

    private void add(String indent, String text) {
        if (!text.isBlank()) {
            lines.add(indent + text);
        }
    }

    static String money(BigDecimal amount) {
        return new DecimalFormat("#,##0.00##", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(amount);
    }
}
