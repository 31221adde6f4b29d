package io.lading.cli.simulate;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** The SFTP server of played partners, on loopback: each signs in to a folder of its own. */
final class SftpHost implements AutoCloseable {
    private final SshServer server;
    private final Path root;
    private final String fingerprint;

    private SftpHost(SshServer server, Path root, String fingerprint) {
        this.server = server;
        this.root = root;
        this.fingerprint = fingerprint;
    }

    /** @param passwords says whether user and password belong together */
    static SftpHost start(Path root, KeyPairFile identity, BiPredicate<String, String> passwords) throws IOException {
        Files.createDirectories(root);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        KeyPair key = new KeyPair(identity.certificate().getPublicKey(), identity.key());
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> passwords.test(user, password));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root) {
            @Override
            public Path getUserHomeDir(SessionContext session) throws IOException {
                return Files.createDirectories(root.resolve(session.getUsername()));
            }
        });
        server.start();
        return new SftpHost(server, root, KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic()));
    }

    int port() {
        return server.getPort();
    }

    /** As partner files pin it. */
    String fingerprint() {
        return fingerprint;
    }

    /** Where a partner's folder really is. */
    Path folder(String user, String named) throws IOException {
        return Files.createDirectories(root.resolve(user).resolve(named.replaceFirst("^/+", "")));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
