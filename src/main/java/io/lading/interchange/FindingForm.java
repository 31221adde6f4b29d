package io.lading.interchange;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A finding as the record keeps it and as every door shows it: words and numbers only, so that one written by an older
 * version can still be read. Absent parts are null or, for numbers counted from 1, 0.
 */
public record FindingForm(
        @Nullable String file,
        @Nullable String interchange,
        @Nullable String group,
        @Nullable String transactionSet,
        @Nullable String setType,
        @Nullable String segment,
        int segmentOrdinal,
        int element,
        @Nullable String elementName,
        int component,
        int repetition,
        long offset,
        String severity,
        String origin,
        String code,
        String expected,
        String found,
        String message,
        String advice) {

    private static final JsonFactory JSON = new JsonFactory();

    public static FindingForm of(Finding finding) {
        Position at = finding.position();
        return new FindingForm(
                at.file(),
                at.interchange(),
                at.group(),
                at.transactionSet(),
                at.setType(),
                at.segment(),
                at.segmentOrdinal(),
                at.element(),
                at.elementName(),
                at.component(),
                at.repetition(),
                at.offset(),
                finding.severity().name(),
                finding.origin().name(),
                finding.code().name(),
                finding.expected(),
                finding.found(),
                finding.message(),
                finding.advice());
    }

    /** Where, for people; the same words as {@link Position#toString()}. */
    public String place() {
        return new Position(
                        file,
                        interchange,
                        group,
                        transactionSet,
                        setType,
                        segment,
                        segmentOrdinal,
                        element,
                        component,
                        repetition,
                        elementName,
                        offset)
                .toString();
    }

    public boolean isError() {
        return severity.equals(Severity.ERROR.name());
    }

    /** A JSON array; null for none, so that sound documents cost nothing. */
    public static @Nullable String write(List<Finding> findings, int most) {
        if (findings.isEmpty()) {
            return null;
        }
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            for (int i = 0; i < findings.size() && i < most; i++) {
                of(findings.get(i)).write(json);
            }
            json.writeEndArray();
        }
        return out.toString();
    }

    /** One JSON object on one line: the same fields for every finding and in the same order, null where there is none. */
    public String line() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("file", file);
            json.writeStringProperty("interchange", interchange);
            json.writeStringProperty("transactionSet", transactionSet);
            json.writeStringProperty("segment", segment);
            numberOrNull(json, "segmentOrdinal", segmentOrdinal);
            numberOrNull(json, "element", element);
            numberOrNull(json, "component", component);
            numberOrNull(json, "repetition", repetition);
            if (offset == Position.NO_OFFSET) {
                json.writeNullProperty("offset");
            } else {
                json.writeNumberProperty("offset", offset);
            }
            json.writeStringProperty("severity", severity);
            json.writeStringProperty("code", code);
            json.writeStringProperty("expected", expected);
            json.writeStringProperty("found", found);
            json.writeStringProperty("message", message);
            json.writeStringProperty("advice", advice);
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void numberOrNull(JsonGenerator json, String name, int value) {
        if (value == 0) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    /** Writes it as an object. */
    public void write(JsonGenerator json) {
        json.writeStartObject();
        text(json, "file", file);
        text(json, "interchange", interchange);
        text(json, "group", group);
        text(json, "transactionSet", transactionSet);
        text(json, "setType", setType);
        text(json, "segment", segment);
        number(json, "segmentOrdinal", segmentOrdinal);
        number(json, "element", element);
        text(json, "elementName", elementName);
        number(json, "component", component);
        number(json, "repetition", repetition);
        if (offset != Position.NO_OFFSET) {
            json.writeNumberProperty("offset", offset);
        }
        text(json, "severity", severity);
        text(json, "origin", origin);
        text(json, "code", code);
        text(json, "expected", expected);
        text(json, "found", found);
        text(json, "message", message);
        text(json, "advice", advice);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, int value) {
        if (value != 0) {
            json.writeNumberProperty(name, value);
        }
    }

    /** Reads what {@link #write(List, int)} wrote. */
    public static List<FindingForm> read(@Nullable String array) {
        List<FindingForm> found = new ArrayList<>();
        if (array == null) {
            return found;
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), array)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                found.add(new Reading(json).object());
            }
        }
        return found;
    }

    /** One object, its parts in any order. */
    private static final class Reading {
        private final JsonParser json;
        private final java.util.Map<String, String> texts = new java.util.HashMap<>();

        Reading(JsonParser json) {
            this.json = json;
        }

        FindingForm object() {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                texts.put(name, json.getString());
            }
            return new FindingForm(
                    texts.get("file"),
                    texts.get("interchange"),
                    texts.get("group"),
                    texts.get("transactionSet"),
                    texts.get("setType"),
                    texts.get("segment"),
                    number("segmentOrdinal"),
                    number("element"),
                    texts.get("elementName"),
                    number("component"),
                    number("repetition"),
                    Long.parseLong(texts.getOrDefault("offset", String.valueOf(Position.NO_OFFSET))),
                    text("severity"),
                    text("origin"),
                    text("code"),
                    text("expected"),
                    text("found"),
                    text("message"),
                    text("advice"));
        }

        private String text(String name) {
            return texts.getOrDefault(name, "");
        }

        private int number(String name) {
            return Integer.parseInt(texts.getOrDefault(name, "0"));
        }
    }
}
