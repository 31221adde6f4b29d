package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner's server as OpenSSH's sshd is one: we fetch orders from it and put them back as JSON. */
@Tag("long")
class SftpServerTest {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    Path folder;

    private Process sshd;
    private int port;

    @BeforeEach
    void startSshd() throws Exception {
        Needs.thatHolds(Files.isExecutable(SSHD), "sshd is not installed (Debian: apt-get install openssh-server)");
        keygen("host", "ed25519");
        keygen("other", "ed25519");
        Files.createDirectories(folder.resolve("keys"));
        keygen("keys/id", "ed25519");
        port = As2Hubs.freePort();
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // where it locks itself in
        }
        Path configuration = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PermitRootLogin yes
                PasswordAuthentication no
                Subsystem sftp internal-sftp
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("keys/id.pub")));
        sshd = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        As2Hubs.await("sshd", this::answers);
        Files.createDirectories(folder.resolve("remote/out"));
        Files.createDirectories(folder.resolve("remote/in"));
    }

    @AfterEach
    void stopSshd() throws InterruptedException {
        if (sshd != null) {
            sshd.destroy();
            sshd.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void ordersAreFetchedAndDeletedAndWhatIsSentAppearsWhole() throws Exception {
        Files.writeString(folder.resolve("remote/out/order.x12"), As2Hubs.order("PO-77"));
        Files.writeString(folder.resolve("remote/out/half.x12.part"), "ISA");

        try (TestDatabase record = TestDatabase.fresh();
                Hub hub = hub(record, "host")) {
            As2Hubs.await(
                    "the order to come back as JSON", () -> names("remote/in").size() == 1);
            As2Hubs.await("the order to be deleted at the server", () -> names("remote/out")
                    .equals(List.of("half.x12.part")));

            Path put = folder.resolve("remote/in").resolve(names("remote/in").get(0));
            assertThat(Files.readString(put)).contains("PO-77");
            assertThat(As2Hubs.texts(
                            record, "select file_name || ' ' || door from transmission where direction = 'IN'"))
                    .containsExactly("order.x12 sftp");
            assertThat(hub.address()).isNotNull();
        }
    }

    @Test
    void aServerWithAnotherKeyGetsNothing() throws Exception {
        Files.writeString(folder.resolve("remote/out/order.x12"), As2Hubs.order("PO-78"));

        try (TestDatabase record = TestDatabase.fresh();
                Hub hub = hub(record, "other")) {
            As2Hubs.await("three looks", () -> failures() >= 3);

            assertThat(names("remote/out")).containsExactly("order.x12");
            assertThat(As2Hubs.texts(record, "select id::text from transmission"))
                    .isEmpty();
            assertThat(hub.address()).isNotNull();
        }
    }

    /** sshd notes each client that leaves before it has signed in. */
    private long failures() {
        try {
            return Files.readString(folder.resolve("sshd.log"))
                    .lines()
                    .filter(line -> line.contains("[preauth]"))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Hub hub(TestDatabase record, String pinned) throws Exception {
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
                """);
        String server = "host: localhost, port: %d, user: %s, key: \"file:%s\", hostKey: \"%s\""
                .formatted(
                        port,
                        System.getProperty("user.name"),
                        folder.resolve("keys/id"),
                        Files.readString(folder.resolve(pinned + ".pub")).strip());
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  fetch: { door: sftp, direction: in, folder: "%s", files: "*.x12", every: 300ms, %s }
                  put: { door: sftp, direction: out, folder: "%s", %s }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: fetch, acknowledge: { functional: none }, deliver: [ globex ] }
                  - { sends: Order, as: json, through: put }
                """.formatted(
                        folder.resolve("remote/out"), server, folder.resolve("remote/in"), server));
        return Hub.start(TestSettings.in(
                folder.resolve("data"),
                record.environment(),
                "folders.partners=" + partners,
                "folders.secrets=" + folder.resolve("keys"),
                "delivery.allowTargets=loopback"));
    }

    private List<String> names(String of) {
        try (var files = Files.list(folder.resolve(of))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".")) // not whole yet
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void keygen(String name, String type) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                "",
                "-f",
                folder.resolve(name).toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
