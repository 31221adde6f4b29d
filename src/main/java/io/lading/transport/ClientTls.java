package io.lading.transport;

import io.lading.partner.HttpCall;
import io.lading.partner.HttpCall.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as a connection wants it: our certificate, and whom we trust. */
public final class ClientTls {
    private ClientTls() {}

    /** Null where Java's own will do. */
    public static @Nullable SSLContext of(HttpCall call) {
        if (call.identity().isEmpty() && call.trusted().isEmpty()) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trusted = call.trusted().isEmpty() ? null : trusted(call.trusted());
            context.init(keys(call), trusted, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The connection's certificate or key cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whom the connection trusts; empty where it is whom Java trusts. */
    static Optional<X509ExtendedTrustManager> trust(HttpCall call) throws GeneralSecurityException, IOException {
        return call.trusted().isEmpty()
                ? Optional.empty()
                : Optional.of((X509ExtendedTrustManager) trusted(call.trusted())[0]);
    }

    static KeyManager @Nullable [] keys(HttpCall call) throws GeneralSecurityException, IOException {
        return call.identity().isPresent() ? keys(call.identity().get()) : null;
    }

    private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        char[] none = {};
        store.setKeyEntry("ours", identity.key(), none, identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trusted(List<X509Certificate> issuers) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (int i = 0; i < issuers.size(); i++) {
            store.setCertificateEntry("issuer" + i, issuers.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
