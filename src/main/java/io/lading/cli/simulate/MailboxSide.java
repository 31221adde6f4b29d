package io.lading.cli.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A partner that comes to its mailbox at the hub by SFTP: drops into in, collects from out. Thread-safe. */
final class MailboxSide implements Side {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final ClientSession session;
    private final SftpClient sftp;
    private final Mailbox arrivals;

    MailboxSide(String host, int port, String user, String password, Mailbox arrivals) throws IOException {
        this.arrivals = arrivals;
        client.setNioWorkers(1);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE); // loopback, made for this run
        client.start();
        try {
            session = client.connect(user, host, port).verify(LONGEST).getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(LONGEST);
            sftp = SftpClientFactory.instance().createSftpClient(session);
        } catch (IOException e) {
            client.stop(); // ends the session, if there is one, and its threads
            throw e;
        }
    }

    @Override
    public synchronized String send(Letter letter) throws IOException {
        try (OutputStream out = sftp.write("in/" + letter.fileName(), OpenMode.Write, OpenMode.Create)) {
            out.write(letter.body());
        }
        return "dropped as in/" + letter.fileName();
    }

    @Override
    public synchronized void look() throws IOException {
        for (DirEntry entry : sftp.readDir("out")) {
            if (entry.getAttributes().isRegularFile() && !entry.getFilename().startsWith(".")) {
                String path = "out/" + entry.getFilename();
                byte[] body;
                try (InputStream in = sftp.read(path)) {
                    body = in.readAllBytes();
                }
                arrivals.take(entry.getFilename(), "", body);
                sftp.remove(path);
            }
        }
    }

    @Override
    public synchronized void close() {
        session.close(true);
        client.stop();
    }
}
