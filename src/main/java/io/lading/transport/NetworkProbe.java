package io.lading.transport;

import io.lading.partner.HttpCall;
import io.lading.security.OutboundPolicy;
import io.lading.security.OutboundPolicy.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Tries what every door over a network needs: that the host's name is known and may be called, that it accepts a
 * connection, and how its TLS stands. Connects only to the addresses that the policy has seen. Shared between threads.
 */
public final class NetworkProbe {
    private static final long SOON = 60;

    private final OutboundPolicy policy;
    private final Duration timeout;
    private final Clock clock;

    public NetworkProbe(OutboundPolicy policy, Duration timeout, Clock clock) {
        this.policy = policy;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** An open connection to the host of a URL, through TLS if the URL asks for it; nothing if a step failed. */
    public Optional<Socket> open(URI url, ProbeSteps steps) {
        return open(url, Optional.empty(), steps);
    }

    /** @param call with our certificate and whom the connection trusts */
    public Optional<Socket> open(URI url, Optional<HttpCall> call, ProbeSteps steps) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int usual = secure ? 443 : 80;
        OutboundPolicy reach = call.map(terms -> policy.also(terms.allowed())).orElse(policy);
        Optional<Socket> plain = open(reach, url, url.getPort() < 0 ? usual : url.getPort(), steps);
        if (!secure) {
            plain.ifPresent(socket -> steps.warn(
                    "TLS",
                    "The address begins with http://: what is sent can be read and changed on its way.",
                    "Ask the partner for an https:// address, unless this is inside your own network."));
            return plain;
        }
        return plain.flatMap(socket -> secure(socket, url.getHost(), call, steps));
    }

    /** The same without TLS, for other protocols. */
    public Optional<Socket> open(String host, int port, ProbeSteps steps) {
        return open(policy, URI.create("http://" + host + ":" + port + "/"), port, steps);
    }

    private Optional<Socket> open(OutboundPolicy reach, URI url, int port, ProbeSteps steps) {
        Socket socket = new Socket();
        Verdict[] verdict = new Verdict[1];
        boolean known = steps.run("name", "", () -> {
            verdict[0] = reach.check(url);
            if (verdict[0] instanceof Verdict.Refused refused) {
                throw new ProbeSteps.Failure(
                        refused.reason(), "Nothing was called. Correct the address, or allow it in lading.yaml.");
            }
            if (verdict[0] instanceof Verdict.Unknown unknown) {
                throw new ProbeSteps.Failure(
                        unknown.reason(), "Nothing was called. Correct the address, or see to the name server.");
            }
            return url.getHost() + " is " + addresses(verdict[0]) + "; it may be called.";
        });
        boolean connected = known
                && steps.run("connect", adviceOnConnecting(url, port), () -> {
                    connect(socket, ((Verdict.Allowed) verdict[0]).addresses(), port);
                    return "Port " + port + " of " + socket.getInetAddress().getHostAddress() + " accepts connections.";
                });
        return connected ? Optional.of(socket) : Optional.empty();
    }

    private static String adviceOnConnecting(URI url, int port) {
        return "Check the address, that the partner's server runs, and that firewalls on both sides let this hub through to "
                + url.getHost() + " port " + port + ".";
    }

    private static String addresses(Verdict verdict) {
        return ((Verdict.Allowed) verdict)
                .addresses().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    private void connect(Socket socket, List<InetAddress> addresses, int port) throws IOException {
        InetAddress first = addresses.get(0);
        try {
            socket.connect(new InetSocketAddress(first, port), (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
        } catch (IOException e) {
            throw new IOException(
                    "No connection to " + first.getHostAddress() + " port " + port + " within " + timeout.toSeconds()
                            + " s: " + e.getMessage() + ".",
                    e);
        }
    }

    // ---- TLS ------------------------------------------------------------------------------------------------------

    private Optional<Socket> secure(Socket plain, String host, Optional<HttpCall> call, ProbeSteps steps) {
        Seen seen = new Seen();
        SSLSocket[] made = new SSLSocket[1];
        boolean shaken = steps.run("TLS", adviceOnTls(), () -> {
            made[0] = shake(plain, host, call, seen);
            return made[0].getSession().getProtocol() + " with "
                    + made[0].getSession().getCipherSuite() + "; the certificate is trusted and names " + host + ".";
        });
        if (seen.chain.length > 0) {
            describe(seen.chain, steps);
        }
        return shaken ? Optional.of(made[0]) : Optional.empty();
    }

    private static String adviceOnTls() {
        return "A certificate that has ended, is for another name, or comes without the certificates between it and a known"
                + " authority must be put right by the partner.";
    }

    private static SSLSocket shake(Socket plain, String host, Optional<HttpCall> call, Seen seen) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Optional<X509ExtendedTrustManager> own = call.isPresent() ? ClientTls.trust(call.get()) : Optional.empty();
            X509ExtendedTrustManager decides = own.isPresent() ? own.get() : usual();
            context.init(
                    call.isPresent() ? ClientTls.keys(call.get()) : null,
                    new TrustManager[] {new Noting(decides, seen)},
                    null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            throw new IOException("The TLS handshake does not succeed: " + e.getMessage() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS and a trust store.", e);
        }
    }

    private void describe(X509Certificate[] chain, ProbeSteps steps) {
        X509Certificate leaf = chain[0];
        Instant until = leaf.getNotAfter().toInstant();
        long days = Duration.between(clock.instant(), until).toDays();
        String facts = leaf.getSubjectX500Principal().getName() + ", by "
                + leaf.getIssuerX500Principal().getName() + ", until "
                + until.atZone(ZoneOffset.UTC).toLocalDate() + " (" + days + " days), " + chain.length
                + (chain.length == 1 ? " certificate sent." : " certificates sent.");
        if (until.isBefore(clock.instant())) {
            steps.fail("certificate", facts, "It has ended; the partner must renew it.");
        } else if (days < SOON) {
            steps.warn("certificate", facts, "It ends soon; ask the partner when it is renewed.");
        } else {
            steps.ok("certificate", facts);
        }
    }

    /** What a server showed, whether or not it is trusted. */
    private static final class Seen {
        private X509Certificate[] chain = new X509Certificate[0];
    }

    private static X509ExtendedTrustManager usual() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("The platform has no trust manager for X.509.");
    }

    /** Decides as another does, and keeps what was shown so that it can be described. */
    private static final class Noting extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager decides;
        private final Seen seen;

        Noting(X509ExtendedTrustManager decides, Seen seen) {
            this.decides = decides;
            this.seen = seen;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            seen.chain = chain.clone();
            decides.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            seen.chain = chain.clone();
            decides.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            seen.chain = chain.clone();
            decides.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            decides.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            decides.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            decides.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return decides.getAcceptedIssuers();
        }
    }
}
