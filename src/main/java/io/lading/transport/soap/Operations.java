package io.lading.transport.soap;

import io.lading.interchange.FindingForm;
import io.lading.partner.Connection;
import io.lading.tracking.AcknowledgementView;
import io.lading.tracking.Direction;
import io.lading.tracking.DocumentSummary;
import io.lading.tracking.Finder;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordId;
import io.lading.tracking.Search;
import io.lading.tracking.SetView;
import io.lading.tracking.TransmissionView;
import io.lading.transport.LimitedStream;
import io.lading.transport.Submissions;
import io.lading.transport.soap.Refusal.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** What the service does for a connection; its answers as XML. Thread-safe. */
final class Operations {
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();
    private static final int MOST_FOUND = 20;
    private static final int MOST_FINDINGS = 100;
    private static final String USUAL_TYPE = "application/octet-stream";

    private final Submissions submissions;
    private final Finder finder;

    Operations(Submissions submissions, Finder finder) {
        this.submissions = submissions;
        this.finder = finder;
    }

    /** Answers when the bytes are durable. */
    String submit(Request request, Connection connection, InputStream payload, String remote)
            throws IOException, XMLStreamException {
        Receipt receipt = take(facts(request, connection, remote), payload);
        if (receipt instanceof Receipt.KeyReused reused) {
            throw Refusal.of(
                    Code.KEY_REUSED,
                    "This idempotencyKey came before with other bytes",
                    "Nothing was kept. Use a new key for a new submission, and the same key only for the same bytes.",
                    RecordId.text(reused.transmissionId()));
        }
        boolean repeated = receipt instanceof Receipt.Repeated;
        long id = receipt instanceof Receipt.Repeated again
                ? again.transmissionId()
                : ((Receipt.Accepted) receipt).transmissionId();
        return answer("SubmitInterchangeResponse", out -> {
            element(out, "transmission", RecordId.text(id));
            element(out, "repeated", String.valueOf(repeated));
        });
    }

    private Receipt take(Reception facts, InputStream payload) throws IOException {
        try {
            return submissions.take(facts, payload);
        } catch (Submissions.Empty e) {
            throw Refusal.of(Code.EMPTY_PAYLOAD, "The payload is empty", "Put the interchange into 'payload'.");
        } catch (LimitedStream.TooLarge e) {
            throw tooLarge(submissions.mostBytes());
        }
    }

    static RuntimeException tooLarge(long most) {
        return Refusal.of(
                Code.TOO_LARGE,
                "The message is too large",
                "A submission may have " + most + " bytes; nothing was kept. Send it in parts.");
    }

    private static Reception facts(Request request, Connection connection, String remote) {
        String key = request.value("idempotencyKey").orElse(null);
        if (key != null && !key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw Request.bad(
                    "The idempotencyKey has a blank or a character beyond ASCII", "Use 1 to 255 of the others.");
        }
        return Reception.of(
                connection.id(),
                connection.partner(),
                connection.id(),
                "soap",
                key,
                request.value("fileName").map(Operations::displayed).orElse(null),
                remote,
                request.value("mediaType").filter(Operations::isMediaType).orElse(USUAL_TYPE),
                new byte[0]);
    }

    /** For people to read, never a path: the last part, without what could turn a line around or end it. */
    private static @Nullable String displayed(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        return plain.isEmpty() ? null : plain;
    }

    private static boolean isMediaType(String text) {
        return text.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ !-~]*)?");
    }

    /** What came by this connection; of others' transmissions it says no more than of those that never were. */
    String status(Request request, Connection connection) throws XMLStreamException {
        if (request.value("transmission").isPresent()) {
            String text = request.value("transmission").get();
            OptionalLong id = RecordId.parse(text);
            boolean own = id.isPresent()
                    && finder.receivedThrough(id.getAsLong())
                            .filter(connection.id()::equals)
                            .isPresent();
            if (!own) {
                throw Refusal.of(
                        Code.NOT_FOUND,
                        "No transmission with this id came by this connection",
                        "Ask with the id that SubmitInterchange answered, by the same connection.");
            }
            return answer("GetStatusResponse", out -> submission(out, id.getAsLong()));
        }
        String number = request.value("number")
                .orElseThrow(() -> Request.bad("GetStatus asks for nothing", "Give a transmission or a number."));
        Set<String> ids = new LinkedHashSet<>();
        Search search = new Search.Builder()
                .connection(connection.id())
                .number(number)
                .limit(MOST_FOUND)
                .build();
        finder.documents(search).forEach(document -> ids.add(document.transmission()));
        return answer("GetStatusResponse", out -> {
            for (String id : ids) {
                submission(out, RecordId.parse(id).orElseThrow());
            }
        });
    }

    private void submission(XMLStreamWriter out, long id) throws XMLStreamException {
        TransmissionView view = finder.transmission(id).orElse(null);
        if (view == null) {
            return;
        }
        out.writeStartElement(Names.NAMESPACE, "submission");
        element(out, "transmission", view.summary().id());
        element(out, "receivedAt", view.summary().at().toString());
        element(out, "state", view.summary().state().name());
        optional(out, "reason", view.summary().reason());
        optional(out, "fileName", view.summary().fileName());
        for (SetView set : sets(view)) {
            for (DocumentSummary document : set.documents()) {
                empty(out, "document", "type", document.type(), "number", document.number());
            }
        }
        for (FindingForm finding : findings(view)) {
            element(out, "finding", finding.message());
        }
        for (AcknowledgementView acknowledgement : view.acknowledgements()) {
            if (acknowledgement.direction() == Direction.OUT) {
                empty(
                        out,
                        "acknowledgement",
                        "kind",
                        acknowledgement.kind(),
                        "status",
                        acknowledgement.status().name());
            }
        }
        out.writeEndElement();
    }

    private static List<SetView> sets(TransmissionView view) {
        return view.interchanges().stream()
                .flatMap(interchange -> interchange.groups().stream())
                .flatMap(group -> group.listed().stream())
                .toList();
    }

    private static List<FindingForm> findings(TransmissionView view) {
        List<FindingForm> all = new ArrayList<>(view.findings());
        view.interchanges().forEach(interchange -> {
            all.addAll(interchange.findings());
            interchange.groups().forEach(group -> all.addAll(group.findings()));
        });
        sets(view).forEach(set -> all.addAll(set.findings()));
        return all.subList(0, Math.min(all.size(), MOST_FINDINGS));
    }

    /** Writes what is inside an answer. */
    private interface Content {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    private static String answer(String name, Content content) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter out = WRITERS.createXMLStreamWriter(text);
        out.setDefaultNamespace(Names.NAMESPACE);
        out.writeStartElement(Names.NAMESPACE, name);
        out.writeDefaultNamespace(Names.NAMESPACE);
        content.write(out);
        out.writeEndElement();
        out.close();
        return text.toString();
    }

    private static void element(XMLStreamWriter out, String name, String value) throws XMLStreamException {
        out.writeStartElement(Names.NAMESPACE, name);
        out.writeCharacters(legal(value));
        out.writeEndElement();
    }

    private static void optional(XMLStreamWriter out, String name, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            element(out, name, value);
        }
    }

    private static void empty(XMLStreamWriter out, String name, String... attributes) throws XMLStreamException {
        out.writeEmptyElement(Names.NAMESPACE, name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String legal(String value) {
        return value.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
