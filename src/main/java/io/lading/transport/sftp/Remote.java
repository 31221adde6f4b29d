package io.lading.transport.sftp;

import io.lading.partner.SftpTerms;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A partner's SFTP server, whose key is pinned. One for each connection; thread-safe. */
public final class Remote implements AutoCloseable {
    private final SftpTerms terms;
    private final OutboundPolicy policy;
    private final Duration timeout;
    private final SshClient client;

    /** @param policy asked before every connection, which then goes to an address that it has seen */
    public Remote(SftpTerms terms, OutboundPolicy policy, Duration timeout) {
        this.terms = terms;
        this.policy = policy;
        this.timeout = timeout;
        this.client = SshClient.setUpDefaultClient();
        client.setNioWorkers(1);
        // Nothing of the user's own ~/.ssh has a say here.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier((session, address, key) -> isPinned(key));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, timeout.multipliedBy(5));
        client.start();
    }

    /** The address may not be called, or the server is not the one that was pinned: trying again changes nothing. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** An open connection; closing it ends the session. */
    record Open(ClientSession session, SftpClient sftp) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (session) {
                sftp.close();
            }
        }
    }

    Open open() throws IOException {
        ClientSession session =
                client.connect(terms.user(), address()).verify(timeout).getSession();
        try {
            identify(session);
            session.auth().verify(timeout);
            return new Open(session, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException e) {
            session.close(true);
            boolean otherKey = String.valueOf(e.getMessage()).contains("Server key did not validate");
            throw otherKey
                    ? new RefusedException(
                            "The server " + terms.host() + " shows another key than 'hostKey' says. If the"
                                    + " partner has changed it, ask for the new one by another way than this connection.")
                    : e;
        }
    }

    /** Looked up once: a name that stands for another address a moment later (DNS rebinding) is not followed. */
    private InetSocketAddress address() throws IOException {
        OutboundPolicy.Verdict verdict = policy.check(URI.create("http://" + terms.host() + ":" + terms.port() + "/"));
        if (verdict instanceof OutboundPolicy.Verdict.Refused refused) {
            throw new RefusedException(refused.reason());
        }
        if (verdict instanceof OutboundPolicy.Verdict.Unknown unknown) {
            throw new IOException(unknown.reason());
        }
        return new InetSocketAddress(
                ((OutboundPolicy.Verdict.Allowed) verdict).addresses().get(0), terms.port());
    }

    private void identify(ClientSession session) throws IOException {
        if (terms.password().isPresent()) {
            session.addPasswordIdentity(reveal(terms.password().get()));
        }
        if (terms.key().isPresent()) {
            byte[] bytes = reveal(terms.key().get()).getBytes(StandardCharsets.US_ASCII);
            try {
                for (KeyPair pair : SecurityUtils.loadKeyPairIdentities(
                        null,
                        NamedResource.ofName("key of the connection"),
                        new ByteArrayInputStream(bytes),
                        FilePasswordProvider.EMPTY)) {
                    session.addPublicKeyIdentity(pair);
                }
            } catch (GeneralSecurityException e) {
                throw new RefusedException("Our private key cannot be read: " + e.getMessage());
            }
        }
    }

    private static String reveal(Secret secret) {
        return secret.reveal();
    }

    private boolean isPinned(PublicKey key) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        return terms.hostKeys().stream()
                .anyMatch(pinned -> pinned.startsWith("SHA256:")
                        ? pinned.replace("=", "").equals(fingerprint)
                        : isSame(pinned, key));
    }

    private static boolean isSame(String text, PublicKey key) {
        try {
            return KeyUtils.compareKeys(
                    PublicKeyEntry.parsePublicKeyEntry(text).resolvePublicKey(null, null, null), key);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    String path(String name) {
        String folder = terms.folder();
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    String folder() {
        return terms.folder();
    }

    /** For messages. */
    String label() {
        return terms.user() + "@" + terms.host() + ":" + terms.port();
    }

    @Override
    public void close() {
        client.stop();
    }
}
