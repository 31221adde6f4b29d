package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.tracking.Lane;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.SourceNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands whole files over to the record; what it refuses the client hears. Thread-safe. */
final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final SubmissionPort port;
    private final RenameLog renames;
    private final int heldBytes;

    /** @param heldBytes larger files are stored as they are read */
    Intake(SubmissionPort port, RenameLog renames, int heldBytes) {
        this.port = port;
        this.renames = renames;
        this.heldBytes = heldBytes;
    }

    /**
     * Returns when it is durable.
     *
     * @param key makes a second submission, as after a crash before the answer, the same one
     * @return the transmission's id
     */
    long submit(Connection mailbox, ServerSession session, Path file, String name, @Nullable String key)
            throws IOException {
        if (Files.size(file) == 0) {
            throw Refusals.failure("The file is empty; nothing was taken.");
        }
        try {
            return id(receive(mailbox, session, file, name, key));
        } catch (RecordFailure | IllegalStateException e) {
            log.warn("sftp connection of {} was answered with a failure: {}", session.getUsername(), e.getMessage());
            throw Refusals.failure("The file cannot be kept at present; send it again later.");
        }
    }

    private static long id(Receipt receipt) throws IOException {
        if (receipt instanceof Receipt.Accepted accepted) {
            return accepted.transmissionId();
        }
        if (receipt instanceof Receipt.Repeated repeated) {
            return repeated.transmissionId();
        }
        throw Refusals.failure("A shorter state of this file was taken in before. Send it again under another name.");
    }

    private Receipt receive(Connection mailbox, ServerSession session, Path file, String name, @Nullable String key)
            throws IOException {
        boolean small = Files.size(file) <= heldBytes;
        Reception facts = new Reception(
                mailbox.id(),
                mailbox.partner(),
                "sftp:" + session.getUsername(),
                "mailbox",
                key,
                SourceNames.shown(name),
                Logins.address(session.getClientAddress()),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                small ? Files.readAllBytes(file) : new byte[0]);
        if (small) {
            return port.submit(facts);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return port.submit(facts, in);
        }
    }

    void renamed(Connection mailbox, long transmission, String from, String to) throws IOException {
        try {
            renames.renamed(mailbox.id(), transmission, SourceNames.shown(from), SourceNames.shown(to));
        } catch (RecordFailure e) {
            log.warn("sftp connection={} could not note a new name: {}", mailbox.id(), e.getMessage());
            throw Refusals.failure(
                    from + " was taken in, but its new name cannot be noted at present; try again later.");
        }
    }
}
