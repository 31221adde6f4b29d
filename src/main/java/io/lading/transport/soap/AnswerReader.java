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

    static boolean isEnvelope(byte[] body) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
            reader.nextTag();
            return reader.getLocalName().equals("Envelope") && isSoap(reader.getNamespaceURI());
        } catch (XMLStreamException e) {
            return false;
        }
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
