package io.lading.transport.http;

import io.lading.security.OutboundPolicy;
import io.lading.security.OutboundPolicy.Verdict;
import io.lading.tracking.Body;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one partner. A host's addresses are looked up once for a connection, checked by the policy, and those that were
 * checked are connected to, while Host and SNI keep the name: a second answer of the name server (DNS rebinding) changes
 * nothing. No redirects, no cookies, no second tries of its own. Thread-safe.
 */
public final class HttpCaller implements AutoCloseable {
    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final CloseableHttpAsyncClient client;
    private final OutboundPolicy policy;
    private final Limits limits;

    /**
     * How long things may take.
     *
     * @param response from the last byte sent, or the last one received, to the next
     * @param total from the first byte to the last
     * @param atOnce connections
     */
    public record Limits(Duration connect, Duration response, Duration total, int atOnce) {}

    /** What came back; of a long body the beginning. */
    public record Answer(int status, @Nullable String retryAfter, byte[] body) {}

    /** The policy refuses an address that the host's name stands for. */
    static final class AddressRefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressRefusedException(String reason) {
            super(reason);
        }
    }

    /** @param tls with our certificate and whom we trust; null for Java's own */
    public HttpCaller(OutboundPolicy policy, Limits limits, @Nullable SSLContext tls) {
        this.policy = policy;
        this.limits = limits;
        ClientTlsStrategyBuilder strategy = ClientTlsStrategyBuilder.create().setTlsVersions(TLS.V_1_2, TLS.V_1_3);
        if (tls != null) {
            strategy.setSslContext(tls);
        }
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked(policy))
                .setTlsStrategy(strategy.buildAsync())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(timeout(limits.connect()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits.connect()))
                        .setSocketTimeout(timeout(limits.response()))
                        .setValidateAfterInactivity(TimeValue.of(FRESH))
                        .build())
                .setMaxConnTotal(limits.atOnce())
                .setMaxConnPerRoute(limits.atOnce())
                .build();
        client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Lading")
                .build();
        client.start();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    Limits limits() {
        return limits;
    }

    /** Why the address may not be called, if so; asked before anything is sent, for a clear answer. */
    public @Nullable String refusal(URI url) {
        return policy.check(url) instanceof Verdict.Refused refused ? refused.reason() : null;
    }

    /** Completes with the answer, or exceptionally with what kept it from coming. */
    public CompletableFuture<Answer> post(URI url, Map<String, String> headers, String contentType, Body body) {
        AsyncRequestBuilder request = AsyncRequestBuilder.post(url).setEntity(new BodyProducer(body, contentType));
        headers.forEach(request::setHeader);
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(timeout(Publishers.timeout(limits.response(), body)))
                .setConnectionRequestTimeout(timeout(limits.total()))
                .build());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Future<Answer> running =
                client.execute(request.build(), new Bounded(), null, context, new FutureCallback<Answer>() {
                    @Override
                    public void completed(Answer result) {
                        answer.complete(result);
                    }

                    @Override
                    public void failed(Exception e) {
                        answer.completeExceptionally(e);
                    }

                    @Override
                    public void cancelled() {
                        answer.completeExceptionally(new TimeoutException());
                    }
                });
        Duration total = Publishers.timeout(limits.total(), body);
        return answer.orTimeout(total.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, error) -> {
            if (error != null) {
                running.cancel(true);
            }
        });
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** Gives addresses that were checked, or none. */
    private record Checked(OutboundPolicy policy) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            boolean address = host.indexOf(':') >= 0 && !host.startsWith("[");
            Verdict verdict = policy.check(URI.create("http://" + (address ? "[" + host + "]" : host) + "/"));
            if (verdict instanceof Verdict.Allowed allowed) {
                List<InetAddress> addresses = allowed.addresses();
                return addresses.toArray(InetAddress[]::new);
            }
            if (verdict instanceof Verdict.Refused refused) {
                throw new AddressRefusedException(refused.reason());
            }
            throw new UnknownHostException(((Verdict.Unknown) verdict).reason());
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Keeps the beginning of an answer and throws the rest away: it is never allowed to fill our memory. */
    private static final class Bounded extends AbstractBinResponseConsumer<Answer> {
        private final java.io.ByteArrayOutputStream kept = new java.io.ByteArrayOutputStream();
        private int status;
        private @Nullable String retryAfter;

        @Override
        protected void start(HttpResponse response, ContentType type) {
            status = response.getCode();
            var header = response.getFirstHeader("Retry-After");
            retryAfter = header == null ? null : header.getValue();
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer data, boolean last) {
            byte[] piece = new byte[Math.min(data.remaining(), MOST_ANSWER_BYTES - kept.size())];
            data.get(piece);
            kept.writeBytes(piece);
            data.position(data.limit());
        }

        @Override
        protected Answer buildResult() {
            return new Answer(status, retryAfter, kept.toByteArray());
        }

        @Override
        public void releaseResources() {}
    }
}
