package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.Login;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import io.lading.transport.folder.FolderProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries mailboxes: that our SFTP server answers, and that answers can be laid out for the partner. */
public final class MailboxProbe implements Probe {
    private final MailboxServer server;
    private final Path mailboxes;

    public MailboxProbe(MailboxServer server, Path mailboxes) {
        this.server = server;
        this.mailboxes = mailboxes;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.MAILBOX_IN) || door.equals(Door.MAILBOX_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        steps.run("server", "The hub's log says why it is closed; see mailboxes.port in lading.yaml.", () -> {
            if (server.port() == 0) {
                throw new IOException("Our SFTP server is closed.");
            }
            return "Our SFTP server is open on port " + server.port() + ", host key " + server.fingerprint() + ".";
        });
        connection.login().ifPresent(login -> steps.note("user", words(login)));
        if (connection.direction() == Direction.OUT) {
            Path out = MailboxServer.out(mailboxes, connection.partner());
            steps.run("mailbox", "Look at the rights of the data folder.", () -> {
                Files.createDirectories(out);
                return "The partner collects from out/.";
            });
            FolderProbe.write(out, steps);
        }
    }

    private static String words(Login login) {
        return "The partner signs in as " + login.user() + " with "
                + (login.keys().isEmpty()
                        ? ""
                        : login.keys().size() + (login.keys().size() == 1 ? " key" : " keys"))
                + (login.keys().isEmpty() || login.password().isEmpty() ? "" : " or ")
                + (login.password().isPresent() ? "its password" : "")
                + " and drops into in/. Only it can try that: sftp -P <port> " + login.user() + "@<host>.";
    }
}
