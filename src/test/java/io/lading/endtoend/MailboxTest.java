package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import io.lading.api.ApiConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.PasswordHash;
import io.lading.transport.sftp.MailboxServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailboxes as OpenSSH's sftp and lftp meet them. */
@Tag("long")
class MailboxTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static TestDatabase record;
    private static Hub hub;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Needs.thatHolds(isThere("sftp"), "sftp is not installed (Debian: apt-get install openssh-client)");
        run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id"));
        run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "stranger"));
        record = TestDatabase.fresh();
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
                """);
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  drop: { door: mailbox, user: globex, keys: [ "%s" ], password: "%s" }
                  collect: { door: mailbox, direction: out, fileName: "{document}-{number}-{id}.{extension}" }
                acknowledge: { functional: 997, through: collect }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: drop, deliver: [ globex ] }
                  - { sends: Order, as: json, through: collect }
                """.formatted(
                Files.readString(folder.resolve("id.pub")).strip(),
                PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom()).text()));
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        record.environment(),
                        "folders.partners=" + partners,
                        "mailboxes.port=0",
                        "limits.bulkAbove=64KB"),
                ApiConfiguration.class);
        port = hub.part(MailboxServer.class).port();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
            record.close();
        }
    }

    @Test
    void whatIsDroppedIsTakenInAndTheAnswersAreCollected() throws Exception {
        Files.writeString(folder.resolve("order.x12"), As2Hubs.order("PO-SFTP"));

        String put = sftp("put order.x12 in/order.x12");

        assertThat(put).doesNotContain("Failure", "denied");
        assertThat(names()).contains("order.x12");
        As2Hubs.await(
                "997 and order in the mailbox",
                () -> sftp("ls -1 out").contains("Order-PO-SFTP-")
                        && sftp("ls -1 out").contains("997-"));
        String order = sftp("ls -1 out")
                .lines()
                .filter(line -> line.contains("Order-PO-SFTP-"))
                .findFirst()
                .orElseThrow();
        assertThat(sftp("get " + order + " got.json", "rm " + order, "ls -1 out"))
                .doesNotContain("Failure");
        assertThat(Files.readString(folder.resolve("got.json"))).contains("PO-SFTP");
        assertThat(sftp("ls -1 out")).doesNotContain(order);
    }

    @Test
    void aFileThatIsRenamedWhenItIsFinishedIsTakenInThen() throws Exception {
        Files.writeString(folder.resolve("renamed.x12"), As2Hubs.order("PO-REN"));

        String left = sftp("put renamed.x12 in/renamed.x12.filepart", "ls -l in");
        assertThat(names()).as("given up when the session ended").doesNotContain("renamed.x12.filepart");

        assertThat(sftp("put renamed.x12 in/renamed.x12.filepart", "rename in/renamed.x12.filepart in/renamed.x12"))
                .as(left)
                .doesNotContain("Failure", "denied");
        assertThat(names()).contains("renamed.x12");
    }

    @Test
    void timesAndModesOfWhatWasDroppedHarmNobody() throws Exception {
        Files.writeString(folder.resolve("preserved.x12"), As2Hubs.order("PO-P"));

        assertThat(sftp("put -p preserved.x12 in/preserved.x12")).doesNotContain("Failure", "denied");
        assertThat(names()).contains("preserved.x12");
    }

    @Test
    void whatIsTooLargeToHoldIsStoredAsItIsRead() throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.length() < 400_000) {
            text.append(As2Hubs.order("PO-BIG" + text.length()));
        }
        Files.writeString(folder.resolve("big.x12"), text);

        assertThat(sftp("put big.x12 in/big.x12")).doesNotContain("Failure");
        assertThat(As2Hubs.texts(record, "select size::text from transmission where file_name = 'big.x12'"))
                .containsExactly("" + text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put order.x12 order.x12",
                "put order.x12 out/order.x12",
                "put order.x12 ../order.x12",
                "put order.x12 in/../../../order.x12",
                "put order.x12 /etc/order.x12",
                "put order.x12 in/sub/order.x12",
                "mkdir in/sub",
                "mkdir new",
                "symlink /etc/passwd in/link",
                "symlink /etc/passwd out/link",
                "ln out/keep.txt out/hard",
                "rename out/keep.txt out/other.txt",
                "rename out/keep.txt ../keep.txt",
                "get ../../../../../etc/passwd",
                "get /etc/passwd",
                "get out/.hidden",
                "get out/link.txt",
                "rm out/.hidden",
                "rmdir out",
                "rm in/none",
                "chmod 777 out/keep.txt",
                "chown 0 out/keep.txt"
            })
    void nothingElseIsAllowed(String command) throws Exception {
        Path out = Files.createDirectories(folder.resolve("data/mailboxes/globex/out"));
        Files.writeString(folder.resolve("order.x12"), As2Hubs.order("PO-NO"));
        Files.writeString(out.resolve("keep.txt"), "kept");
        Files.writeString(out.resolve(".hidden"), "half");
        if (!Files.exists(out.resolve("link.txt"), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(out.resolve("link.txt"), Path.of("/etc/passwd"));
        }

        assertThat(status("id", command)).as(command).isNotZero();
        assertThat(out.resolve("keep.txt")).hasContent("kept");
        assertThat(out.resolve(".hidden")).exists();
        assertThat(folder.resolve("passwd")).doesNotExist();
        assertThat(namesBelow(folder.resolve("data/mailboxes"))).doesNotContain("order.x12", "sub", "new", "hard");
    }

    /** All names below a folder in which the hub writes meanwhile: what goes while it is looked at is passed over. */
    private static List<String> namesBelow(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                names.add(visited.getFileName().toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(file.getFileName().toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return names;
    }

    @Test
    void halfAnUploadIsNeverSeen() throws Exception {
        Path pipe = folder.resolve("endless.x12");
        Files.write(pipe, new byte[40_000_000]);
        Process process = new ProcessBuilder(command("id", "-l", "800"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var commands = process.outputWriter()) {
            commands.write("put endless.x12 in/half.x12\n");
            commands.flush();
            As2Hubs.await("the upload to have begun", MailboxTest::isUploading);
            process.destroyForcibly();
        }
        process.waitFor(10, TimeUnit.SECONDS);

        As2Hubs.await("the half to be thrown away", () -> !isUploading());
        assertThat(names()).doesNotContain("half.x12");
    }

    private static boolean isUploading() {
        try (var files = Files.list(folder.resolve("data/spool/sftp"))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void onlyTheKeysOfThePartnerFileOpenIt() throws Exception {
        assertThat(status("stranger", "ls")).isNotZero();
        assertThat(status("id", "ls")).isZero();
    }

    @Test
    void thereIsNoShellNoCommandAndNoForwarding() throws Exception {
        List<String> ssh = List.of(
                "ssh",
                "-p",
                "" + port,
                "-i",
                "id",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=known",
                "-o",
                "BatchMode=yes",
                "-o",
                "LogLevel=ERROR");
        for (List<String> wish : List.of(
                List.of("globex@localhost", "id"),
                List.of("-tt", "globex@localhost"),
                List.of("-W", "localhost:" + port, "globex@localhost"))) {
            List<String> command = new ArrayList<>(ssh);
            command.addAll(wish);
            Result result = execute(command, "");
            assertThat(result.status()).as(command + " " + result.text()).isNotZero();
            assertThat(result.text()).doesNotContain("uid=");
        }
    }

    @Test
    void lftpDropsByPasswordAndGuessingIsSlowedDown() throws Exception {
        Needs.thatHolds(isThere("lftp"), "lftp is not installed (Debian: apt-get install lftp)");
        Files.writeString(folder.resolve("lftp.x12"), As2Hubs.order("PO-LFTP"));

        Result put = lftp(PASSWORD, "put -O in lftp.x12");

        assertThat(put.status()).as(put.text()).isZero();
        assertThat(names()).contains("lftp.x12");
        assertThat(lftp("wrong", "ls").status()).isNotZero();
    }

    @Test
    void aStrangerWhoSaysNothingIsLetGo() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            byte[] greeting = socket.getInputStream().readNBytes(8);
            assertThat(new String(greeting, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("SSH-2.0-");
        }
    }

    // ---- programs --------------------------------------------------------------------------------------------------

    private record Result(int status, String text) {}

    private static Result lftp(String password, String command) throws Exception {
        return execute(
                List.of(
                        "lftp",
                        "-c",
                        "set sftp:auto-confirm yes; set sftp:connect-program \"ssh -a -x -o StrictHostKeyChecking=no -o"
                                + " UserKnownHostsFile=" + folder.resolve("known")
                                + " -o PubkeyAuthentication=no\"; set"
                                + " net:max-retries 1; set cmd:fail-exit yes; open -u 'globex," + password
                                + "' sftp://localhost:" + port + "; " + command),
                "");
    }

    private static List<String> names() {
        return As2Hubs.texts(record, "select file_name from transmission where direction = 'IN'");
    }

    private static List<String> command(String key, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "sftp",
                "-P",
                "" + port,
                "-i",
                key,
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=known",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "LogLevel=ERROR"));
        command.addAll(Arrays.asList(more));
        command.add("globex@localhost");
        return command;
    }

    private static String sftp(String... commands) {
        try {
            return execute(command("id", "-b", "-"), String.join("\n", commands) + "\n")
                    .text();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(String key, String command) throws Exception {
        return execute(command(key, "-b", "-"), command + "\n").status();
    }

    private static void run(List<String> command) throws Exception {
        Result result = execute(command, "");
        assertThat(result.status()).as(result.text()).isZero();
    }

    private static Result execute(List<String> command, String input) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "log", "");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(log));
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
