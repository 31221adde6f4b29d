package io.lading.transport.soap;

import io.lading.partner.HttpCall.Basic;
import io.lading.partner.SoapCall;
import io.lading.transport.Outbound;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Puts a document into its envelope: as text, where it cannot become markup, or as XML that was read whole before. */
final class EnvelopeWriter {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final XMLInputFactory READERS = readers();
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml\\b[^>]*\\?>");
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final SoapCall call;
    private final Optional<Basic> basic;
    private final Clock clock;
    private final String before;
    private final String after;

    /** The document does not fit the envelope; trying again would change nothing. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /** @param basic who signs in by a WS-Security header */
    EnvelopeWriter(SoapCall call, Optional<Basic> basic, Clock clock) {
        this.call = call;
        this.basic = basic;
        this.clock = clock;
        int place = call.template().indexOf(SoapCall.PAYLOAD);
        this.before = call.template().substring(0, place);
        this.after = call.template().substring(place + SoapCall.PAYLOAD.length());
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    byte[] write(Outbound outbound) throws UnfitException {
        String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\""
                + call.version().namespace() + "\">" + header() + "<soap:Body>" + filled(before, outbound)
                + payload(outbound.body()) + filled(after, outbound) + "</soap:Body></soap:Envelope>\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String header() {
        if (basic.isEmpty()) {
            return "";
        }
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return "<soap:Header><wsse:Security soap:mustUnderstand=\"1\" xmlns:wsse=\"" + Names.WSSE + "\" xmlns:wsu=\""
                + Names.WSU + "\"><wsse:UsernameToken><wsse:Username>"
                + escaped(basic.get().user())
                + "</wsse:Username><wsse:Password Type=\"" + Names.PASSWORD_TEXT + "\">"
                + escaped(basic.get().password().reveal()) + "</wsse:Password><wsse:Nonce>"
                + Base64.getEncoder().encodeToString(nonce) + "</wsse:Nonce><wsu:Created>"
                + clock.instant().truncatedTo(ChronoUnit.MILLIS)
                + "</wsu:Created></wsse:UsernameToken></wsse:Security></soap:Header>";
    }

    private static String filled(String template, Outbound outbound) {
        return template.replace(SoapCall.KEY, escaped(outbound.key()))
                .replace(SoapCall.FILE_NAME, escaped(outbound.fileName()));
    }

    private String payload(byte[] body) throws UnfitException {
        return switch (call.payload()) {
            case BASE64 -> Base64.getEncoder().encodeToString(body);
            case TEXT -> text(body);
            case XML -> xml(body);
        };
    }

    private static String text(byte[] body) throws UnfitException {
        String text = decoded(body);
        if (ILLEGAL.matcher(text).find()) {
            throw new UnfitException(
                    "The document has control characters, which XML cannot carry as text. Set 'payload:"
                            + " base64' on the connection.");
        }
        return escaped(text);
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** The root element and what is in it: a declaration and a document type have no place in an envelope. */
    private static String xml(byte[] body) throws UnfitException {
        Charset charset = StandardCharsets.UTF_8;
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
            if (reader.getCharacterEncodingScheme() != null) {
                charset = Charset.forName(reader.getCharacterEncodingScheme());
            }
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.DTD) {
                    throw new UnfitException("The document has a document type, which SOAP forbids in an envelope.");
                }
            }
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new UnfitException(
                    "The document is not well-formed XML, and the connection says 'payload: xml'. Let the agreement send"
                            + " XML, or set 'payload: base64'.");
        }
        String text = new String(body, charset);
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Matcher declaration = DECLARATION.matcher(marked);
        return declaration.find() ? marked.substring(declaration.end()).strip() : marked.strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }
}
