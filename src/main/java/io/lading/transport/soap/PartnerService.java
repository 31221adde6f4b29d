package io.lading.transport.soap;

import io.lading.partner.Connection;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.RecordFailure;
import io.lading.transport.soap.Refusal.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stax.StAXSource;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two operations, as CXF calls them: the body as a stream of events, attachments as streams of bytes. */
@ServiceMode(Service.Mode.PAYLOAD)
@WebServiceProvider(
        targetNamespace = Names.NAMESPACE,
        serviceName = "Lading",
        portName = "Partner",
        wsdlLocation = "classpath:wsdl/lading.wsdl")
public final class PartnerService implements Provider<StAXSource> {
    private static final Logger log = LoggerFactory.getLogger(PartnerService.class);

    private final Operations operations;

    PartnerService(Operations operations) {
        this.operations = operations;
    }

    @Override
    public StAXSource invoke(StAXSource source) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        Connection connection = message.getExchange().get(Connection.class);
        Request request = Request.read(source.getXMLStreamReader());
        try {
            String answer = request.operation().equals(Request.SUBMIT)
                    ? submit(request, connection, message)
                    : operations.status(request, connection);
            return new StAXSource(reader(answer));
        } catch (RecordFailure e) {
            throw fault(e, connection.id());
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Our own answer cannot be read", e);
        }
    }

    /** What a sender hears of a door that is closed, or a record that cannot be written. */
    static RuntimeException fault(RecordFailure failure, String connection) {
        if (failure instanceof IntakeClosed closed) {
            log.debug("soap connection={} answered with a fault: {}", connection, closed.getMessage());
            return Refusal.of(
                    Code.UNAVAILABLE,
                    closed.forSenders().replaceFirst("\\.$", ""),
                    "Nothing was kept; send it again later.");
        }
        log.warn("soap connection={} answered with a fault: {}", connection, failure.getMessage());
        return Refusal.of(
                Code.UNAVAILABLE,
                "The hub cannot write to its record at the moment",
                "Nothing was kept; send it again later.");
    }

    private String submit(Request request, Connection connection, Message message) throws XMLStreamException {
        if (message.getExchange().get(UserNameToken.Repeatable.class) != null
                && request.value("idempotencyKey").isEmpty()) {
            throw Request.bad(
                    "A UsernameToken without Nonce, and a submission without idempotencyKey, could be sent once more by"
                            + " whoever saw them",
                    "Send Nonce and Created in the token, or an idempotencyKey, by which a repeat is known.");
        }
        HttpServletRequest http =
                Objects.requireNonNull((HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
        try (InputStream payload = bytes(request, message)) {
            String answer = operations.submit(request, connection, payload, http.getRemoteAddr());
            // The message was read to its end, past CXF, which would take what it has in its buffer for a further part.
            message.setAttachments(List.of());
            return answer;
        } catch (IOException e) {
            log.debug("soap connection={} broke off", connection.id(), e);
            if (CountedParts.TooManyParts.isCauseOf(e)) {
                throw Request.tooManyParts();
            }
            throw Request.bad(
                    "The payload is not whole: it broke off, or is not base64", "Nothing was kept; send it again.");
        }
    }

    private static InputStream bytes(Request request, Message message) throws IOException {
        if (request.payload() instanceof Request.Payload.Inline inline) {
            return new WholeMessage(inline.bytes(), message);
        }
        if (request.payload() instanceof Request.Payload.Attached attached && message.getAttachments() != null) {
            Iterator<Attachment> attachments = message.getAttachments().iterator();
            while (attachments.hasNext()) {
                Attachment attachment = attachments.next();
                if (attached.contentId().equals(attachment.getId())) {
                    return new WholeMessage(attachment.getDataHandler().getInputStream(), message);
                }
            }
            throw Request.bad("The message has no attachment that payload points to", "Send it in the same message.");
        }
        throw Request.bad("The message has no payload", "Put the interchange into 'payload', in base64 or by MTOM.");
    }

    private static XMLStreamReader reader(String xml) {
        return StaxUtils.createXMLStreamReader(new StringReader(xml));
    }
}
