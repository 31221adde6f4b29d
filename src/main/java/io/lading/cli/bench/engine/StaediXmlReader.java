package io.lading.cli.bench.engine;

import io.lading.mapping.smooks.EventSource;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.IOException;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Hands what StAEDI reads to Smooks as XML, as a user of both would have to. Made by Smooks by its name. */
public final class StaediXmlReader extends EventSource {
    private static final String SET = "set";
    private static final AttributesImpl NOTHING = new AttributesImpl();

    @Override
    public void parse(InputSource input) throws IOException, SAXException {
        ContentHandler to = receiver();
        EDIInputFactory factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, false);
        to.startDocument();
        start(to, "interchange");
        try (EDIStreamReader reader = factory.createEDIStreamReader(input.getByteStream())) {
            while (reader.hasNext()) {
                event(reader, to);
            }
        } catch (EDIStreamException e) {
            throw new SAXException(e);
        }
        end(to, "interchange");
        to.endDocument();
    }

    private static void event(EDIStreamReader reader, ContentHandler to) throws EDIStreamException, SAXException {
        switch (reader.next()) {
            case START_SEGMENT -> {
                if (reader.getText().equals("ST")) {
                    start(to, SET);
                }
                start(to, reader.getText());
            }
            case END_SEGMENT -> {
                end(to, reader.getText());
                if (reader.getText().equals("SE")) {
                    end(to, SET);
                }
            }
            case ELEMENT_DATA -> element(reader, to);
            default -> {
                // Groups, loops and composites are not needed by the map.
            }
        }
    }

    private static void element(EDIStreamReader reader, ContentHandler to) throws SAXException {
        if (reader.getTextLength() == 0) {
            return;
        }
        Location at = reader.getLocation();
        int place = at.getElementPosition();
        String name = at.getSegmentTag() + (place < 10 ? "0" : "") + place;
        start(to, name);
        to.characters(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        end(to, name);
    }

    private static void start(ContentHandler to, String name) throws SAXException {
        to.startElement("", name, name, NOTHING);
    }

    private static void end(ContentHandler to, String name) throws SAXException {
        to.endElement("", name, name);
    }
}
