package io.lading.routing;

import io.lading.partner.As2Terms;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.HttpCall;
import io.lading.partner.MailTerms;
import io.lading.partner.SftpTerms;
import io.lading.routing.ConnectionRoutes.Reach;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.tracking.ReceiptLog;
import io.lading.transport.ClientTls;
import io.lading.transport.Sink;
import io.lading.transport.as2.As2Client;
import io.lading.transport.as2.As2Sink;
import io.lading.transport.as2.ReceiptSink;
import io.lading.transport.folder.FolderSink;
import io.lading.transport.http.HttpCaller;
import io.lading.transport.http.HttpSink;
import io.lading.transport.http.PartnerPost;
import io.lading.transport.mail.MailServer;
import io.lading.transport.mail.MailSink;
import io.lading.transport.queue.QueueSink;
import io.lading.transport.sftp.MailboxServer;
import io.lading.transport.sftp.Remote;
import io.lading.transport.sftp.SftpSink;
import io.lading.transport.soap.SoapSink;
import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes what sends for a connection. Shared between threads. */
final class Sinks {
    private final Reach reach;
    private final HttpClient client;
    private final Supplier<Community> community;
    private final ReceiptLog log;
    private final Path spoolFolder;
    private final ConnectionFactory broker;
    private final Clock clock;

    /**
     * Makes sinks for the connections of one hub.
     *
     * @param spoolFolder for the AS2 door's temporary files
     * @param broker where queues are
     */
    Sinks(
            Reach reach,
            Supplier<Community> community,
            ReceiptLog log,
            Path spoolFolder,
            ConnectionFactory broker,
            Clock clock) {
        this.broker = broker;
        this.reach = reach;
        this.community = community;
        this.log = log;
        this.spoolFolder = spoolFolder;
        this.clock = clock;
        this.client = client().build();
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .connectTimeout(reach.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
    }

    /** @param template the connector that it is put into */
    record Made(Sink sink, String template) {}

    /** Nothing for connections that only take in. */
    Optional<Made> make(Connection connection) {
        if (connection.as2().isPresent()) {
            return as2(connection, connection.as2().get());
        }
        if (connection.direction() == Direction.IN) {
            return Optional.empty();
        }
        if (connection.door().equals(Door.FOLDER_OUT)) {
            Path folder = reach.folders().resolve(connection.folder());
            return Optional.of(new Made(new FolderSink(folder, reach.owner()), "folder-write-sink"));
        }
        if (connection.door().equals(Door.MAILBOX_OUT)) {
            Path folder = MailboxServer.out(SftpConfiguration.mailboxes(reach.folders()), connection.partner());
            return Optional.of(new Made(new FolderSink(folder, reach.owner()), "folder-write-sink"));
        }
        if (connection.door().equals(Door.QUEUE_OUT)) {
            return Optional.of(new Made(new QueueSink(broker, connection), "queue-publish-sink"));
        }
        if (connection.mail().isPresent()) {
            return Optional.of(
                    new Made(new MailSink(mailServer(connection.mail().get()), connection, clock), "mail-send-sink"));
        }
        if (connection.sftp().isPresent()) {
            return Optional.of(new Made(new SftpSink(remote(connection.sftp().get())), "sftp-put-sink"));
        }
        return connection.call().map(call -> web(connection, call));
    }

    private Made web(Connection connection, HttpCall call) {
        Map<String, String> headers = new HashMap<>();
        connection.headers().forEach((name, secret) -> headers.put(name, reveal(secret)));
        Duration response = call.timeouts().response().orElse(reach.responseTimeout());
        HttpCaller.Limits limits = new HttpCaller.Limits(
                call.timeouts().connect().orElse(reach.connectTimeout()),
                response,
                call.timeouts().total().orElse(response.multipliedBy(2)),
                reach.atOnce());
        boolean basic = connection.soap().map(soap -> !soap.userNameToken()).orElse(true);
        PartnerPost post = new PartnerPost(
                new PartnerPost.Target(
                        connection.url(), headers, call, basic, reach.outbound().also(call.allowed()), limits),
                clock);
        if (connection.soap().isPresent()) {
            return new Made(
                    new SoapSink(post, connection.soap().get(), call.basic(), reach.atOnce(), clock), "soap-call-sink");
        }
        return new Made(new HttpSink(post, reach.atOnce()), "http-post-sink");
    }

    private Optional<Made> as2(Connection connection, As2Terms terms) {
        SSLContext tls = connection.call().map(ClientTls::of).orElse(null);
        Supplier<HttpClient> fresh = tls == null
                ? () -> client().build()
                : () -> client().sslContext(tls).build();
        As2Client posting = new As2Client(
                tls == null ? client : fresh.get(),
                fresh,
                reach.responseTimeout(),
                this::refusal,
                reach.atOnce(),
                connection.call().flatMap(HttpCall::basic));
        if (connection.direction() == Direction.OUT) {
            As2Sink sink = new As2Sink(connection, terms, community, log, posting, spoolFolder, clock);
            return Optional.of(new Made(sink, "as2-send-sink"));
        }
        return terms.receiptsTo().isEmpty()
                ? Optional.empty()
                : Optional.of(new Made(new ReceiptSink(log, posting), "as2-receipt-sink"));
    }

    Remote remote(SftpTerms terms) {
        return new Remote(terms, reach.outbound(), reach.responseTimeout());
    }

    MailServer mailServer(MailTerms terms) {
        return new MailServer(terms, reach.outbound(), reach.responseTimeout());
    }

    private @Nullable String refusal(URI url) {
        return reach.outbound().check(url) instanceof OutboundPolicy.Verdict.Refused refused ? refused.reason() : null;
    }

    private static String reveal(Secret secret) {
        return secret.reveal();
    }
}
