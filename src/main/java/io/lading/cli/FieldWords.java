package io.lading.cli;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Parts of a canonical document in words. */
final class FieldWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final int DAY_LENGTH = 10;

    private FieldWords() {}

    /** {@code cancelAfter} is {@code cancel after}. */
    static String spaced(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word =
                    Character.isUpperCase(c) && (i + 1 == name.length() || !Character.isUpperCase(name.charAt(i + 1)));
            out.append(word && i > 0 ? " " : "").append(word ? Character.toLowerCase(c) : c);
        }
        return out.toString();
    }

    static String singular(String words) {
        if (words.equals("taxes")) {
            return "tax";
        }
        return words.endsWith("s") && !words.endsWith("ss") ? words.substring(0, words.length() - 1) : words;
    }

    /** A number, code or text as it is, a date as people write it. */
    static String value(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        String text = value.isContainer() ? "" : value.asString("");
        return text.length() >= DAY_LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-' ? date(text) : text;
    }

    private static String date(String text) {
        try {
            String time = text.length() > DAY_LENGTH + 1 ? " " + text.substring(DAY_LENGTH + 1) : "";
            return DAY.format(LocalDate.parse(text.substring(0, DAY_LENGTH))) + time;
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** Everything in it that is no list of objects, one after the other; a code stands without its field's name. */
    static String flat(JsonNode value) {
        if (!value.isObject()) {
            return value(value);
        }
        List<String> parts = new ArrayList<>();
        value.properties().forEach(field -> {
            JsonNode part = field.getValue();
            if (isParty(part)) {
                parts.add(spaced(field.getKey()) + " " + party(part));
            } else if (part.isObject()) {
                parts.add(spaced(field.getKey()) + " " + flat(part));
            } else if (part.isArray()) {
                part.forEach(entry -> parts.add(entry.isObject() ? "" : value(entry)));
            } else {
                parts.add(isPlain(field.getKey()) ? value(part) : spaced(field.getKey()) + " " + value(part));
            }
        });
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** Fields whose values speak for themselves beside a code. */
    private static boolean isPlain(String name) {
        return switch (name) {
            case "code", "id", "value", "text", "at", "quantity", "unit", "amount", "kind", "title" -> true;
            default -> false;
        };
    }

    static boolean isParty(JsonNode value) {
        return value.isObject() && (value.has("address") || value.has("ids"));
    }

    /** Name and address, or the identifier of one without a name. */
    static String party(JsonNode party) {
        JsonNode address = party.path("address");
        List<String> parts = new ArrayList<>();
        String role = value(party.path("role"));
        parts.add((role.isEmpty() ? "" : role + " ") + value(party.path("name")));
        address.path("streets").forEach(street -> parts.add(value(street)));
        parts.add(String.join(
                " ",
                Stream.of("city", "region", "postalCode")
                        .map(part -> value(address.path(part)))
                        .filter(part -> !part.isEmpty())
                        .toList()));
        if (value(party.path("name")).isEmpty()) {
            party.path("ids").forEach(id -> parts.add((value(id.path("scheme")) + " " + value(id.path("id"))).strip()));
        }
        return String.join(", ", parts.stream().filter(part -> !part.isBlank()).toList())
                .strip();
    }

    /** The item's number, the most general one it has. */
    static String item(JsonNode item) {
        if (item.has("gtin")) {
            return "GTIN " + value(item.path("gtin"));
        }
        if (item.has("sellerItem")) {
            return "seller's " + value(item.path("sellerItem"));
        }
        return item.has("buyerItem") ? "buyer's " + value(item.path("buyerItem")) : "";
    }
}
