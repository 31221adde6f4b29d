package io.lading.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.HttpCall;
import io.lading.partner.HttpCall.Basic;
import io.lading.partner.HttpCall.OAuth2;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.tracking.Outcome;
import io.lading.transport.Sent;
import io.lading.transport.as2.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending over HTTP to real servers, well-behaved and other ones. */
class HttpSinkTest {
    private TestPartner partner = plain();
    private final List<AutoCloseable> open = new ArrayList<>();

    private static TestPartner plain() {
        try {
            return TestPartner.plain();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void remember() {
        open.add(partner);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Sent send(PartnerPost post) {
        try (HttpSink sink = new HttpSink(post, 4)) {
            return sink.send(List.of(TestPartner.outbound("{\"order\":1}"))).get(0);
        }
    }

    @Test
    void sendsTheBytesWithTheStableKeyToTheHostByItsName() {
        Sent sent = send(partner.post("/orders", TestPartner.PLAIN));

        assertThat(sent.outcome()).as(sent.answer()).isEqualTo(Outcome.DELIVERED);
        TestPartner.Received got = partner.received.get(0);
        assertThat(got.text()).isEqualTo("{\"order\":1}");
        assertThat(got.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(got.header("Host")).isEqualTo(partner.at("/").getAuthority());
        assertThat(got.header("X-Fixed")).isEqualTo("yes");
        assertThat(got.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void whatTheNameServerSaysSecondIsCheckedAgain() {
        AtomicInteger asked = new AtomicInteger();
        OutboundPolicy rebinding =
                OutboundPolicy.allowing(List.of(AllowedTarget.parse("loopback").orElseThrow()), host -> {
                    boolean first = asked.getAndIncrement() == 0;
                    byte[] address = first
                            ? new byte[] {127, 0, 0, 1}
                            : new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
                    return new InetAddress[] {InetAddress.getByAddress(host, address)};
                });

        Sent sent = send(new PartnerPost(
                new PartnerPost.Target(
                        partner.at("/"), Map.of(), TestPartner.PLAIN, true, rebinding, TestPartner.LIMITS),
                Clock.systemUTC()));

        assertThat(sent.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sent.answer()).contains("169.254.169.254");
        assertThat(partner.received).isEmpty();
    }

    @Test
    void privateAddressesAreNotCalledUnlessTheConnectionSaysSo() {
        OutboundPolicy nothing = OutboundPolicy.allowing(List.of());
        URI url = URI.create("http://127.0.0.1:" + partner.at("/").getPort() + "/");
        PartnerPost.Target target =
                new PartnerPost.Target(url, Map.of(), TestPartner.PLAIN, true, nothing, TestPartner.LIMITS);

        Sent refused = send(new PartnerPost(target, Clock.systemUTC()));

        assertThat(refused.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(partner.received).isEmpty();
        List<AllowedTarget> loopback = List.of(AllowedTarget.parse("loopback").orElseThrow());
        Sent wished = send(under(nothing.also(loopback), url));
        assertThat(wished.outcome())
                .as("what the partner file wishes counts only as far as the hub's own file lets it")
                .isEqualTo(Outcome.PERMANENT);
        Sent sent = send(under(nothing.granting(loopback).also(loopback), url));
        assertThat(sent.outcome()).as(sent.answer()).isEqualTo(Outcome.DELIVERED);
    }

    private static PartnerPost under(OutboundPolicy policy, URI url) {
        return new PartnerPost(
                new PartnerPost.Target(url, Map.of(), TestPartner.PLAIN, true, policy, TestPartner.LIMITS),
                Clock.systemUTC());
    }

    @Test
    void redirectsAreNotFollowed() {
        partner.answers(exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", partner.at("/elsewhere").toString());
            TestPartner.answer(exchange, 302, "");
        });

        Sent sent = send(partner.post("/", TestPartner.PLAIN));

        assertThat(sent.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(partner.received).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotComeLeavesTheOutcomeUnknown() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        partner.answers(exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long begun = System.nanoTime();

        Sent sent = send(partner.post("/", TestPartner.PLAIN));

        never.countDown();
        assertThat(sent.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void anAnswerThatDripsEndsWithTheTotalTime() {
        partner.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            CountDownLatch pause = new CountDownLatch(1);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                    pause.await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long begun = System.nanoTime();

        Sent sent = send(partner.post("/", TestPartner.PLAIN));

        assertThat(sent.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void nobodyThereIsWorthAnotherTry() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        PartnerPost.Target target = new PartnerPost.Target(
                URI.create("http://partner.example:" + free + "/?secret=x"),
                Map.of(),
                TestPartner.PLAIN,
                true,
                TestPartner.policy(),
                TestPartner.LIMITS);

        Sent sent = send(new PartnerPost(target, Clock.systemUTC()));

        assertThat(sent.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(sent.answer()).contains("partner.example").doesNotContain("secret");
    }

    @Test
    void aNameServerThatIsAwayIsWorthAnotherTry() {
        OutboundPolicy unknown = OutboundPolicy.allowing(List.of(), host -> {
            throw new UnknownHostException(host);
        });
        PartnerPost.Target target = new PartnerPost.Target(
                URI.create("https://partner.example/"), Map.of(), TestPartner.PLAIN, true, unknown, TestPartner.LIMITS);

        Sent sent = send(new PartnerPost(target, Clock.systemUTC()));

        assertThat(sent.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(sent.answer())
                .contains("The host 'partner.example' has no address; check its name and the network.");
    }

    private static HttpCall with(
            Optional<Basic> basic,
            Optional<OAuth2> oauth2,
            Optional<Secret> hmac,
            Optional<HttpCall.Identity> identity,
            List<X509Certificate> trusted) {
        return new HttpCall(basic, oauth2, hmac, identity, trusted, TestPartner.PLAIN.timeouts(), List.of());
    }

    @Test
    void userAndPasswordGoIntoTheHeader() {
        HttpCall call = with(
                Optional.of(new Basic("us", Secret.of("pä:ss"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        send(partner.post("/", call));

        assertThat(partner.received.get(0).header("Authorization")).isEqualTo("Basic dXM6cMOkOnNz");
    }

    @Test
    void theSignatureCoversTimeAndBody() throws Exception {
        Secret secret = Secret.of("shared-secret");
        send(partner.post(
                "/", with(Optional.empty(), Optional.empty(), Optional.of(secret), Optional.empty(), List.of())));

        TestPartner.Received got = partner.received.get(0);
        String header = got.header("Lading-Signature");
        String seconds = header.substring(2, header.indexOf(','));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
        assertThat(header).isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(got.body())));
    }

    @Test
    void oneAccessTokenServesManyAndIsReplacedOnceWhenItIsRefused() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        try (TestPartner issuer = TestPartner.plain()) {
            issuer.answers(exchange -> TestPartner.answer(
                    exchange,
                    200,
                    "{\"access_token\":\"t" + tokens.incrementAndGet()
                            + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
            partner.answers(exchange -> TestPartner.answer(
                    exchange,
                    exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer t2") ? 200 : 401,
                    ""));
            OAuth2 terms = new OAuth2(issuer.at("/token"), "us", Secret.of("s3cret"), Optional.of("orders"));
            PartnerPost post = partner.post(
                    "/", with(Optional.empty(), Optional.of(terms), Optional.empty(), Optional.empty(), List.of()));
            try (HttpSink sink = new HttpSink(post, 4)) {
                assertThat(sink.send(List.of(TestPartner.outbound("1"))).get(0).outcome())
                        .isEqualTo(Outcome.DELIVERED);
                assertThat(sink.send(List.of(TestPartner.outbound("2"), TestPartner.outbound("3"))))
                        .allMatch(sent -> sent.outcome() == Outcome.DELIVERED);
            }
            assertThat(tokens).hasValue(2);
            assertThat(issuer.received.get(0).text()).isEqualTo("grant_type=client_credentials&scope=orders");
            assertThat(issuer.received.get(0).header("Authorization")).isEqualTo("Basic dXM6czNjcmV0");
        }
    }

    @Test
    void aRefusedClientSecretIsFinalAndItsValueIsNotTold() throws Exception {
        try (TestPartner issuer = TestPartner.plain()) {
            issuer.answers(exchange -> TestPartner.answer(exchange, 401, "{\"error\":\"invalid_client s3cret\"}"));
            OAuth2 terms = new OAuth2(issuer.at("/token"), "us", Secret.of("s3cret"), Optional.empty());

            Sent sent = send(partner.post(
                    "/", with(Optional.empty(), Optional.of(terms), Optional.empty(), Optional.empty(), List.of())));

            assertThat(sent.outcome()).isEqualTo(Outcome.PERMANENT);
            assertThat(sent.answer()).contains("oauth2.clientId").doesNotContain("s3cret");
            assertThat(partner.received).isEmpty();
        }
    }

    @Test
    void ourCertificateIsShownAndTheirsIsCheckedByName() throws Exception {
        Identity theirs = Identity.make("partner.example");
        Identity ours = Identity.make("lading");
        HttpCall.Identity shown = new HttpCall.Identity(List.of(ours.certificate()), ours.key());
        try (TestPartner secure = TestPartner.secure(context(theirs, ours.certificate()), true)) {
            Sent sent = send(secure.post(
                    "/",
                    with(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(shown),
                            List.of(theirs.certificate()))));
            assertThat(sent.outcome()).as(sent.answer()).isEqualTo(Outcome.DELIVERED);

            Sent nobody = send(secure.post(
                    "/",
                    with(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(theirs.certificate()))));
            assertThat(nobody.outcome()).isNotEqualTo(Outcome.DELIVERED);

            Sent stranger = send(secure.post(
                    "/",
                    with(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(shown),
                            List.of(ours.certificate()))));
            assertThat(stranger.outcome()).isEqualTo(Outcome.TRANSIENT);
            assertThat(secure.received).hasSize(1);
        }
        Identity other = Identity.make("other.example");
        try (TestPartner misnamed = TestPartner.secure(context(other, ours.certificate()), false)) {
            Sent sent = send(misnamed.post(
                    "/",
                    with(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(other.certificate()))));
            assertThat(sent.outcome()).as(sent.answer()).isEqualTo(Outcome.TRANSIENT);
            assertThat(misnamed.received).isEmpty();
        }
    }

    private static SSLContext context(Identity server, X509Certificate trusted) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", server.key(), new char[0], new Certificate[] {server.certificate()});
        keys.setCertificateEntry("client", trusted);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }
}
