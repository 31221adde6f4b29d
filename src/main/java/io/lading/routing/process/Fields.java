package io.lading.routing.process;

import io.lading.syntax.SegmentSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values of a document by where they stand, made only when two documents are not the same bytes: {@code lines[2].price}
 * in JSON, {@code PO1[2].04} in segments, {@code line 7} in any other text. Belongs to one thread.
 */
public final class Fields {
    private static final Fields NONE = new Fields(new byte[0], Map.of());

    private final byte[] bytes;
    private @Nullable Map<String, String> values;

    private Fields(byte[] bytes, @Nullable Map<String, String> values) {
        this.bytes = bytes;
        this.values = values;
    }

    /** One value that is not the same; empty where there is none. */
    public record Change(String path, String before, String after) {}

    static Fields ofJson(byte[] json) {
        return new Fields(json, null);
    }

    static Fields of(@Nullable Output output) {
        if (output instanceof Output.Whole whole) {
            return new Fields(whole.bytes(), null);
        }
        if (output instanceof Output.Segments segments) {
            SegmentFields sink = new SegmentFields();
            segments.recording().replay(sink);
            return new Fields(new byte[0], sink.values);
        }
        return NONE;
    }

    /** What is different in others, in the order of their places. */
    public List<Change> changes(Fields after) {
        if (bytes.length > 0 && Arrays.equals(bytes, after.bytes)) {
            return List.of();
        }
        Map<String, String> was = values();
        Map<String, String> is = after.values();
        List<Change> changes = new ArrayList<>();
        was.forEach((path, value) -> {
            String now = is.getOrDefault(path, "");
            if (!now.equals(value)) {
                changes.add(new Change(path, value, now));
            }
        });
        is.forEach((path, value) -> {
            if (!was.containsKey(path) && !value.isEmpty()) {
                changes.add(new Change(path, "", value));
            }
        });
        return changes;
    }

    private Map<String, String> values() {
        Map<String, String> read = values;
        if (read == null) {
            read = new LinkedHashMap<>();
            read(read);
            values = read;
        }
        return read;
    }

    private void read(Map<String, String> into) {
        boolean json = bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[');
        if (json) {
            try {
                flatten("", JsonMapper.shared().readTree(bytes), into);
                return;
            } catch (JacksonException e) {
                into.clear(); // It only began like JSON.
            }
        }
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            into.put("line " + (i + 1), lines[i].strip());
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> flatten(
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + (i + 1) + "]", node.get(i), into);
            }
        } else if (!node.isNull()) {
            into.put(path, node.asString());
        }
    }

    /** Each element of each segment, segments of a tag counted. */
    private static final class SegmentFields implements SegmentSink {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private String segment = "";

        @Override
        public void begin(String tag) {
            segment = tag + "[" + counts.merge(tag, 1, Integer::sum) + "].";
        }

        @Override
        public void component(int element, int repetition, int component, String value) {
            String place = segment + (element < 10 ? "0" : "") + element;
            String repeated = repetition > 1 ? place + "[" + repetition + "]" : place;
            values.put(component > 1 ? repeated + "." + component : repeated, value);
        }

        @Override
        public void end() {
            segment = "";
        }
    }
}
