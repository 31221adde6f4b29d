package io.lading.transport.soap;

import io.lading.transport.soap.Refusal.Code;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the element in soap:Body, in one pass: the small parts at once, the payload only as it is asked for.
 *
 * @param values of the small parts, by name
 * @param payload where it is
 */
record Request(String operation, Map<String, String> values, Payload payload) {
    static final String SUBMIT = "SubmitInterchange";
    static final String STATUS = "GetStatus";

    private static final Map<String, Set<String>> PARTS = Map.of(
            SUBMIT,
            Set.of("idempotencyKey", "fileName", "mediaType", "payload"),
            STATUS,
            Set.of("transmission", "number"));
    private static final int LONGEST = 255;
    private static final String CONTENT_ID = "cid:";

    /** Where the bytes of a submission are. */
    sealed interface Payload {
        record None() implements Payload {}

        /** In an attachment of the same message; never anywhere else, whatever the reference says. */
        record Attached(String contentId) implements Payload {}

        /** Between the tags. */
        record Inline(InputStream bytes) implements Payload {}
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    /** @param reader at or before the operation's element */
    static Request read(XMLStreamReader reader) {
        try {
            while (reader.getEventType() != XMLStreamReader.START_ELEMENT) {
                reader.next();
            }
            String operation = reader.getLocalName();
            Set<String> parts = PARTS.get(operation);
            if (parts == null || !Names.NAMESPACE.equals(reader.getNamespaceURI())) {
                throw bad(
                        "There is no operation " + shown(operation) + " here",
                        "See ?wsdl: SubmitInterchange, GetStatus.");
            }
            return parts(reader, operation, parts);
        } catch (XMLStreamException e) {
            throw unreadable();
        }
    }

    private static Request parts(XMLStreamReader reader, String operation, Set<String> parts)
            throws XMLStreamException {
        Map<String, String> values = new HashMap<>();
        while (true) {
            int event = reader.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                return new Request(operation, values, new Payload.None());
            }
            if (event != XMLStreamReader.START_ELEMENT) {
                refuseText(reader);
                continue;
            }
            String name = reader.getLocalName();
            if (!parts.contains(name) || !Names.NAMESPACE.equals(reader.getNamespaceURI())) {
                throw bad(operation + " has no part '" + shown(name) + "'", "See ?wsdl for its parts and their order.");
            }
            if (name.equals("payload")) {
                return new Request(operation, values, payload(reader));
            }
            if (values.put(name, text(reader, name)) != null) {
                throw bad("The part '" + name + "' stands twice", "Give it once.");
            }
        }
    }

    private static void refuseText(XMLStreamReader reader) {
        boolean text = reader.isCharacters() && !reader.isWhiteSpace();
        if (text) {
            throw bad("Text stands where an element is expected", "See ?wsdl for the parts and their order.");
        }
    }

    private static String text(XMLStreamReader reader, String name) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (reader.next() != XMLStreamReader.END_ELEMENT) {
            if (reader.isStartElement()) {
                throw bad("The part '" + name + "' holds an element", "It is plain text.");
            }
            if (reader.isCharacters()) {
                text.append(reader.getText());
            }
            if (text.length() > LONGEST) {
                throw bad("The part '" + name + "' is too long", "It may have " + LONGEST + " characters.");
            }
        }
        return text.toString().strip();
    }

    private static Payload payload(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event == XMLStreamReader.COMMENT || (event == XMLStreamReader.CHARACTERS && reader.isWhiteSpace())) {
            event = reader.next();
        }
        if (event != XMLStreamReader.START_ELEMENT) {
            return new Payload.Inline(Base64Stream.of(reader, () -> finish(reader)));
        }
        if (!reader.getLocalName().equals("Include") || !Names.XOP.equals(reader.getNamespaceURI())) {
            throw bad(
                    "The part 'payload' holds the element " + shown(reader.getLocalName()),
                    "It is base64, or xop:Include.");
        }
        String href = reader.getAttributeValue(null, "href");
        if (href == null || !href.startsWith(CONTENT_ID)) {
            throw bad("xop:Include does not point into the message", "Its href begins with cid:, as MTOM asks.");
        }
        skipTo(reader, "Include");
        skipTo(reader, "payload");
        finish(reader);
        return new Payload.Attached(href.substring(CONTENT_ID.length()));
    }

    private static void skipTo(XMLStreamReader reader, String end) throws XMLStreamException {
        while (reader.next() != XMLStreamReader.END_ELEMENT) {
            if (reader.isStartElement()) {
                throw bad("An element stands inside " + end, "It has none.");
            }
        }
    }

    /** Nothing follows the payload within the operation. */
    private static void finish(XMLStreamReader reader) {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    throw bad("Something follows payload", "It is the last part, and the body holds one operation.");
                }
                if (event == XMLStreamReader.CHARACTERS) {
                    refuseText(reader);
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable();
        }
    }

    static RuntimeException bad(String what, String advice) {
        return Refusal.of(Code.BAD_REQUEST, what, advice);
    }

    static RuntimeException tooManyParts() {
        return bad("The message has more than one attachment", "Attach the payload alone; nothing was kept.");
    }

    /** The parser's own words may quote the content; they stay inside. */
    static RuntimeException unreadable() {
        return bad(
                "The message is not well-formed XML, or goes beyond a limit", "Nothing was kept; send it again whole.");
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }
}
