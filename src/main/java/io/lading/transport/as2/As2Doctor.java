package io.lading.transport.as2;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.HeldCertificate;
import io.lading.partner.HeldCertificate.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what is wrong with an AS2 exchange. Belongs to one thread. */
public final class As2Doctor {
    private static final Duration SOON = Duration.ofDays(60);
    private static final int SHORTEST_KEY = 2048;

    private final Community community;
    private final Instant now;
    private final List<Diagnosis> found = new ArrayList<>();

    public As2Doctor(Community community, Instant now) {
        this.community = community;
        this.now = now;
    }

    /**
     * One thing that was looked at.
     *
     * @param well false for what needs somebody to act
     */
    public record Diagnosis(boolean well, String sentence) {}

    /** Looks at how connections are configured; at those of all partners where none is named. */
    public List<Diagnosis> configuration(Optional<String> partner) {
        for (Connection connection : community.connections()) {
            boolean wanted = partner.isEmpty() || partner.get().equals(connection.partner());
            if (wanted) {
                connection.as2().ifPresent(terms -> connection(connection, terms));
            }
        }
        if (found.isEmpty()) {
            ill("There is no AS2 connection"
                    + partner.map(name -> " of partner '" + name + "'").orElse("") + " in the partner files.");
        }
        return List.copyOf(found);
    }

    /** Looks at how one connection is configured. */
    List<Diagnosis> configuration(Connection connection) {
        connection.as2().ifPresent(terms -> connection(connection, terms));
        return List.copyOf(found);
    }

    private void connection(Connection connection, As2Terms terms) {
        boolean in = connection.direction() == Direction.IN;
        String ours = community.ownAs2Name(connection);
        fine(connection.id() + ": " + (in ? "takes messages from '" : "sends messages to '") + terms.theirName()
                + "' as '" + ours + "'" + (in ? "." : ", to " + connection.url() + "."));
        CertificateSet own = As2Sink.own(community);
        if (in) {
            certificate(own, Use.SIGN, "our receipts are signed by");
            certificate(own, Use.DECRYPT, "what comes is decrypted with the key of");
            certificate(terms.certificates(), Use.VERIFY, "the partner's signature is checked by");
            protection(terms);
            return;
        }
        if (terms.sign().isPresent()) {
            certificate(own, Use.SIGN, "what goes out is signed by");
        } else {
            ill("What goes out is not signed: the partner cannot know that it is from us.");
        }
        if (terms.encrypt().isPresent()) {
            certificate(terms.certificates(), Use.ENCRYPT, "what goes out is encrypted for");
        } else {
            ill("What goes out is not encrypted.");
        }
        receipt(terms);
    }

    private void protection(As2Terms terms) {
        if (!terms.mustBeSigned()) {
            ill("Unsigned messages are taken: anybody who knows the two AS2 names can send in the partner's name.");
        }
        if (!terms.mustBeEncrypted()) {
            ill("Unencrypted messages are taken.");
        }
        if (!terms.accepts().isEmpty()) {
            ill("Weak algorithms are taken from this partner: "
                    + String.join(", ", terms.accepts().stream().sorted().toList()) + ".");
        }
    }

    private void receipt(As2Terms terms) {
        As2Terms.Receipt receipt = terms.receipt();
        if (receipt.mode() == As2Terms.Mode.NONE) {
            ill("No receipt is asked for: that a message arrived cannot be proven.");
        } else if (!receipt.signed()) {
            ill("An unsigned receipt is asked for: it proves nothing to a third party.");
        } else {
            certificate(terms.certificates(), Use.VERIFY, "the partner's receipts are checked by");
        }
        if (receipt.anyMic()) {
            ill("A wrong MIC is tolerated in the partner's receipts: they do not prove which bytes arrived.");
        }
    }

