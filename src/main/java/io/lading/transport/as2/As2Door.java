package io.lading.transport.as2;

import io.lading.partner.As2Terms;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Evidence;
import io.lading.tracking.Evidence.GivenReceipt;
import io.lading.tracking.Lane;
import io.lading.tracking.Receipt.KeyReused;
import io.lading.tracking.Receipt.Repeated;
import io.lading.tracking.ReceiptLog;
import io.lading.tracking.ReceiptLog.Earlier;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordId;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.PartnerLimits;
import io.lading.transport.as2.MessageOpener.Result;
import io.lading.transport.as2.OpenedMessage.Payload;
import io.lading.transport.spool.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in over AS2: messages, and receipts that come later. A receipt for a message is given only when message and
 * receipt are durable; a repeat gets the same receipt again. Shared between threads.
 */
public final class As2Door {
    private static final Logger logger = LoggerFactory.getLogger(As2Door.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;
    /** Filed as a document it would be answered by a receipt, which RFC 8098 forbids. */
    private static final String REPORT = "multipart/report";
    /** What decides whose message it is and where its receipt goes: a proxy might read the one and we the other. */
    private static final List<String> ONCE =
            List.of("AS2-From", "AS2-To", "Message-ID", "Disposition-Notification-Options", "Receipt-Delivery-Option");

    private final Supplier<Community> community;
    private final SubmissionPort port;
    private final ReceiptLog log;
    private final Limits limits;
    private final PartnerLimits partners;
    private final Clock clock;

    /**
     * @param mostBytes of a message, before and after decompression
     * @param heldBytes larger payloads are stored as they are read
     */
    public record Limits(long mostBytes, int heldBytes) {}

    public As2Door(
            Supplier<Community> community,
            SubmissionPort port,
            ReceiptLog log,
            Limits limits,
            PartnerLimits partners,
            Clock clock) {
        this.partners = partners;
        this.community = community;
        this.port = port;
        this.log = log;
        this.limits = limits;
        this.clock = clock;
    }

    /** Before a message is written to the disk. */
    void requireOpen() {
        port.requireOpen();
    }

    /** What is wrong with a header by itself, before anything of the body is read. */
    Optional<Reply> refuse(MimeHeaders headers, String remote) {
        try {
            for (String name : ONCE) {
                headers.only(name);
            }
        } catch (RefusedException e) {
            logger.warn("as2 remote={} refused=\"{}\"", remote, e.detail());
            return Optional.of(Reply.plain(400, e.detail()));
        }
        Optional<Names> names = names(headers);
        if (names.isEmpty()) {
            logger.warn(
                    "as2 from={} to={} remote={} refused=\"AS2-From and AS2-To do not name sender and receiver\"",
                    Words.shown(headers.first("AS2-From").orElse("")),
                    Words.shown(headers.first("AS2-To").orElse("")),
                    remote);
            return Optional.of(Reply.plain(400, "AS2-From and AS2-To must name sender and receiver."));
        }
        return connection(names.get()).isPresent() ? Optional.empty() : Optional.of(stranger(names.get(), remote));
    }

    /** As whom the header speaks; whether rightly, the body tells. */
    Sender sender(MimeHeaders headers, String remote) {
        return names(headers)
                .flatMap(this::connection)
                .map(connection -> new Sender(
                        Optional.of(connection.partner()), remote, partners.isKnownAt(connection.partner(), remote)))
                .orElseGet(() -> Sender.anybody(remote));
    }

    private record Names(String theirs, String ours) {}

    private static Optional<Names> names(MimeHeaders headers) {
        Optional<String> theirs = headers.first("AS2-From").flatMap(As2Name::parse);
        Optional<String> ours = headers.first("AS2-To").flatMap(As2Name::parse);
        return theirs.isEmpty() || ours.isEmpty() ? Optional.empty() : Optional.of(new Names(theirs.get(), ours.get()));
    }

    /** Messages come by one that leads in, receipts by one that leads out. */
    private Optional<Connection> connection(Names names) {
        Community now = community.get();
        return now.connectionByAs2Names(names.theirs(), names.ours(), Direction.IN)
                .or(() -> now.connectionByAs2Names(names.theirs(), names.ours(), Direction.OUT))
                .filter(connection -> connection.as2().isPresent());
    }

    private static Reply stranger(Names names, String remote) {
        logger.warn(
                "as2 from={} to={} remote={} refused=\"no connection has these names\"",
                Words.shown(names.theirs()),
                Words.shown(names.ours()),
                remote);
        return Reply.plain(403, "There is no agreement between these AS2 names.");
    }

    /** What goes back over HTTP. */
    record Reply(int status, MimeHeaders headers, byte[] body) {
        static Reply empty() {
            return new Reply(200, MimeHeaders.of(), new byte[0]);
        }

        /** For what has no agreement, or asks for no receipt; says no more than a sender must know. */
        static Reply plain(int status, String words) {
            return new Reply(
                    status,
                    MimeHeaders.of("Content-Type", "text/plain; charset=us-ascii"),
                    (words + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    /** A message whose sender and receiver are known. */
    private record Incoming(
            Community community,
            Connection connection,
            As2Terms terms,
            As2Rules rules,
            String ours,
            MessageId id,
            MimeHeaders headers,
            Content body,
            String remote) {}

    Reply take(MimeHeaders headers, Content body, String remote, Workspace workspace) throws IOException {
        Optional<Reply> wrong = refuse(headers, remote);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Names names = names(headers).orElseThrow();
        Community now = community.get();
        if (ReceiptReader.isReceipt(headers, body)) {
            return new ReceiptDesk(log, clock).take(now, names.theirs(), names.ours(), headers, body, workspace);
        }
        Optional<Connection> connection = now.connectionByAs2Names(names.theirs(), names.ours(), Direction.IN);
        if (connection.isEmpty() || connection.get().as2().isEmpty()) {
            return stranger(names, remote);
        }
        MessageId id = headers.first("Message-ID").flatMap(MessageId::parse).orElse(MessageId.NONE);
        As2Terms terms = connection.get().as2().get();
        As2Rules rules = new As2Rules(terms, As2Sink.own(now), clock.instant());
        return take(
                new Incoming(now, connection.get(), terms, rules, names.ours(), id, headers, body, remote), workspace);
    }

    private Reply take(Incoming in, Workspace workspace) throws IOException {
        ReceiptRequest request;
        try {
            request = ReceiptRequest.read(in.headers());
        } catch (RefusedException e) {
            ReceiptRequest plain = new ReceiptRequest(true, true, List.of(), Optional.empty());
            return refuse(in, plain, openly(e.reason(), e.detail()));
        }
        if (request.isAsynchronous() && !ReceiptAddress.isAgreed(request.url().orElse(""), in.terms())) {
            note(
                    in,
                    "It asks for a receipt to " + Words.shown(request.url().orElse(""))
                            + ", which is not among the connection's receiptsTo.");
            return Reply.plain(403, "Receipts are not sent to the address in Receipt-Delivery-Option.");
        }
        if (!in.id().isGiven()) {
            String found = in.headers().first("Message-ID").map(Words::shown).orElse("none");
            String detail = "Found '" + found + "'; " + MessageId.EXPECTED + ".";
            return refuse(in, request, openly(Reason.NO_MESSAGE_ID, detail));
        }
        Result result = MessageOpener.open(
                in.headers(), in.body(), request, in.rules().receiving(limits.mostBytes()), workspace);
        CrashPoints.reach("after-open");
        if (result instanceof Result.Opened opened) {
            if (Words.mediaType(opened.message().payload().mediaType()).startsWith(REPORT)) {
                note(in, "It is a receipt inside an envelope.");
                return Reply.plain(400, "A receipt comes neither encrypted nor compressed; this one changed nothing.");
            }
            partners.met(in.connection().partner(), in.remote()); // now it is surely the partner
            PartnerLimits.Place place = partners.enter(in.connection().partner());
            try {
                return accept(in, request, opened.message()); // which sees whether it came before
            } finally {
                place.leave();
            }
        }
        Optional<Reply> again = repeated(in, request);
        if (again.isPresent()) {
            return again.get();
        }
        return refuse(in, request, (Result.Refused) result);
    }

    /** What was taken under yesterday's certificates gets its receipt also when today's would not open or sign it. */
    private Optional<Reply> repeated(Incoming in, ReceiptRequest request) throws IOException {
        Optional<Earlier> earlier = log.earlier(in.connection().id(), in.id().key());
        return earlier.isPresent() && isSame(earlier.get().wireSha256(), in.body())
                ? Optional.of(repeat(in, earlier.get(), request))
                : Optional.empty();
    }

    private static boolean isSame(byte @Nullable [] sha256, Content body) throws IOException {
        return sha256 != null
                && MessageDigest.isEqual(
                        sha256, Mic.of(DigestAlgorithm.SHA256, body).digest());
    }

    private Reply accept(Incoming in, ReceiptRequest request, OpenedMessage message) throws IOException {
        GivenReceipt receipt = null;
        if (request.wanted()) {
            Receipt saying = new Receipt(
                    Optional.of(in.id().wire()),
                    Disposition.PROCESSED,
                    Optional.of(message.mic()),
                    "The message was received and is kept. This says nothing about its content.");
            DigestAlgorithm digest = message.mic().algorithm();
            Optional<GivenReceipt> given = receipt(in, request, digest, saying);
            if (given.isEmpty()) {
                Optional<Reply> again = repeated(in, request);
                return again.isPresent() ? again.get() : unable(in);
            }
            receipt = given.get();
        }
        CrashPoints.reach("after-receipt-made");
        io.lading.tracking.Receipt kept = keep(in, message, receipt);
        if (kept instanceof KeyReused reused) {
            String detail = "Its Message-ID came before with other content, as transmission "
                    + RecordId.text(reused.transmissionId()) + ".";
            return refuse(in, request, openly(Reason.MESSAGE_ID_REUSED, detail));
        }
        if (kept instanceof Repeated) {
            Optional<Earlier> earlier =
                    log.earlier(in.connection().id(), in.id().key());
            return earlier.isPresent() ? repeat(in, earlier.get(), request) : Reply.empty();
        }
        boolean later = receipt != null && receipt.url() != null;
        return receipt == null || later ? Reply.empty() : reply(receipt.headers(), receipt.body());
    }

    private io.lading.tracking.Receipt keep(Incoming in, OpenedMessage message, @Nullable GivenReceipt receipt)
            throws IOException {
        Payload payload = message.payload();
        boolean small = payload.content().size() <= limits.heldBytes();
        Reception facts = new Reception(
                in.connection().id(),
                in.connection().partner(),
                "as2:" + in.terms().theirName() + ", " + message.protection(),
                "as2",
                in.id().key(),
                payload.fileName().map(Words::fileName).orElse(null),
                in.remote(),
                Words.mediaType(payload.mediaType()),
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? payload.content().bytes() : new byte[0]);
        Reception whole = facts.with(new Evidence(in.headers().text(), in.body()::open, receipt));
        if (small) {
            return port.submit(whole);
        }
        try (InputStream content = payload.content().open()) {
            return port.submit(whole, content);
        }
    }

    /** The same receipt again; only where the first try asked for none is there none to give. */
    private Reply repeat(Incoming in, Earlier earlier, ReceiptRequest request) {
        logger.info(
                "as2 connection={} transmission={} repeated",
                in.connection().id(),
                RecordId.text(earlier.transmissionId()));
        if (earlier.receipt().isEmpty() || request.isAsynchronous()) {
            earlier.receipt().ifPresent(stored -> log.sendAgain(earlier.transmissionId()));
            return Reply.empty();
        }
        ReceiptLog.Stored stored = earlier.receipt().get();
        return reply(stored.headers(), stored.body());
    }

    private static Reply reply(String headers, byte[] body) {
        try {
            return new Reply(200, MimeHeaders.parse(headers), body);
        } catch (RefusedException e) {
            throw new IllegalStateException("A stored receipt's headers cannot be read: " + e.detail(), e);
        }
    }

    /** For what went wrong outside of every envelope. */
    private static Result.Refused openly(Reason reason, String detail) {
        return new Result.Refused(reason, detail, Disposition.refusal(reason, false), "");
    }

    /** Nothing of it is kept but a note; the sender may mend it and send it again under the same Message-ID. */
    private Reply refuse(Incoming in, ReceiptRequest request, Result.Refused refused) throws IOException {
        note(
                in,
                "The message " + Words.shown(in.id().key()) + " is refused: "
                        + refused.reason().words() + ". " + refused.detail());
        if (!request.wanted()) {
            return Reply.plain(400, refused.disposition().words());
        }
        ReceiptRequest now = new ReceiptRequest(true, request.signed(), request.digests(), Optional.empty());
        Optional<String> about = Optional.of(in.id().wire()).filter(id -> !id.isEmpty());
        String text = ("The message was not accepted. " + refused.forSender()).strip();
        Receipt saying = new Receipt(about, refused.disposition(), Optional.empty(), text);
        DigestAlgorithm digest = request.digests().stream().findFirst().orElse(DigestAlgorithm.SHA256);
        Optional<GivenReceipt> receipt = receipt(in, now, digest, saying);
        return receipt.isPresent()
                ? reply(receipt.get().headers(), receipt.get().body())
                : unable(in);
    }

    private void note(Incoming in, String detail) {
        logger.warn(
                "as2 connection={} message_id={} remote={} refused=\"{}\"",
                in.connection().id(),
                Words.shown(in.id().key()),
                in.remote(),
                detail);
        log.noteRefusal(in.connection().id(), detail);
    }

    private Reply unable(Incoming in) {
        note(
                in,
                "None of our certificates is in use for signing receipts now; see 'certificates:' in the file that"
                        + " describes ourselves.");
        return Reply.plain(503, "The receipt cannot be signed at present; send the message again later.");
    }

    /** Nothing where a signed one is wanted and cannot be made: an unsigned one would be taken for the answer. */
    private Optional<GivenReceipt> receipt(Incoming in, ReceiptRequest request, DigestAlgorithm digest, Receipt saying)
            throws IOException {
        Optional<MessageComposer.Signing> signing =
                request.signed() ? in.rules().signing(digest) : Optional.empty();
        if (request.signed() && signing.isEmpty()) {
            return Optional.empty();
        }
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = As2Sink.messageId("receipt-" + HexFormat.of().formatHex(random), in.ours());
        Instant at = clock.instant();
        ReceiptWriter.Written written = ReceiptWriter.write(
                new ReceiptWriter.Envelope(in.ours(), in.terms().theirName(), id, at), saying, signing);
        return Optional.of(new GivenReceipt(
                id,
                saying.disposition().words(),
                written.headers().text(),
                written.body(),
                request.url().orElse(null)));
    }
}
