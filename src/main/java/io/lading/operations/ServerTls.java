package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.security.Secret;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a port. The handshake proves that a caller holds the key of the certificate it shows; whose
 * certificate that is, is for the door to say, which knows it from a partner file and trusts no authority. The hub's own
 * certificate is read again when its files change; connections that are open keep the one they began with. One thread looks.
 */
final class ServerTls {
    /** For TLS 1.2; those of TLS 1.3 are all sound. */
    private static final List<String> CIPHERS = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

    private final Settings.Tls settings;
    private final String option;
    private final String port;
    private final Clock clock;
    private volatile InForce inForce;
    private Given judged;
    private Given seen;

    /** The context in force and what it is made of. */
    private record InForce(SSLContext context, TlsIdentity identity) {}

    /** What the files say, whether it can be used or not. */
    private record Given(String certificate, String key) {}

    /**
     * @param option what the settings call it, such as {@code partners.tls}
     * @param port what people call it, such as {@code partners' port}
     */
    ServerTls(Settings.Tls settings, String option, String port, Clock clock) {
        this.settings = settings;
        this.option = option;
        this.port = port;
        this.clock = clock;
        this.judged = new Given(certificateText(), settings.key().reveal());
        this.seen = judged;
        this.inForce = inForce(judged.key());
    }

    private InForce inForce(String key) {
        TlsIdentity identity = TlsIdentity.readAny(settings.certificate(), key, option);
        return new InForce(context(identity), identity);
    }

    private String certificateText() {
        try {
            return Files.readString(settings.certificate(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Takes another certificate once its files look the same twice, for certificate and key are not written at once. */
    void look() {
        Given found = new Given(
                certificateText(), settings.keyNow().get().map(Secret::reveal).orElse(""));
        boolean settled = found.equals(seen);
        seen = found;
        if (settled && !found.equals(judged)) {
            judged = found;
            take(found);
        }
    }

    private void take(Given found) {
        X509Certificate old = inForce.identity().own();
        try {
            InForce next = inForce(found.key());
            mustHold(next.identity().own());
            inForce = next;
            log.info(
                    "The {} now shows the certificate {}.",
                    port,
                    said(next.identity().own()));
        } catch (RuntimeException e) {
            log.warn(
                    "The certificate of the {} was changed and cannot be used: {} The port goes on with {}."
                            + " Mend the files; the hub looks at them every few seconds.",
                    port,
                    e.getMessage(),
                    said(old));
        }
    }

    private void mustHold(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        Instant now = clock.instant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new StartRefusedException("'" + option + ".certificate': it holds from " + from + " until " + until
                    + ", and now is " + now + ".");
        }
    }

    private static String said(X509Certificate certificate) {
        return certificate.getSubjectX500Principal() + " (serial "
                + certificate.getSerialNumber().toString(16) + "), until "
                + certificate.getNotAfter().toInstant();
    }

    SSLHostConfig host() {
        List<String> ciphers = new ArrayList<>(CIPHERS);
        ciphers.addAll(settings.ciphers());
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(String.join(":", ciphers));
        host.setHonorCipherOrder(true);
        host.setCertificateVerification(settings.clientCertificates() ? "optionalNoCA" : "none");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new Context());
        host.addCertificate(certificate);
        return host;
    }

    private SSLContext context(TlsIdentity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = {};
            store.setKeyEntry("hub", identity.key(), none, identity.chain());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new AnyCaller()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefusedException(
                    "'" + option + "': the certificate or its key cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The finished context in the form in which Tomcat takes one; it asks for each connection. */
    private final class Context implements org.apache.tomcat.util.net.SSLContext {
        @Override
        public void init(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {
            // It was made whole.
        }

        @Override
        public void destroy() {
            // Holds nothing that must be given back.
        }

        @Override
        public SSLSessionContext getServerSessionContext() {
            return inForce.context().getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return inForce.context().createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return inForce.context().getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return inForce.context().getSupportedSSLParameters();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            Certificate[] chain = inForce.identity().chain();
            return Arrays.copyOf(chain, chain.length, X509Certificate[].class);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Takes any certificate in the handshake; the door compares it with those of the partner files. */
    private static final class AnyCaller extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // See above.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // See above.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // See above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("This side is the server.");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("This side is the server.");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("This side is the server.");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