    private void certificate(CertificateSet set, Use use, String what) {
        Optional<HeldCertificate> active = set.active(use, now);
        if (active.isEmpty()) {
            String held = set.all().isEmpty()
                    ? "none is configured"
                    : "none of "
                            + set.all().stream().map(HeldCertificate::label).toList() + " is in use today";
            ill("  " + what + " – " + held + ". Add a certificate that is valid now.");
            return;
        }
        HeldCertificate held = active.get();
        boolean ending = !set.ending(use, now, SOON).isEmpty();
        String sentence = "  " + what + " " + held.label() + ", until "
                + held.until().atZone(ZoneOffset.UTC).toLocalDate();
        if (ending) {
            ill(sentence + ": in " + Duration.between(now, held.until()).toDays()
                    + " days, and there is no successor. Exchange a new certificate now.");
        } else {
            fine(sentence + ".");
        }
        boolean isShort = held.certificate().getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < SHORTEST_KEY;
        if (isShort) {
            ill("  Its RSA key is shorter than " + SHORTEST_KEY + " bits; ask for a new one.");
        }
    }

    /**
     * Looks at a message as it came over the wire: headers, an empty line, the body; a request line before them is skipped.
     *
     * @param scratch a folder for temporary files
     */
    public List<Diagnosis> request(Path saved, Path scratch) throws IOException {
        try (Workspace workspace = new Workspace(scratch, 1 << 20)) {
            Content whole = Content.file(saved, Files.size(saved));
            MimeHeaders.Read read = MimeHeaders.read(withoutRequestLine(whole));
            Content all = withoutRequestLine(whole);
            examine(read.headers(), all.slice(read.bodyAt(), all.size()), workspace);
        } catch (RefusedException e) {
            ill("The file cannot be read as an HTTP request: " + e.detail());
        }
        return List.copyOf(found);
    }

    private static Content withoutRequestLine(Content whole) throws IOException {
        byte[] head = whole.slice(0, Math.min(whole.size(), 2000)).bytes();
        String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        boolean isRequest = end > 0 && text.substring(0, end).strip().matches("[A-Z]+ \\S+ HTTP/[0-9.]+");
        return isRequest ? whole.slice(end + 1L, whole.size()) : whole;
    }

    private void examine(MimeHeaders headers, Content body, Workspace workspace) throws IOException, RefusedException {
        Optional<String> theirs = headers.first("AS2-From").flatMap(As2Name::parse);
        Optional<String> ours = headers.first("AS2-To").flatMap(As2Name::parse);
        if (theirs.isEmpty() || ours.isEmpty()) {
            ill("AS2-From or AS2-To is missing or no AS2 name: without both nobody knows whose message this is.");
            return;
        }
        if (ReceiptReader.isReceipt(headers, body)) {
            receipt(theirs.get(), ours.get(), headers, body);
            return;
        }
        fine("A message from '" + theirs.get() + "' to '" + ours.get() + "', " + body.size() + " bytes, "
                + headers.first("Content-Type")
                        .map(HeaderValue::parse)
                        .map(HeaderValue::value)
                        .orElse("of no type") + ".");
        Optional<Connection> connection = community.connectionByAs2Names(theirs.get(), ours.get(), Direction.IN);
        if (connection.isEmpty() || connection.get().as2().isEmpty()) {
            ill("No inbound connection has these AS2 names." + nearly(theirs.get(), ours.get()));
            return;
        }
        As2Terms terms = connection.get().as2().get();
        fine("It belongs to the connection " + connection.get().id() + ".");
        if (headers.first("Message-ID").flatMap(MessageId::parse).isEmpty()) {
            ill("Its Message-ID is missing or none; " + MessageId.EXPECTED + ".");
        }
        ReceiptRequest request = ReceiptRequest.read(headers);
        asked(request, terms);
        open(headers, body, request, terms, workspace);
    }

