package io.lading.transport.as2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in their order, unfolded (RFC 5322 §2.2). Names are compared without case. */
record MimeHeaders(List<Field> fields) {
    /** More than this is no header but an attack. */
    static final int MOST_BYTES = 64 * 1024;

    static final int MOST_FIELDS = 200;

    /** One field. */
    public record Field(String name, String value) {}

    public MimeHeaders {
        fields = List.copyOf(fields);
    }

    public static MimeHeaders of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new MimeHeaders(fields);
    }

    /** The headers at the beginning of a content, and where its body begins. */
    record Read(MimeHeaders headers, long bodyAt) {}

    /** Reads up to and including the empty line; a content that begins with an empty line has no headers. */
    static Read read(Content content) throws IOException, RefusedException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (InputStream in = new java.io.BufferedInputStream(content.open())) {
            int lineLength = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                block.write(b);
                if (block.size() > MOST_BYTES) {
                    throw new RefusedException(
                            Reason.UNREADABLE, "A header is longer than " + MOST_BYTES + " bytes, or never ends.");
                }
                if (b == '\n') {
                    if (lineLength == 0) {
                        break;
                    }
                    lineLength = 0;
                } else if (b != '\r') {
                    lineLength++;
                }
            }
        }
        return new Read(parse(Characters.read(block.toByteArray())), block.size());
    }

    /** Reads header lines, as from a saved request. */
    public static MimeHeaders parse(String text) throws RefusedException {
        List<Field> fields = new ArrayList<>();
        for (String line : text.split("\r\n|\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (folded && !fields.isEmpty()) {
                Field last = fields.remove(fields.size() - 1);
                fields.add(new Field(last.name(), (last.value() + " " + line.strip()).strip()));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || fields.size() == MOST_FIELDS) {
                throw new RefusedException(
                        Reason.UNREADABLE,
                        colon <= 0
                                ? "A header line has no colon: '" + Words.shown(line) + "'."
                                : "There are more than " + MOST_FIELDS + " header fields.");
            }
            fields.add(new Field(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return new MimeHeaders(fields);
    }

    /** The first field of a name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** The one field of a name: two that differ are an attempt to be read in two ways. */
    Optional<String> only(String name) throws RefusedException {
        List<String> values = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw new RefusedException(
                    Reason.UNREADABLE, "The header " + name + " is there twice with different values.");
        }
        return values.stream().findFirst();
    }

    /** The same and more. */
    MimeHeaders and(MimeHeaders more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(more.fields);
        return new MimeHeaders(all);
    }

    /** As lines, each with CRLF, without the empty one. */
    public String text() {
        StringBuilder out = new StringBuilder();
        fields.forEach(field ->
                out.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return out.toString();
    }
}
