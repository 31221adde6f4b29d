package io.lading.cli.simulate;

import com.sun.net.httpserver.HttpExchange;
import io.lading.transport.as2.As2Peer;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A partner on AS2: sends, asks for receipts, and gives them for what it takes. Thread-safe. */
final class As2Side implements Side {
    private final Supplier<As2Peer> peer;
    private final URI hub;
    private final Optional<URI> receiptsTo;
    private final Mailbox receipts;

    /**
     * Sends to the hub.
     *
     * @param peer who signs the next one
     * @param receiptsTo our address for asynchronous receipts; absent for synchronous ones
     * @param receipts takes what receipts say
     */
    As2Side(Supplier<As2Peer> peer, URI hub, Optional<URI> receiptsTo, Mailbox receipts) {
        this.peer = peer;
        this.hub = hub;
        this.receiptsTo = receiptsTo;
        this.receipts = receipts;
    }

    @Override
    public String send(Letter letter) throws IOException {
        As2Peer own = peer.get();
        return words(own.send(hub, prepared(own, letter)));
    }

    /** The same message again, as after a lost receipt, which must be answered with the same receipt; then a new one. */
    @Override
    public String sendTwice(Letter letter) throws IOException {
        As2Peer own = peer.get();
        As2Peer.Ready message = prepared(own, letter);
        As2Peer.Told first = own.send(hub, message);
        String words = words(first);
        As2Peer.Told again = own.send(hub, message);
        words += "; again by the same Message-ID: " + words(again);
        if (!Arrays.equals(first.receipt(), again.receipt())) {
            throw new IOException("the same Message-ID was answered with another receipt: first " + first.words()
                    + ", then " + again.words());
        }
        return words + (receiptsTo.isPresent() ? "" : " (the stored one)") + "; again by a new one: " + send(letter);
    }

    private As2Peer.Ready prepared(As2Peer own, Letter letter) throws IOException {
        return own.prepare(letter.body(), letter.mediaType(), letter.fileName(), receiptsTo);
    }

    private String words(As2Peer.Told told) throws IOException {
        if (!told.taken()) {
            throw new RefusedAtDoorException("The hub answers: " + told.words());
        }
        if (receiptsTo.isPresent()) {
            return "taken; the receipt comes later";
        }
        note(told, receipts);
        return "receipt: " + told.words();
    }

    private static void note(As2Peer.Told told, Mailbox receipts) {
        String proven = told.proven() ? "proven: " : "not proven: ";
        receipts.take(told.messageId(), "text/plain", Answers.bytes(proven + told.words()));
    }

    /** Answers what is posted to an address of the partner. */
    static void serve(HttpExchange exchange, As2Peer peer, Mailbox arrivals, Mailbox receipts, Executor later)
            throws IOException {
        try (exchange) {
            As2Peer.Taken taken = peer.take(exchange.getRequestHeaders(), exchange.getRequestBody());
            taken.document().ifPresent(document -> arrivals.take(taken.messageId(), "", document));
            taken.receipt().ifPresent(told -> note(told, receipts));
            As2Peer.Reply reply = taken.reply();
            if (reply.later().isPresent()) {
                exchange.sendResponseHeaders(200, -1);
                later.execute(() -> postLater(peer, reply));
                return;
            }
            for (String line : reply.headers().split("\r\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    exchange.getResponseHeaders().set(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** A receipt that does not arrive shows at the hub, which asks for it in vain. */
    private static void postLater(As2Peer peer, As2Peer.Reply reply) {
        try {
            peer.postLater(reply);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
