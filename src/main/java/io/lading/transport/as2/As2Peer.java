package io.lading.transport.as2;

import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Encryption;
import io.lading.transport.as2.MessageComposer.Letter;
import io.lading.transport.as2.MessageComposer.Manner;
import io.lading.transport.as2.MessageComposer.Signing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other side of AS2, for partners that are played: signs, encrypts, gives receipts and checks those it gets. Keeps
 * nothing over a restart. Thread-safe.
 */
public final class As2Peer {
    private static final int HELD_BYTES = 1 << 20;
    private static final long MOST_BYTES = 1L << 30;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Party own;
    private final Party hub;
    private final Path spool;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    /** What asynchronous receipts must say. */
    private final Map<String, Mic> awaited = new ConcurrentHashMap<>();

    /**
     * One of the two.
     *
     * @param key absent for the other side
     */
    public record Party(String as2Name, X509Certificate certificate, Optional<PrivateKey> key) {}

    /**
     * Plays a partner.
     *
     * @param spool for temporary files; must be there
     */
    public As2Peer(Party own, Party hub, Path spool, Clock clock) {
        this.own = own;
        this.hub = hub;
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * What became of a message we sent.
     *
     * @param proven a receipt was signed by the hub and its MIC is that of what we sent
     * @param words what the hub said
     * @param receipt the receipt's bytes if it came with the answer; empty if not
     */
    public record Told(boolean taken, boolean proven, String messageId, String words, byte[] receipt) {
        Told(boolean taken, boolean proven, String messageId, String words) {
            this(taken, proven, messageId, words, new byte[0]);
        }
    }

    /**
     * Something that came.
     *
     * @param document absent if it is a receipt or was refused
     * @param receipt what a receipt says
     */
    public record Taken(Optional<byte[]> document, String messageId, Optional<Told> receipt, Reply reply) {}

    /** @param later where the receipt is posted to after the request is answered, which then is empty */
    public record Reply(int status, String headers, byte[] body, Optional<URI> later) {}

    /**
     * A message as it goes over the wire, as often as it is sent.
     *
     * @param receiptsTo where its receipt is to be posted; absent for one at once
     */
    public record Ready(String messageId, String headers, byte[] body, Optional<URI> receiptsTo) {}

    /** Signs and encrypts a document, and asks for a signed receipt: at once, or to an address of ours. */
    public Ready prepare(byte[] body, String mediaType, String fileName, Optional<URI> receiptsTo) throws IOException {
        try (Workspace workspace = new Workspace(spool, HELD_BYTES)) {
            String id = UUID.randomUUID() + "@" + "simulated";
            ReceiptRequest request =
                    new ReceiptRequest(true, true, List.of(DigestAlgorithm.SHA256), receiptsTo.map(URI::toString));
            Composed message = MessageComposer.compose(
                    new Letter(own.as2Name(), hub.as2Name(), id, fileName, mediaType, fileName, Content.of(body)),
                    new Manner(
                            Optional.of(signing()),
                            Optional.of(new Encryption(ContentCipher.AES256, hub.certificate())),
                            Compression.NONE,
                            request),
                    workspace);
            awaited.put(id, message.mic());
            return new Ready(id, message.headers().text(), message.body().bytes(), receiptsTo);
        }
    }

    /** Sends a message, for the first time or again. */
    public Told send(URI url, Ready message) throws IOException {
        HttpResponse<byte[]> answer = post(url, message.headers(), message.body());
        boolean taken = answer.statusCode() / 100 == 2;
        if (!taken || message.receiptsTo().isPresent()) {
            String words = new String(answer.body(), StandardCharsets.UTF_8).strip();
            return new Told(taken, false, message.messageId(), "HTTP " + answer.statusCode() + " " + words);
        }
        Told told = judge(headers(answer), Content.of(answer.body()));
        return new Told(told.taken(), told.proven(), told.messageId(), told.words(), answer.body());
    }

    /** Takes what was posted to us: a message, whose receipt is in the reply, or a receipt. */
    public Taken take(Map<String, List<String>> fields, InputStream body) throws IOException {
        try (Workspace workspace = new Workspace(spool, HELD_BYTES)) {
            MimeHeaders headers = headers(fields);
            Content content = workspace.take(body);
            if (ReceiptReader.isReceipt(headers, content)) {
                Told told = judge(headers, content);
                return new Taken(Optional.empty(), told.messageId(), Optional.of(told), plain(200, ""));
            }
            return message(headers, content, workspace);
        } catch (RefusedException e) {
            return new Taken(Optional.empty(), "", Optional.empty(), plain(400, e.detail()));
        }
    }

    /** Posts a receipt that was asked for at another address. */
    public void postLater(Reply reply) throws IOException {
        post(reply.later().orElseThrow(), reply.headers(), reply.body());
    }

    private Taken message(MimeHeaders headers, Content content, Workspace workspace)
            throws IOException, RefusedException {
        String id = headers.first("Message-ID")
                .flatMap(MessageId::parse)
                .map(MessageId::wire)
                .orElse("");
        ReceiptRequest request = ReceiptRequest.read(headers);
        MessageOpener.Agreed agreed = new MessageOpener.Agreed(
                true,
                true,
                EnumSet.allOf(DigestAlgorithm.class),
                EnumSet.allOf(ContentCipher.class),
                List.of(new CmsEncryption.Opener(own.certificate(), own.key().orElseThrow())),
                List.of(hub.certificate()),
                List.of(),
                MOST_BYTES);
        MessageOpener.Result result = MessageOpener.open(headers, content, request, agreed, workspace);
        if (result instanceof MessageOpener.Result.Opened opened) {
            byte[] document = opened.message().payload().content().bytes();
            Receipt saying = new Receipt(
                    Optional.of(id),
                    Disposition.PROCESSED,
                    Optional.of(opened.message().mic()),
                    "Taken.");
            return new Taken(Optional.of(document), id, Optional.empty(), reply(request, saying));
        }
        MessageOpener.Result.Refused refused = (MessageOpener.Result.Refused) result;
        Receipt saying = new Receipt(Optional.of(id), refused.disposition(), Optional.empty(), refused.detail());
        return new Taken(Optional.empty(), id, Optional.empty(), reply(request, saying));
    }

    private Reply reply(ReceiptRequest request, Receipt saying) throws IOException {
        if (!request.wanted()) {
            return plain(200, "");
        }
        ReceiptWriter.Written written = ReceiptWriter.write(
                new ReceiptWriter.Envelope(
                        own.as2Name(), hub.as2Name(), UUID.randomUUID() + "@simulated", clock.instant()),
                saying,
                request.signed() ? Optional.of(signing()) : Optional.empty());
        return new Reply(
                200, written.headers().text(), written.body(), request.url().map(URI::create));
    }

    private static Reply plain(int status, String words) {
        return new Reply(
                status, "Content-Type: text/plain\r\n", words.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private Told judge(MimeHeaders headers, Content body) throws IOException {
        try {
            ReceiptReader.Read read = ReceiptReader.read(headers, body, List.of(hub.certificate()));
            Receipt receipt = read.receipt();
            String id = receipt.originalMessageId().orElse("");
            Mic sent = awaited.get(id);
            boolean same = sent != null && receipt.mic().filter(sent::equalTo).isPresent();
            boolean accepted = receipt.disposition().isAccepted();
            return new Told(
                    accepted,
                    accepted && same && read.signer().isPresent(),
                    id,
                    receipt.disposition().words() + (same ? ", MIC equal" : "") + ". " + receipt.text());
        } catch (RefusedException e) {
            return new Told(false, false, "", "The receipt cannot be read: " + e.detail());
        }
    }

    private Signing signing() {
        return new Signing(DigestAlgorithm.SHA256, own.certificate(), own.key().orElseThrow());
    }

    private HttpResponse<byte[]> post(URI url, String headers, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(LONGEST).POST(BodyPublishers.ofByteArray(body));
        for (String line : headers.split("\r\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                request.setHeader(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + url + ".", e);
        }
    }

    private static MimeHeaders headers(HttpResponse<byte[]> answer) {
        return headers(answer.headers().map());
    }

    private static MimeHeaders headers(Map<String, List<String>> fields) {
        return MimeHeaders.of(fields.entrySet().stream()
                .flatMap(field ->
                        field.getValue().stream().flatMap(value -> java.util.stream.Stream.of(field.getKey(), value)))
                .toArray(String[]::new));
    }
}
