package io.lading.transport.sftp;

import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import io.lading.transport.sftp.Remote.Open;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Puts files onto a partner's server: under another name until they are whole, then renamed. The name is the stable key: a
 * file of that name with the same bytes is there already. Shared between threads.
 */
public final class SftpSink implements Sink, AutoCloseable {

    private final Remote remote;

    public SftpSink(Remote remote) {
        this.remote = remote;
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        List<Sent> sent = new ArrayList<>();
        try (Open open = remote.open()) {
            for (Outbound outbound : transmissions) {
                sent.add(put(open.sftp(), outbound));
            }
        } catch (Remote.RefusedException e) {
            rest(transmissions, sent, Outcome.PERMANENT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            rest(transmissions, sent, Outcome.TRANSIENT, "No connection to " + remote.label() + ": " + e.getMessage());
        }
        return sent;
    }

    private static void rest(List<Outbound> transmissions, List<Sent> sent, Outcome outcome, String why) {
        for (Outbound outbound : transmissions.subList(sent.size(), transmissions.size())) {
            sent.add(Sent.failed(outbound.transmissionId(), outcome, why));
        }
    }

    private Sent put(SftpClient sftp, Outbound outbound) {
        String target = remote.path(outbound.fileName());
        String temporary = remote.path("." + outbound.fileName() + ".part");
        try {
            if (exists(sftp, target)) {
                return compare(sftp, target, outbound);
            }
            CrashPoints.reach("before-file-sync");
            try (OutputStream out = sftp.write(temporary, OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
                send(outbound.content(), out);
            }
        } catch (IOException e) {
            return Sent.failed(
                    outbound.transmissionId(),
                    Outcome.TRANSIENT,
                    "The file " + outbound.fileName() + " could not be written to " + remote.label() + ": "
                            + e.getMessage());
        }
        try {
            CrashPoints.reach("before-file-rename");
            sftp.rename(temporary, target);
            return Sent.delivered(outbound.transmissionId(), "Put as " + target + ".");
        } catch (IOException e) {
            return Sent.failed(
                    outbound.transmissionId(),
                    Outcome.UNKNOWN,
                    "The file was written, but whether it was renamed to " + target + " is not known: "
                            + e.getMessage());
        }
    }

    private static void send(Body content, OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }

    private static boolean isSame(SftpClient sftp, String target, Body content) throws IOException {
        if (sftp.stat(target).getSize() != content.size()) {
            return false;
        }
        try (InputStream there = sftp.read(target)) {
            return content.isSameAs(there);
        }
    }

    private static Sent compare(SftpClient sftp, String target, Outbound outbound) throws IOException {
        boolean same = isSame(sftp, target, outbound.content());
        return same
                ? Sent.delivered(outbound.transmissionId(), "The file " + target + " was there already.")
                : Sent.failed(
                        outbound.transmissionId(),
                        Outcome.PERMANENT,
                        "Another file of the name " + target
                                + " is there; have it removed, or make the connection's fileName tell them apart.");
    }

    static boolean exists(SftpClient sftp, String path) throws IOException {
        try {
            sftp.stat(path);
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
