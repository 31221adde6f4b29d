package io.lading.transport.soap;

import io.lading.partner.SoapCall.Version;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads what a partner's service answered: an envelope or not, with a fault or without. */
final class AnswerReader {
    private static final XMLInputFactory READERS = readers();
    private static final int LONGEST = 300;

    private AnswerReader() {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @param code without prefix */
    record Fault(String code, String reason) {

        /** True if the same message would be refused again (SOAP 1.1 §4.4.1, SOAP 1.2 part 1 §5.4.6). */
        boolean isOurs() {
            return code.equals("Sender")
                    || code.startsWith("Client")
                    || code.equals("MustUnderstand")
                    || code.equals("VersionMismatch")
                    || code.equals("FailedAuthentication")
                    || code.equals("InvalidSecurity");
        }
    }

    /** The name of what an envelope's body holds, empty where that is nothing; absent if it is no envelope. */
    static Optional<String> contents(byte[] body) {
        boolean envelope = false;
        boolean inside = false;
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                String name = reader.getLocalName();
                if (inside) {
                    return Optional.of(name);
                }
                if (!envelope && !(name.equals("Envelope") && isSoap(reader.getNamespaceURI()))) {
                    return Optional.empty();
                }
                envelope = true;
                inside = name.equals("Body") && isSoap(reader.getNamespaceURI());
            }
        } catch (XMLStreamException e) {
            // One that was cut was an envelope all the same.
        }
        return envelope ? Optional.of("") : Optional.empty();
    }

    /** The fault, as far as it can be read. */
    static Optional<Fault> fault(byte[] body) {
        boolean inside = false;
        String code = "";
        String reason = "";
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                String name = reader.getLocalName();
                if (name.equals("Fault") && isSoap(reader.getNamespaceURI())) {
                    inside = true;
                } else if (inside && code.isEmpty() && (name.equals("faultcode") || name.equals("Value"))) {
                    code = reader.getElementText().strip();
                } else if (inside && reason.isEmpty() && (name.equals("faultstring") || name.equals("Text"))) {
                    reason = reader.getElementText().strip();
                }
            }
        } catch (XMLStreamException e) {
            // An answer that was cut may still have told its fault.
        }
        if (!inside) {
            return Optional.empty();
        }
        String plain = reason.replaceAll("[\\p{Cntrl}]+", " ");
        return Optional.of(new Fault(
                code.substring(code.indexOf(':') + 1), plain.substring(0, Math.min(plain.length(), LONGEST))));
    }

    private static boolean isSoap(String namespace) {
        return Arrays.stream(Version.values())
                .anyMatch(version -> version.namespace().equals(namespace));
    }
}
