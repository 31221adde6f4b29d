package io.lading.routing;

import io.lading.partner.Connection;
import io.lading.partner.Door;
import io.lading.routing.ConnectionRoutes.Reach;
import io.lading.security.Permitted;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.Turns;
import io.lading.transport.HeldBack;
import io.lading.transport.folder.FolderSource;
import io.lading.transport.folder.WatchedFolder;
import io.lading.transport.mail.MailSource;
import io.lading.transport.queue.QueueSource;
import io.lading.transport.sftp.SftpSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what takes in for a connection whose door fetches. All of them keep one rule: what lies at a source is taken away
 * from there only when it is durable here. Shared between threads.
 */
final class Sources {
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Reach reach;
    private final Sinks sinks;
    private final SubmissionPort port;
    private final HeldBack heldBack;
    private final Turns turns;
    private final Clock clock;

    /** @param sinks know how servers are reached */
    Sources(Reach reach, Sinks sinks, SubmissionPort port, HeldBack heldBack, Turns turns, Clock clock) {
        this.reach = reach;
        this.sinks = sinks;
        this.port = port;
        this.heldBack = heldBack;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * A source, and the connector template that drives it.
     *
     * @param parameters of the template, beside the connection and the source itself
     */
    record Made(Object source, String template, Map<String, String> parameters) {}

    /** Empty for doors at which partners knock themselves. */
    Optional<Made> make(Connection connection) {
        if (connection.door().equals(Door.FOLDER_IN)) {
            return Optional.of(new Made(folder(connection), "folder-watch-source", Map.of()));
        }
        if (connection.door().equals(Door.SFTP_IN) && connection.sftp().isPresent()) {
            SftpSource.Limits limits =
                    new SftpSource.Limits(spool("sftp-fetch"), reach.mostBytes(), (int) reach.heldBytes());
            SftpSource source =
                    new SftpSource(connection, sinks.remote(connection.sftp().get()), port, heldBack, turns, limits);
            return Optional.of(new Made(source, "sftp-poll-source", every(connection)));
        }
        if (connection.door().equals(Door.MAIL_IN) && connection.mail().isPresent()) {
            MailSource.Limits limits = new MailSource.Limits(spool("mail"), reach.mostBytes(), (int) reach.heldBytes());
            MailSource source = new MailSource(
                    connection, sinks.mailServer(connection.mail().get()), port, heldBack, turns, limits);
            return Optional.of(new Made(source, "mail-poll-source", every(connection)));
        }
        if (connection.door().equals(Door.QUEUE_IN)) {
            QueueSource source =
                    new QueueSource(connection, port, heldBack, reach.mostBytes(), (int) reach.heldBytes());
            return Optional.of(new Made(source, "queue-consume-source", Map.of("address", connection.address())));
        }
        return Optional.empty();
    }

    /** What a connection that is no longer there held back is nobody's trouble any more. */
    void forget(String connection) {
        heldBack.forget(connection);
    }

    private FolderSource folder(Connection connection) {
        WatchedFolder folder = new WatchedFolder(
                reach.folders().resolve(connection.folder()),
                connection.setting("files").orElse("*"),
                clock,
                path -> reach.permitted().folder(path.toString()) instanceof Permitted.Folder.Usable);
        FolderSource.Limits limits =
                new FolderSource.Limits(duration(connection, "settled", SETTLED), reach.mostBytes(), reach.heldBytes());
        return new FolderSource(connection.id(), connection.partner(), folder, port, heldBack, limits, clock);
    }

    private Path spool(String door) {
        return reach.folders().resolve("spool").resolve(door);
    }

    private static Map<String, String> every(Connection connection) {
        return Map.of("every", "" + duration(connection, "every", EVERY).toMillis());
    }

    private static Duration duration(Connection connection, String key, Duration otherwise) {
        return connection.setting(key).flatMap(io.lading.yaml.Durations::parse).orElse(otherwise);
    }
}
