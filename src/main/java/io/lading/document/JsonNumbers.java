package io.lading.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Looks through a JSON text for what it calls its type and its numbers, token by token, until it cannot be read. */
final class JsonNumbers {
    private static final Pattern OWN = Pattern.compile("(/\\d+)?/number");
    private static final Pattern OTHER =
            Pattern.compile("(/\\d+)?/(contract|order/number|orders/\\d+/number|references/\\d+/id)");
    private static final Pattern TYPE = Pattern.compile("(/\\d+)?/" + DocumentJson.TYPE);
    /** Deeper than any of them stands. */
    private static final int DEEPEST = 6;

    private JsonNumbers() {}

    static DocumentJson.Numbers of(byte[] json) {
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        String type = "";
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean value = token == JsonToken.VALUE_STRING || token.isNumeric();
                if (!value || parser.streamReadContext().getNestingDepth() > DEEPEST) {
                    continue;
                }
                String path = parser.streamReadContext().pathAsPointer().toString();
                if (OWN.matcher(path).matches()) {
                    own.add(parser.getString());
                } else if (OTHER.matcher(path).matches()) {
                    others.add(parser.getString());
                } else if (type.isEmpty() && TYPE.matcher(path).matches()) {
                    type = parser.getString();
                }
            }
        } catch (JacksonException e) {
            // What was read before the fault is what there is.
        }
        own.addAll(others);
        return new DocumentJson.Numbers(type, List.copyOf(own));
    }
}
