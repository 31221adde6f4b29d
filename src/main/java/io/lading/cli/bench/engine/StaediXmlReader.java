package io.lading.cli.bench.engine;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.DTDHandler;
import org.xml.sax.EntityResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;

/** Hands what StAEDI reads to Smooks as XML, as a user of both would have to. Made by Smooks by its name. */
public final class StaediXmlReader implements XMLReader {
    private static final String SET = "set";
    private static final AttributesImpl NOTHING = new AttributesImpl();

    private @Nullable ContentHandler handler;
    private @Nullable EntityResolver entities;
    private @Nullable DTDHandler dtds;
    private @Nullable ErrorHandler errors;

    @Override
    public void parse(InputSource input) throws IOException, SAXException {
        ContentHandler to = handler;
        if (to == null) {
            throw new SAXException("A content handler must be set before anything is read.");
        }
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

    @Override
    public void parse(String systemId) throws SAXException {
        throw new SAXException("Nothing is fetched by name, found " + systemId + ".");
    }

    @Override
    public void setContentHandler(ContentHandler contentHandler) {
        handler = contentHandler;
    }

    @Override
    public @Nullable ContentHandler getContentHandler() {
        return handler;
    }

    @Override
    public boolean getFeature(String name) {
        return false;
    }

    @Override
    public void setFeature(String name, boolean value) {}

    @Override
    public @Nullable Object getProperty(String name) {
        return null;
    }

    @Override
    public void setProperty(String name, Object value) {}

    @Override
    public void setEntityResolver(EntityResolver resolver) {
        entities = resolver;
    }

    @Override
    public @Nullable EntityResolver getEntityResolver() {
        return entities;
    }

    @Override
    public void setDTDHandler(DTDHandler dtdHandler) {
        dtds = dtdHandler;
    }

    @Override
    public @Nullable DTDHandler getDTDHandler() {
        return dtds;
    }

    @Override
    public void setErrorHandler(ErrorHandler errorHandler) {
        errors = errorHandler;
    }

    @Override
    public @Nullable ErrorHandler getErrorHandler() {
        return errors;
    }
}
