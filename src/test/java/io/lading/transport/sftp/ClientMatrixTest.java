package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.Needs;
import io.lading.tracking.Reception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What partners' programs do with a mailbox, each in its usual manner; the guide's table says the same. */
@Tag("long") // some fifty processes
@Timeout(80)
class ClientMatrixTest {
    private static final String FIRST = "FIRST PART ";
    private static final String WHOLE = "FIRST PART SECOND PART";
    private static final int LAID_OUT = 1_000;

    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, 64 << 20);
        port = mailbox.port();
        mailbox.writeKey(folder.resolve("id"));
        Files.writeString(folder.resolve("po.x12"), "ISA*an order~");
        Files.writeString(folder.resolve("first.txt"), FIRST);
        Files.writeString(folder.resolve("rest.txt"), WHOLE.substring(FIRST.length()));
        Files.writeString(folder.resolve("whole.txt"), WHOLE);
        Path out = Files.createDirectories(folder.resolve("mailboxes/globex/out"));
        for (int i = 1; i <= LAID_OUT; i++) {
            Files.writeString(out.resolve("answer-%04d.txt".formatted(i)), "answer " + i);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        mailbox.close();
    }

    @BeforeEach
    void forget() {
        mailbox.taken.clear();
    }

    @Test
    void opensshSftp() throws Exception {
        need("sftp", "openssh-client");
        passes("sftp", sftp("put -p po.x12 in/one.x12", "ls in/one.x12"));
        passes("sftp", sftp("put po.x12 in/two.tmp", "rename in/two.tmp in/two.x12"));
        passes("sftp", sftp("put first.txt in/three.tmp"));
        passes("sftp, next session", sftp("reput whole.txt in/three.tmp", "rename in/three.tmp in/three.txt"));
        assertTaken("one.x12", "two.x12", "three.txt");
        assertThat(text("three.txt")).isEqualTo(WHOLE);
        assertThat(sftp("ls -1 out").text().lines().filter(line -> line.contains("answer-")))
                .hasSizeGreaterThan(LAID_OUT - 20);
        passes("sftp", sftp("get out/answer-0001.txt", "rm out/answer-0001.txt"));
        assertCollected("answer-0001.txt");
    }

    @Test
    void eightSessionsAtOnceAndOneThatBreaks() throws Exception {
        need("sftp", "openssh-client");
        List<Process> sessions = new ArrayList<>();
        for (int session = 1; session <= 8; session++) {
            StringBuilder puts = new StringBuilder();
            for (int file = 1; file <= 5; file++) {
                puts.append("put po.x12 in/s")
                        .append(session)
                        .append('-')
                        .append(file)
                        .append(".x12\n");
            }
            Process process = start(command("sftp", "-P", "-b", "-"), folder.resolve("session.log"));
            try (var in = process.outputWriter()) {
                in.write(puts.toString());
            }
            sessions.add(process);
        }
        for (Process process : sessions) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(mailbox.taken).hasSize(40);

        Files.write(folder.resolve("endless.x12"), new byte[30_000_000]);
        Process broken = start(command("sftp", "-P", "-l", "800"), folder.resolve("broken.log"));
        try (var in = broken.outputWriter()) {
            in.write("put endless.x12 in/half.x12\n");
            in.flush();
            await(() -> spooled() > 0);
            broken.destroyForcibly();
        }
        await(() -> spooled() == 0);
        assertThat(mailbox.taken).hasSize(40);
    }

    @Test
    void opensshScp() throws Exception {
        need("scp", "openssh-client");
        List<String> put = ssh("scp", "-P");
        put.addAll(List.of("-p", "po.x12", "globex@127.0.0.1:in/scp.x12"));
        Result result = execute(put, "");
        passes("scp", result);
        assertThat(result.text()).as("scp complains of nothing").isBlank();
        List<String> get = ssh("scp", "-P");
        get.addAll(List.of("globex@127.0.0.1:out/answer-0002.txt", "."));
        passes("scp", execute(get, ""));
        assertTaken("scp.x12");
        assertThat(folder.resolve("answer-0002.txt")).hasContent("answer 2");
    }

    @Test
    void lftp() throws Exception {
        need("lftp", "lftp");
        passes("lftp", lftp("put po.x12 -o in/one.x12"));
        passes("lftp", lftp("put po.x12 -o in/two.tmp; mv in/two.tmp in/two.x12"));
        passes("lftp", lftp("put first.txt -o in/three.tmp"));
        passes("lftp, next session", lftp("put -c whole.txt -o in/three.tmp; mv in/three.tmp in/three.txt"));
        passes("lftp", lftp("set xfer:use-temp-file yes; put po.x12 -o in/four.x12"));
        assertTaken("one.x12", "two.x12", "three.txt", "four.x12");
        assertThat(text("three.txt")).isEqualTo(WHOLE);
        assertThat(lftp("cls -1 out").text().lines().filter(line -> line.contains("answer-")))
                .hasSizeGreaterThan(LAID_OUT - 20);
        passes("lftp", lftp("mirror --Remove-source-files --include-glob answer-050* out collected"));
        for (int i = 500; i < 510; i++) {
            assertThat(folder.resolve("collected/answer-0" + i + ".txt")).hasContent("answer " + i);
            assertThat(folder.resolve("mailboxes/globex/out/answer-0" + i + ".txt"))
                    .doesNotExist();
        }
    }

    @Test
    void curl() throws Exception {
        need("curl", "curl");
        passes("curl", curl("-T", "po.x12", url("in/one.x12")));
        passes("curl", curl("-T", "po.x12", url("in/two.tmp"), "-Q", "-rename /in/two.tmp /in/two.x12"));
        passes("curl", curl("-T", "first.txt", url("in/three.tmp")));
        passes(
                "curl, next session",
                curl("-a", "-T", "rest.txt", url("in/three.tmp"), "-Q", "-rename /in/three.tmp /in/three.txt"));
        passes("curl", curl("-T", "first.txt", url("in/four.tmp")));
        passes(
                "curl, next session",
                curl("-C", "-", "-T", "whole.txt", url("in/four.tmp"), "-Q", "-rename /in/four.tmp /in/four.txt"));
        assertTaken("one.x12", "two.x12", "three.txt", "four.txt");
        assertThat(text("three.txt")).isEqualTo(WHOLE);
        assertThat(text("four.txt")).isEqualTo(WHOLE);
        assertThat(curl("-l", url("out/")).text().lines().filter(line -> line.contains("answer-")))
                .hasSizeGreaterThan(LAID_OUT - 20);
        passes("curl", curl("-o", "answer-0003.txt", url("out/answer-0003.txt"), "-Q", "-rm /out/answer-0003.txt"));
        assertCollected("answer-0003.txt");
    }

    @Test
    void paramiko() throws Exception {
        Needs.thatHolds(
                isThere("python3")
                        && execute(List.of("/usr/bin/python3", "-c", "import paramiko"), "")
                                        .status()
                                == 0,
                "paramiko is not installed (Debian: apt-get install python3-paramiko)");
        passes("paramiko", execute(List.of("/usr/bin/python3", "-"), """
                import paramiko
                key = paramiko.ECDSAKey.from_private_key_file('id')
                def session():
                    transport = paramiko.Transport(('127.0.0.1', %d))
                    transport.connect(username='globex', pkey=key)
                    return paramiko.SFTPClient.from_transport(transport)
                s = session()
                assert s.put('po.x12', '/in/one.x12').st_size == 13
                s.put('po.x12', '/in/two.tmp'); s.rename('/in/two.tmp', '/in/two.x12')
                s.put('po.x12', '/in/three.xyz')
                with s.open('/in/four.tmp', 'w') as f: f.write('FIRST PART ')
                s.close()
                s = session()
                s.posix_rename('/in/three.xyz', '/in/three.x12')
                with s.open('/in/four.tmp', 'a') as f: f.write('SECOND PART')
                assert s.stat('/in/four.tmp').st_size == 22
                s.rename('/in/four.tmp', '/in/four.txt')
                assert len(s.listdir('/out')) > %d
                s.get('/out/answer-0004.txt', 'answer-0004.txt'); s.remove('/out/answer-0004.txt')
                try:
                    s.remove('/in/four.txt'); assert False
                except IOError as e:
                    assert 'cannot be withdrawn' in str(e), e
                s.close()
                """.formatted(port, LAID_OUT - 20)));
        assertTaken("one.x12", "two.x12", "three.xyz", "four.txt");
        assertThat(text("four.txt")).isEqualTo(WHOLE);
        assertThat(mailbox.renamed.toString()).contains("three.xyz three.x12");
        assertCollected("answer-0004.txt");
    }

    @Test
    void rclone() throws Exception {
        need("rclone", "rclone");
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 'x');
        Files.write(folder.resolve("large.x12"), large);
        passes("rclone", rclone("copyto", "po.x12", "in/one.x12"));
        passes("rclone", rclone("copyto", "large.x12", "in/large.x12"));
        passes("rclone", rclone("copyto", "po.x12", "in/two.tmp"));
        passes("rclone, next session", rclone("moveto", remote("in/two.tmp"), "in/two.x12"));
        assertTaken("one.x12", "large.x12", "two.x12");
        Result list = execute(List.of("rclone", "--config", "none", "lsf", remote("out")), "");
        assertThat(list.text().lines().filter(line -> line.contains("answer-"))).hasSizeGreaterThan(LAID_OUT - 20);
        passes(
                "rclone",
                execute(
                        List.of(
                                "rclone",
                                "--config",
                                "none",
                                "moveto",
                                remote("out/answer-0005.txt"),
                                "answer-0005.txt"),
                        ""));
        assertCollected("answer-0005.txt");
    }

    @Test
    void sshfs() throws Exception {
        need("sshfs", "sshfs");
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse is not there or not ours, so sshfs cannot mount");
        Path mount = Files.createDirectories(folder.resolve("mount"));
        List<String> command = ssh("sshfs", "-p");
        command.addAll(List.of("globex@127.0.0.1:/", mount.toString()));
        Result mounted = execute(command, "");
        assumeTrue(
                mounted.status() == 0 || !mounted.text().contains("fusermount"),
                "this machine does not let sshfs mount: " + mounted.text().strip());
        passes("sshfs", mounted);
        try {
            passes("sshfs", shell("cp -p po.x12 mount/in/one.x12 && ls -l mount/in/one.x12"));
            passes("sshfs", shell("cp po.x12 mount/in/two.tmp && mv mount/in/two.tmp mount/in/two.x12"));
            passes(
                    "sshfs",
                    shell("cat first.txt > mount/in/three.tmp && cat rest.txt >> mount/in/three.tmp"
                            + " && mv mount/in/three.tmp mount/in/three.txt"));
            passes("sshfs", shell("cp whole.txt mount/in/one.x12"));
            await(() -> mailbox.taken.size() == 4);
            assertTaken("one.x12", "two.x12", "three.txt", "one.x12");
            assertThat(text("three.txt")).isEqualTo(WHOLE);
            passes("sshfs", shell("[ $(ls mount/out | wc -l) -gt " + (LAID_OUT - 20) + " ]"));
            passes("sshfs", shell("mv mount/out/answer-0006.txt ."));
            assertCollected("answer-0006.txt");
        } finally {
            execute(List.of("fusermount3", "-uz", mount.toString()), "");
        }
    }

    // ---- programs --------------------------------------------------------------------------------------------------

    private record Result(int status, String text) {}

    private static void passes(String program, Result result) {
        assertThat(result.status()).as(program + " said: " + result.text()).isZero();
    }

    private static void assertTaken(String... names) {
        assertThat(mailbox.taken).extracting(Reception::fileName).containsExactlyInAnyOrder(names);
    }

    private static void assertCollected(String name) {
        assertThat(folder.resolve(name)).content().startsWith("answer ");
        assertThat(folder.resolve("mailboxes/globex/out").resolve(name)).doesNotExist();
    }

    private static String text(String name) {
        return mailbox.taken.stream()
                .filter(taken -> name.equals(taken.fileName()))
                .map(taken -> new String(taken.body(), StandardCharsets.US_ASCII))
                .findFirst()
                .orElseThrow();
    }

    /** An SSH program with what all of them take, up to where the user and the host come. */
    private static List<String> ssh(String program, String portOption) {
        String options = "-o IdentityFile=" + folder.resolve("id") + " -o StrictHostKeyChecking=no"
                + " -o UserKnownHostsFile=/dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o LogLevel=ERROR";
        List<String> command = new ArrayList<>(List.of(program, portOption, "" + port));
        command.addAll(List.of(options.split(" ")));
        return command;
    }

    private static List<String> command(String program, String portOption, String... more) {
        List<String> command = ssh(program, portOption);
        command.addAll(Arrays.asList(more));
        command.add("globex@127.0.0.1");
        return command;
    }

    private static Result sftp(String... commands) throws Exception {
        return execute(command("sftp", "-P", "-b", "-"), String.join("\n", commands) + "\n");
    }

    private static Result lftp(String commands) throws Exception {
        List<String> connect = ssh("ssh", "-p");
        connect.subList(1, 3).clear(); // lftp adds the port
        return execute(
                List.of(
                        "lftp",
                        "-c",
                        "set sftp:connect-program '" + String.join(" ", connect)
                                + " -a -x'; set net:max-retries 1; set net:timeout 20; set cmd:fail-exit yes;"
                                + " open -u globex, sftp://127.0.0.1:" + port + "; " + commands),
                "");
    }

    private static String url(String path) {
        return "sftp://127.0.0.1:" + port + "/" + path;
    }

    private static Result curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-sS", "--insecure", "-u", "globex:", "--key", "id", "--pubkey", "id.pub", "--max-time", "30"));
        command.addAll(Arrays.asList(arguments));
        return execute(command, "");
    }

    private static String remote(String path) {
        return ":sftp,host=127.0.0.1,port=" + port + ",user=globex,key_file=" + folder.resolve("id") + ":" + path;
    }

    private static Result rclone(String verb, String from, String to) throws Exception {
        return execute(List.of("rclone", "--config", "none", "--retries", "1", verb, from, remote(to)), "");
    }

    private static Result shell(String commands) throws Exception {
        return execute(List.of("sh", "-c", commands), "");
    }

    private static Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Result execute(List<String> command, String input) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "log", "");
        Process process = start(command, log);
        try (var in = process.outputWriter()) {
            in.write(input);
        } catch (IOException e) {
            // It ended without reading; its status tells.
        }
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(log));
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    private static void need(String program, String debianPackage) {
        Needs.thatHolds(
                isThere(program), program + " is not installed (Debian: apt-get install " + debianPackage + ")");
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static long spooled() {
        try (var files = Files.list(folder.resolve("spool"))) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }
}
