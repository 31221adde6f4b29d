package io.lading.transport.sftp;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.SftpTerms;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import io.lading.transport.sftp.Remote.Open;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Tries partners' SFTP servers: network, host key and sign-in, the folder, and where we put files, a file put and removed. */
public final class SftpProbe implements Probe {
    private final NetworkProbe network;
    private final Function<SftpTerms, Remote> remotes;

    public SftpProbe(NetworkProbe network, Function<SftpTerms, Remote> remotes) {
        this.network = network;
        this.remotes = remotes;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.SFTP_IN) || door.equals(Door.SFTP_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        SftpTerms terms = connection.sftp().orElseThrow();
        Optional<Socket> socket = network.open(terms.host(), terms.port(), steps);
        if (socket.isEmpty()) {
            return;
        }
        close(socket.get());
        try (Remote remote = remotes.apply(terms)) {
            Open[] open = new Open[1];
            boolean signedIn = steps.run("sign-in", "", () -> {
                open[0] = signIn(remote, terms);
                return "Its host key is the one that is pinned; we are signed in as " + terms.user() + ".";
            });
            if (signedIn) {
                try (Open session = open[0]) {
                    look(session.sftp(), remote, connection, steps);
                } catch (IOException e) {
                    steps.note("end", "The session did not end cleanly: " + e.getMessage() + ".");
                }
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was only to see that somebody listens.
        }
    }

    private static Open signIn(Remote remote, SftpTerms terms) throws ProbeSteps.Failure {
        try {
            return remote.open();
        } catch (Remote.RefusedException e) {
            throw new ProbeSteps.Failure(
                    String.valueOf(e.getMessage()),
                    "'ssh-keyscan -p " + terms.port() + " " + terms.host() + " | ssh-keygen -lf -' shows its key now.");
        } catch (IOException e) {
            boolean refused = String.valueOf(e.getMessage()).contains("authentication methods");
            throw new ProbeSteps.Failure(
                    refused
                            ? "The server does not let us in as " + terms.user() + " with our "
                                    + (terms.key().isPresent() ? "key." : "password.")
                            : "The SSH session does not begin: " + e.getMessage() + ".",
                    refused
                            ? "Ask the partner whether the user is right and our public key is installed."
                            : "Ask the partner whether this is an SSH server, and which algorithms it takes.");
        }
    }

    private static void look(SftpClient sftp, Remote remote, Connection connection, ProbeSteps steps) {
        String advice = "Check 'folder'; ask the partner which folder is ours and which rights we have there.";
        boolean listed = steps.run("folder", advice, () -> {
            sftp.stat(remote.folder());
            int files = 0;
            for (SftpClient.DirEntry entry : sftp.readDir(remote.folder())) {
                files += entry.getAttributes().isRegularFile() ? 1 : 0;
            }
            return remote.folder() + " can be listed; it holds " + files + (files == 1 ? " file." : " files.");
        });
        if (!listed) {
            return;
        }
        if (connection.direction() == Direction.IN) {
            steps.note(
                    "delete",
                    "Files are deleted there once they are durable here; whether we may is seen with the first one.");
            return;
        }
        steps.run("write", advice, () -> {
            String name = remote.path(".lading-test-"
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
            try (OutputStream out = sftp.write(name, OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
                out.write('\n');
            }
            return remove(sftp, name);
        });
    }

    /** A server that takes files away as soon as they are there, as Lading's own mailboxes do, has none to remove. */
    private static String remove(SftpClient sftp, String name) throws IOException {
        try {
            sftp.remove(name);
            return "A file could be put and removed.";
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return "A file could be put; the server took it away at once.";
            }
            throw e;
        }
    }
}
