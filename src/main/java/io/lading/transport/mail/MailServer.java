package io.lading.transport.mail;

import io.lading.partner.MailTerms;
import io.lading.partner.MailTerms.Protection;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A mail server and how we sign in there. Thread-safe. */
public final class MailServer {
    private static final String FETCH_BYTES = "1048576";

    private final MailTerms terms;
    private final OutboundPolicy policy;
    private final Duration timeout;

    /** @param policy asked before every connection, which then goes to an address that it has seen */
    public MailServer(MailTerms terms, OutboundPolicy policy, Duration timeout) {
        this.terms = terms;
        this.policy = policy;
        this.timeout = timeout;
    }

    MailTerms terms() {
        return terms;
    }

    String label() {
        return terms.host() + ":" + terms.port();
    }

    /** What we may not do or what the server will never allow: trying again changes nothing. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A session that knows nothing but this server; no settings of the machine have a say. */
    Session session(String protocol) throws IOException {
        String prefix = "mail." + protocol + ".";
        Properties settings = new Properties();
        settings.put(prefix + "host", terms.host());
        settings.put(prefix + "port", "" + terms.port());
        settings.put(prefix + "connectiontimeout", "" + timeout.toMillis());
        settings.put(prefix + "timeout", "" + timeout.toMillis());
        settings.put(prefix + "writetimeout", "" + timeout.toMillis());
        settings.put(prefix + "socketFactory", new CheckedSockets(this::address));
        settings.put(prefix + "socketFactory.fallback", "false");
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        if (terms.protection() == Protection.TLS) {
            settings.put(prefix + "ssl.enable", "true");
        }
        if (terms.protection() == Protection.STARTTLS) {
            settings.put(prefix + "starttls.enable", "true");
            settings.put(prefix + "starttls.required", "true");
        }
        if (terms.trust().isPresent() && terms.protection() != Protection.NONE) {
            settings.put(prefix + "ssl.socketFactory", trusting().getSocketFactory());
        }
        if (terms.user().isPresent()) {
            settings.put(prefix + "auth", "true");
        }
        settings.put("mail.imap.peek", "true"); // reading marks nothing as seen: that waits for the commit
        settings.put("mail.imap.fetchsize", FETCH_BYTES);
        settings.put("mail.mime.decodefilename", "true");
        settings.put("mail.mime.multipart.ignoreexistingboundaryparameter", "false");
        return Session.getInstance(settings);
    }

    void connect(Service service) throws IOException, MessagingException {
        // A refusal is told as such, and not as a connection that failed.
        if (!address().isLoopbackAddress()
                && terms.protection() == Protection.NONE
                && terms.password().isPresent()) {
            throw new RefusedException("The password would travel to " + label()
                    + " in clear: set 'protection' to tls or starttls, or leave 'user' and 'password' out.");
        }
        try {
            service.connect(
                    terms.host(),
                    terms.port(),
                    terms.user().orElse(null),
                    terms.password().map(MailServer::reveal).orElse(null));
        } catch (AuthenticationFailedException e) {
            throw new RefusedException("The server " + label() + " does not let us in as "
                    + terms.user().orElse("nobody") + "; check user and password.");
        }
    }

    /** One that the policy has seen; looked up again by nobody. */
    private InetAddress address() throws IOException {
        OutboundPolicy.Verdict verdict = policy.check(URI.create("http://" + terms.host() + ":" + terms.port() + "/"));
        if (verdict instanceof OutboundPolicy.Verdict.Refused refused) {
            throw new RefusedException(refused.reason());
        }
        if (verdict instanceof OutboundPolicy.Verdict.Unknown unknown) {
            throw new IOException(unknown.reason());
        }
        return ((OutboundPolicy.Verdict.Allowed) verdict).addresses().get(0);
    }

    private SSLContext trusting() throws IOException {
        try (InputStream in = Files.newInputStream(terms.trust().orElseThrow())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedException(
                    "The certificate " + terms.trust().orElseThrow() + " of 'trust' cannot be read: " + e.getMessage());
        }
    }

    private static String reveal(Secret secret) {
        return secret.reveal();
    }
}
