package io.lading.partner;

import io.lading.partner.SoapCall.Payload;
import io.lading.partner.SoapCall.Version;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads how a partner's SOAP service is called; states what the keys are. */
final class SoapReader {
    static final Fields OUT = fields(List.of(
            Shape.optional("namespace", Shape.text("Of the operation's element.")),
            Shape.optional("operation", Shape.text("Name of the operation's element, which holds the document.")),
            Shape.optional("element", Shape.text("Name of an element around the document within the operation.")),
            Shape.optional(
                    "template",
                    Shape.text("The content of soap:Body in full, with {payload} where the document goes; {key} and"
                            + " {fileName} may stand in it. Instead of operation.")),
            Shape.optional("action", Shape.text("The SOAPAction header (default empty).")),
            Shape.optional("soapVersion", Shape.choice("Default 1.1.", "1.1", "1.2")),
            Shape.optional(
                    "payload",
                    Shape.choice("How the document stands in it (default base64).", "xml", "text", "base64")),
            Shape.optional(
                    "credentials",
                    Shape.choice(
                            "Where user and password go (default usernameToken: WS-Security).",
                            "usernameToken",
                            "basic"))));

    private SoapReader() {}

    private static Fields fields(List<Field> more) {
        List<Field> all = new ArrayList<>(CallReader.COMMON);
        all.addAll(more);
        return new Fields(List.copyOf(all), "We call the partner's SOAP service.");
    }

    static SoapCall read(FileReading entry) {
        Payload payload = entry.word("payload", Payload.values(), Payload::word, Payload.BASE64);
        Version version = entry.word("soapVersion", Version.values(), Version::word, Version.SOAP_1_1);
        String template = template(entry);
        check(template, entry);
        boolean userNameToken =
                entry.has("user") && entry.text("credentials", "usernameToken").equals("usernameToken");
        String action = entry.text("action", "");
        if (!action.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"')) {
            entry.problem("action", "'action' has printable ASCII characters without blanks and quotes.");
        }
        return new SoapCall(template, action, version, payload, userNameToken);
    }

    private static String template(FileReading entry) {
        if (entry.has("template") == entry.has("operation")) {
            entry.problem("door", "A SOAP connection has 'operation' (with 'namespace'), or 'template'; one of them.");
            return SoapCall.PAYLOAD;
        }
        if (entry.has("template")) {
            return entry.text("template", "");
        }
        String operation = entry.text("operation", "");
        String element = entry.text("element", "");
        for (String name : List.of(operation, element)) {
            if (!name.matches("([A-Za-z_][A-Za-z0-9_.-]*)?")) {
                entry.problem("operation", "'" + name + "' is no name of an XML element.");
                return SoapCall.PAYLOAD;
            }
        }
        String inner =
                element.isEmpty() ? SoapCall.PAYLOAD : "<" + element + ">" + SoapCall.PAYLOAD + "</" + element + ">";
        String namespace = entry.text("namespace", "");
        String declared = namespace.isEmpty() ? "" : " xmlns=\"" + escaped(namespace) + "\"";
        return "<" + operation + declared + ">" + inner + "</" + operation + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** The places stand in text, never in a tag, an attribute or a comment: a document cannot become markup there. */
    private static void check(String template, FileReading entry) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        int found = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader("<body>" + template + "</body>"));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.CHARACTERS) {
                    found += count(reader.getText(), SoapCall.PAYLOAD);
                }
            }
        } catch (XMLStreamException e) {
            entry.problem(
                    "template",
                    "'template' is not well-formed XML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            return;
        }
        if (found != 1 || count(template, SoapCall.PAYLOAD) != 1) {
            entry.problem(
                    "template",
                    "'template' needs " + SoapCall.PAYLOAD + " exactly once, as the text of an element; found " + found
                            + ".");
        }
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
