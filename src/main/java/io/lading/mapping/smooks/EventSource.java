package io.lading.mapping.smooks;

import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.DTDHandler;
import org.xml.sax.EntityResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** A reader of what is no XML, told as its events: it keeps who listens, and has nothing of XML's own. For one thread. */
public abstract class EventSource implements XMLReader {
    private @Nullable ContentHandler handler;
    private @Nullable EntityResolver entities;
    private @Nullable DTDHandler dtds;
    private @Nullable ErrorHandler errors;

    /** Who is told. */
    protected final ContentHandler receiver() throws SAXException {
        ContentHandler to = handler;
        if (to == null) {
            throw new SAXException("A content handler must be set before anything is read.");
        }
        return to;
    }

    @Override
    public void parse(String systemId) throws SAXException {
        throw new SAXException("Nothing is fetched by name, found " + systemId + "; hand the bytes over.");
    }

    @Override
    public void setContentHandler(ContentHandler contentHandler) {
        handler = contentHandler;
    }

    @Override
    public @Nullable ContentHandler getContentHandler() {
        return handler;
    }

    // ---- nothing of XML's own is in EDI -----------------------------------------------------------------------------

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
