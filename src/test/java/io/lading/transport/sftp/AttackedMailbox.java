package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.HeldBack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** A mailbox server with one partner, and a client that is signed in as that partner. */
final class AttackedMailbox implements AutoCloseable {
    private static final KeyPair KEY = key();

    /** What was taken, in order. */
    final List<Reception> taken = new CopyOnWriteArrayList<>();

    private final MailboxServer server;
    private final SshClient ssh;

    /** What was given another name after it was taken. */
    final List<String> renamed = new CopyOnWriteArrayList<>();

    final HeldBack heldBack = new HeldBack(Clock.systemUTC(), item -> {});
    /** As when the disk is nearly full. */
    volatile boolean closed;

    AttackedMailbox(Path folder, long mostBytes) throws IOException {
        this(folder, mostBytes, 64 * mostBytes);
    }

    AttackedMailbox(Path folder, long mostBytes, long unfinishedBytes) throws IOException {
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(
                partners.resolve("us.yaml"),
                "partner: us\nown: true\nidentifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]\n");
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                connections:
                  drop: { door: mailbox, user: globex, keys: [ "%s" ] }
                """.formatted(PublicKeyEntry.toString(KEY.getPublic())));
        Community community = community(folder, partners);
        server = new MailboxServer(
                new MailboxServer.Place(
                        "127.0.0.1",
                        0,
                        folder.resolve("mailboxes"),
                        folder.resolve("spool"),
                        folder.resolve("host-key.pem")),
                new MailboxServer.Limits(mostBytes, unfinishedBytes, 64 * 1024),
                () -> community,
                new MailboxServer.Destination(
                        new Kept(), (connection, id, from, to) -> renamed.add(id + " " + from + " " + to), heldBack),
                Clock.systemUTC());
        server.start();
        ssh = SshClient.setUpDefaultClient();
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setServerKeyVerifier((any, address, key) -> true);
        ssh.start();
    }

    /** A client of its own that speaks as it is told; whether it gets in. */
    boolean signIn(Consumer<SshClient> speaking) throws IOException {
        try (SshClient other = SshClient.setUpDefaultClient()) {
            other.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            other.setServerKeyVerifier((any, address, key) -> true);
            speaking.accept(other);
            other.start();
            try (ClientSession session = other.connect("globex", "127.0.0.1", server.port())
                    .verify(Duration.ofSeconds(20))
                    .getSession()) {
                session.addPublicKeyIdentity(KEY);
                return session.auth().verify(Duration.ofSeconds(20)).isSuccess();
            }
        }
    }

    ClientSession signIn() throws IOException {
        ClientSession session = ssh.connect("globex", "127.0.0.1", server.port())
                .verify(Duration.ofSeconds(20))
                .getSession();
        session.addPublicKeyIdentity(KEY);
        session.auth().verify(Duration.ofSeconds(20));
        return session;
    }

    int port() {
        return server.port();
    }

    /** The partner's key, for programs that want it in a file. */
    void writeKey(Path file) throws IOException, GeneralSecurityException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(
                file,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(KEY, "globex", null, out);
        }
        Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), PublicKeyEntry.toString(KEY.getPublic()));
    }

    @Override
    public void close() throws IOException {
        ssh.stop();
        server.close();
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes everything and forgets nothing. */
    private final class Kept implements SubmissionPort {
        @Override
        public void requireOpen() {
            if (closed) {
                throw new IntakeClosed("Only 3 MB are free.", "The hub is short of room.");
            }
        }

        @Override
        public Receipt submit(Reception reception) {
            taken.add(reception);
            return new Receipt.Accepted(taken.size());
        }

        @Override
        public Receipt submit(Reception facts, InputStream body) throws IOException {
            body.readAllBytes();
            return submit(facts);
        }
    }

    private static Community community(Path folder, Path partners) {
        PartnerContext context = new PartnerContext(
                Environment.TEST,
                Map.of(),
                Permitted.usual(folder),
                Optional.empty(),
                Optional.empty(),
                new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24)),
                OutboundPolicy.allowing(List.of()));
        LoadedCommunity.Candidate read =
                new LoadedCommunity(partners, () -> context, Community.empty(Environment.TEST)).read(partners);
        assertThat(read.problems()).isEmpty();
        return read.community().orElseThrow();
    }
}