    private void open(MimeHeaders headers, Content body, ReceiptRequest request, As2Terms terms, Workspace workspace)
            throws IOException {
        As2Rules rules = new As2Rules(terms, As2Sink.own(community), now);
        MessageOpener.Result result =
                MessageOpener.open(headers, body, request, rules.receiving(Long.MAX_VALUE), workspace);
        if (result instanceof MessageOpener.Result.Refused refused) {
            ill("It is refused: " + refused.reason().words() + ". " + refused.detail());
            String more = refused.forSender().isEmpty() ? "" : " " + refused.forSender();
            fine("The sender is told: " + refused.disposition().words() + "." + more);
            return;
        }
        OpenedMessage message = ((MessageOpener.Result.Opened) result).message();
        fine("It is " + message.protection() + ".");
        message.signer()
                .ifPresent(signer -> fine("The signature is by "
                        + signer.getSubjectX500Principal().getName() + " (serial "
                        + signer.getSerialNumber().toString(16) + "), as agreed."));
        fine("Its MIC is " + message.mic().text() + "; the receipt says the same.");
        fine("Its content has " + message.payload().content().size() + " bytes of "
                + message.payload().mediaType()
                + message.payload()
                        .fileName()
                        .map(name -> ", called '" + Words.fileName(name) + "'")
                        .orElse("") + ".");
    }

    private void asked(ReceiptRequest request, As2Terms terms) {
        if (!request.wanted()) {
            ill("It asks for no receipt (Disposition-Notification-To is missing).");
        } else if (request.isAsynchronous()) {
            String url = request.url().orElse("");
            if (ReceiptAddress.isAgreed(url, terms)) {
                fine("It asks for a receipt later, to " + Words.shown(url) + ".");
            } else {
                ill("It asks for a receipt to " + Words.shown(url)
                        + ", which is not among the connection's receiptsTo; add it there if that is the partner's.");
            }
        } else {
            fine("It asks for a receipt in the answer" + (request.signed() ? ", signed." : ", unsigned."));
        }
    }

    private void receipt(String theirs, String ours, MimeHeaders headers, Content body) throws IOException {
        Optional<Connection> connection = community.connectionByAs2Names(theirs, ours, Direction.OUT);
        if (connection.isEmpty() || connection.get().as2().isEmpty()) {
            ill("A receipt from '" + theirs + "' to '" + ours + "', but no outbound connection has these names.");
            return;
        }
        try {
            As2Rules rules = new As2Rules(connection.get().as2().get(), CertificateSet.NONE, now);
            ReceiptReader.Read read = ReceiptReader.read(headers, body, rules.signers());
            fine("A receipt about message " + read.receipt().originalMessageId().orElse("(none named)") + ", "
                    + read.signer().map(signer -> "signed as agreed").orElse("not signed") + ": "
                    + Words.shown(read.receipt().disposition().words()) + ".");
            if (!read.receipt().disposition().isAccepted()) {
                ill("The partner has not accepted the message. It says: "
                        + Words.shown(read.receipt().text()));
            }
        } catch (RefusedException e) {
            ill("The receipt is refused: " + e.detail());
        }
    }

    /** Names are told apart by case (RFC 4130 §6.2), which is the usual mistake. */
    private String nearly(String theirs, String ours) {
        for (Connection connection : community.connections()) {
            boolean other = connection.as2().isPresent() && connection.direction() == Direction.IN;
            if (!other) {
                continue;
            }
            String known = connection.as2().orElseThrow().theirName();
            String self = community.ownAs2Name(connection);
            if (known.toLowerCase(Locale.ROOT).equals(theirs.toLowerCase(Locale.ROOT))
                    || self.toLowerCase(Locale.ROOT).equals(ours.toLowerCase(Locale.ROOT))) {
                return " Nearest: " + connection.id() + " with '" + known + "' to '" + self
                        + "'; names are told apart by case and blanks.";
            }
        }
        return " Add a connection with door as2 for this partner.";
    }

    private void fine(String sentence) {
        found.add(new Diagnosis(true, sentence));
    }

    private void ill(String sentence) {
        found.add(new Diagnosis(false, sentence));
    }
}
