package io.lading.transport.sftp;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.HeldBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SFTP server with the partners' mailboxes; runs once there is a mailbox. Thread-safe. */
public final class MailboxServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailboxServer.class);
    private static final int MOST_SESSIONS_A_USER = 16;
    private static final int MOST_CHANNELS = 4;
    private static final int MOST_HANDLES = 64;
    private static final int MOST_TRIES = 6;

    private final Place place;
    private final Supplier<Community> community;
    private final Limits limits;
    private final Destination destination;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mailbox-looks");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable SshServer server;

    /**
     * Where it listens and keeps what.
     *
     * @param port 0 takes any free one
     * @param mailboxes one folder a partner
     * @param spool for files on their way in; nobody else's
     * @param hostKey made if it is not there
     */
    public record Place(String bind, int port, Path mailboxes, Path spool, Path hostKey) {}

    /**
     * What it takes at most.
     *
     * @param mostBytes of a file
     * @param unfinishedBytes of a user's files that are not finished, in all
     * @param heldBytes larger files are stored as they are read
     */
    public record Limits(long mostBytes, long unfinishedBytes, int heldBytes) {}

    /**
     * Where it takes what partners drop.
     *
     * @param heldBack told of unfinished files that were left
     */
    public record Destination(SubmissionPort port, RenameLog renames, HeldBack heldBack) {}

    public MailboxServer(
            Place place, Limits limits, Supplier<Community> community, Destination destination, Clock clock) {
        this.place = place;
        this.limits = limits;
        this.community = community;
        this.destination = destination;
        this.clock = clock;
    }

    /** The folder from which a partner collects. */
    public static Path out(Path mailboxes, String partner) {
        return mailboxes.resolve(partner).resolve(MailboxFiles.OUT);
    }

    /** Starts it if it does not run yet. */
    public synchronized void start() throws IOException {
        if (server != null) {
            return;
        }
        Mailboxes mailboxes =
                new Mailboxes(new KeptFiles(place.spool()), limits.unfinishedBytes(), destination.heldBack(), clock);
        SshServer made = SshServer.setUpDefaultServer();
        made.setHost(place.bind());
        made.setPort(place.port());
        made.setKeyPairProvider(KeyPairProvider.wrap(HostKey.all(place.hostKey())));
        Logins logins = new Logins(community, clock);
        made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        made.setPublickeyAuthenticator(logins::byKey);
        made.setPasswordAuthenticator(logins::byPassword);
        refuseAllElse(made);
        limit(made);
        leaveOutWeak(made);
        Uploads uploads = new Uploads(
                mailboxes,
                logins,
                destination.port(),
                new Intake(destination.port(), destination.renames(), limits.heldBytes()),
                limits.mostBytes(),
                clock);
        made.setSubsystemFactories(List.of(new MailboxSubsystem.Factory(uploads)));
        made.setFileSystemFactory(new VirtualFileSystemFactory() {
            @Override
            public Path getUserHomeDir(SessionContext session) throws IOException {
                return home(logins, session);
            }
        });
        made.start();
        server = made;
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(() -> lookAtUnfinished(mailboxes), 1, 10, TimeUnit.MINUTES);
        log.info("Mailboxes are open by SFTP on {} port {}", place.bind(), made.getPort());
    }

    /** An outage of the record must not end the looks that come after it. */
    private static void lookAtUnfinished(Mailboxes mailboxes) {
        try {
            mailboxes.look();
        } catch (RuntimeException e) {
            log.warn("Unfinished files of mailboxes are looked at again in 10 minutes: {}", e.toString());
        }
    }

    /** No shell, no command, no forwarding, no agent: a mailbox and nothing else. */
    private static void refuseAllElse(SshServer server) {
        server.setShellFactory(null);
        server.setCommandFactory(null);
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setAgentFactory(null);
        server.setHostBasedAuthenticator(null);
        server.setGSSAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
    }

    /** What the library still offers for old clients: SHA-1, and compression before anybody has signed in. */
    private static void leaveOutWeak(SshServer server) {
        server.setSignatureFactories(server.getSignatureFactories().stream()
                .filter(signature -> !signature.getName().equals("ssh-rsa"))
                .toList());
        server.setMacFactories(server.getMacFactories().stream()
                .filter(mac -> !mac.getName().contains("sha1"))
                .toList());
        server.setCompressionFactories(List.of(BuiltinCompressions.none, BuiltinCompressions.delayedZlib));
    }

    private static void limit(SshServer server) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "LADING");
        // Answers of a few bytes would wait for the client's delayed acknowledgement, 40 ms each.
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, Duration.ofSeconds(30));
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ofMinutes(10));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, MOST_TRIES);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, MOST_SESSIONS_A_USER);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MOST_CHANNELS);
        SftpModuleProperties.MAX_OPEN_HANDLES_PER_SESSION.set(server, MOST_HANDLES);
    }

    /** The partner's id is ours, made of small letters, digits and dashes; the user's name never becomes a path. */
    private Path home(Logins logins, SessionContext session) throws IOException {
        Optional<Connection> mailbox = logins.mailbox(session.getUsername());
        if (mailbox.isEmpty()) {
            throw new IOException("There is no such mailbox.");
        }
        Path home = place.mailboxes().resolve(mailbox.get().partner());
        Files.createDirectories(home.resolve(MailboxFiles.IN));
        Files.createDirectories(home.resolve(MailboxFiles.OUT));
        return home;
    }

    /** By which partners know the server, one for each kind of key: {@code SHA256:… (ssh-ed25519), SHA256:… (ssh-rsa)}. */
    public String fingerprint() throws IOException {
        return HostKey.all(place.hostKey()).stream()
                .map(pair -> KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic()) + " ("
                        + KeyUtils.getKeyType(pair) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Where it listens; 0 while it does not. */
    public synchronized int port() {
        return server == null ? 0 : server.getPort();
    }

    @Override
    public synchronized void close() throws IOException {
        looks.shutdownNow();
        if (server != null) {
            server.stop(true);
            server = null;
        }
    }
}
