package io.lading.operations;

import io.lading.configuration.Settings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
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

/**
 * TLS of the partners' port. The handshake proves that a caller holds the key of the certificate it shows; whose
 * certificate that is, is for the door to say, which knows it from a partner file and trusts no authority.
 */
final class PartnerTls {
    static final String OPTION = "partners.tls";

    /** For TLS 1.2; those of TLS 1.3 are all sound. */
    private static final List<String> CIPHERS = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private PartnerTls() {}

    static SSLHostConfig of(Settings.Tls settings) {
        TlsIdentity identity =
                TlsIdentity.readAny(settings.certificate(), settings.key().reveal(), OPTION);
        List<String> ciphers = new ArrayList<>(CIPHERS);
        ciphers.addAll(settings.ciphers());
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(String.join(":", ciphers));
        host.setHonorCipherOrder(true);
        host.setCertificateVerification(settings.clientCertificates() ? "optionalNoCA" : "none");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new Context(context(identity), identity));
        host.addCertificate(certificate);
        return host;
    }

    private static SSLContext context(TlsIdentity identity) {
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
                    "'" + OPTION + "': the certificate or its key cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The finished context in the form in which Tomcat takes one. */
    private record Context(SSLContext context, TlsIdentity identity) implements org.apache.tomcat.util.net.SSLContext {
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
            return context.getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            X509Certificate[] chain = new X509Certificate[identity.chain().length];
            System.arraycopy(identity.chain(), 0, chain, 0, chain.length);
            return chain;
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
