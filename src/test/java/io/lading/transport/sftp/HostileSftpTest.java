package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.tracking.Reception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.RawSftpClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner that is signed in and means harm: every trick is refused soon, leaves nothing, and the next upload works. */
@Timeout(60)
@Tag("long") // a session for each of fifty tricks
class HostileSftpTest {
    private static final byte[] ORDER = "ISA*an order~".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST_BYTES = 1 << 20;

    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;

    private ClientSession session;
    private SftpClient sftp;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, MOST_BYTES);
    }

    private static Path spool() {
        return folder.resolve("spool");
    }

    @AfterAll
    static void stop() throws IOException {
        mailbox.close();
    }

    @BeforeEach
    void signIn() throws IOException {
        mailbox.taken.clear();
        session = mailbox.signIn();
        sftp = SftpClientFactory.instance().createSftpClient(session);
    }

    /** Whatever was tried: a new session can drop a file, and nothing but that is there afterwards. */
    @AfterEach
    void theServerStillServesAndNothingIsLeft() throws IOException {
        session.close(true);
        int before = mailbox.taken.size();
        signInAgain();
        put("in/after.x12", ORDER);
        assertThat(
                        mailbox.taken.size() - before > 0
                                ? mailbox.taken.get(mailbox.taken.size() - 1).fileName()
                                : null)
                .isEqualTo("after.x12");
        for (SftpClient.DirEntry entry : sftp.readDir("in")) {
            if (entry.getFilename().contains(".part")) {
                sftp.remove("in/" + entry.getFilename());
            }
        }
        session.close(true);
        await(() -> names(spool()).isEmpty());
        assertThat(names(folder.resolve("mailboxes/globex/in"))).isEmpty();
    }

    private void signInAgain() throws IOException {
        List<Reception> taken = List.copyOf(mailbox.taken);
        signIn();
        mailbox.taken.addAll(taken);
    }

    private void put(String path, byte[] bytes) throws IOException {
        try (OutputStream out = sftp.write(path)) {
            out.write(bytes);
        }
    }

    private static List<String> names(Path where) {
        try (var files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    // ---- too many, too far ------------------------------------------------------------------------------------------

    @Test
    void aThousandHandlesAreNotToBeHad() throws IOException {
        List<CloseableHandle> open = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                open.add(sftp.open("in/file" + i, OpenMode.Write, OpenMode.Create));
            } catch (IOException e) {
                refused++;
            }
        }

        assertThat(open).hasSizeLessThanOrEqualTo(64);
        assertThat(refused).isEqualTo(1_000 - open.size());
        assertThat(names(spool())).hasSizeLessThanOrEqualTo(64);
        assertThat(mailbox.taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 5, -1, Long.MIN_VALUE, 1L << 40, 1 << 20})
    void writingWhereNothingCanBeIsRefused(long offset) throws IOException {
        CloseableHandle handle = sftp.open("in/far.x12", OpenMode.Write, OpenMode.Create);
        Buffer write = new ByteArrayBuffer();
        write.putBytes(handle.getIdentifier());
        write.putLong(offset);
        write.putBytes(ORDER);

        assertThat(status(SftpConstants.SSH_FXP_WRITE, write)).isNotEqualTo(SftpConstants.SSH_FX_OK);

        assertThat(spooledBytes()).isLessThan(MOST_BYTES);
        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void aFileWithAGapIsNotTaken() throws IOException {
        CloseableHandle handle = sftp.open("in/gap.x12", OpenMode.Write, OpenMode.Create);
        sftp.write(handle, 1, ORDER);

        assertThatThrownBy(() -> sftp.close(handle)).hasMessageContaining("A part of the file is missing");
        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void moreThanAllowedIsRefusedWhileItComes() throws IOException {
        byte[] piece = new byte[32 * 1024];
        CloseableHandle handle = sftp.open("in/large.x12", OpenMode.Write, OpenMode.Create);

        assertThatThrownBy(() -> {
                    for (long at = 0; at < 2 * MOST_BYTES; at += piece.length) {
                        sftp.write(handle, at, piece);
                    }
                })
                .hasMessageContaining("larger than the " + MOST_BYTES + " bytes allowed");
        assertThat(spooledBytes()).isLessThanOrEqualTo(MOST_BYTES);

        assertThatThrownBy(() -> sftp.close(handle)).hasMessageContaining("Nothing was taken");
        assertThat(mailbox.taken)
                .as("as clients do that close what they could not write")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1L << 50, Long.MAX_VALUE})
    void theSizeOfAFileIsNotSetFromOutside(long size) {
        assertThatThrownBy(() -> sftp.setStat("in/sized.x12", new SftpClient.Attributes().size(size)))
                .isInstanceOf(IOException.class);
        assertThat(names(spool())).isEmpty();
    }

    private long spooledBytes() throws IOException {
        long sum = 0;
        for (String name : names(spool())) {
            sum += Files.size(spool().resolve(name));
        }
        return sum;
    }

    private int status(int command, Buffer request) throws IOException {
        RawSftpClient raw = (RawSftpClient) sftp;
        Buffer answer = raw.receive(raw.send(command, request));
        answer.getInt(); // length
        assertThat(answer.getUByte()).isEqualTo((short) SftpConstants.SSH_FXP_STATUS);
        answer.getInt(); // request id
        return answer.getInt();
    }

    // ---- out of the mailbox
    // -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "in/a.part, out/a.x12",
        "in/a.part, ../a.x12",
        "in/a.part, in/../../../a.x12",
        "in/a.part, /etc/a.x12",
        "in/a.part, in/sub/a.x12",
        "in/a.part, in",
        "in/a.part, .",
        "in/none.part, in/a.x12",
        "out, in",
        "/, in/root",
        "in/../in/a.part, out/../../a.x12"
    })
    void renamingLeadsNowhere(String from, String to) throws IOException {
        put("in/a.part", ORDER);

        assertThatThrownBy(() -> sftp.rename(from, to)).isInstanceOf(IOException.class);

        assertThat(mailbox.taken).isEmpty();
        assertThat(folder.resolve("a.x12")).doesNotExist();
        assertThat(names(folder.resolve("mailboxes"))).containsExactly("globex");
        assertThat(names(folder.resolve("mailboxes/globex/out"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"in/link, /etc/passwd", "out/link, /etc/passwd", "in/link, ../../../host-key.pem", "link, ."})
    void linksAreNotMade(String link, String target) {
        assertThatThrownBy(() -> sftp.symLink(link, target)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sftp.link(link, target, false)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> sftp.readLink(link)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb\nc.x12",
                "a\u202Etxt.exe",
                "CON",
                "trailing.",
                "C:\\Windows\\x",
                "\\\\host\\share",
                "=cmd|calc",
                "a\u0000b.x12",
                "<b onmouseover=alert(1)>",
                "%2e%2e%2fx",
                "~root"
            })
    void aNameIsShownAndNothingElse(String name) throws IOException {
        put("in/" + name, ORDER);

        assertThat(mailbox.taken).hasSize(1);
        assertThat(String.valueOf(mailbox.taken.get(0).fileName()))
                .doesNotContain("\r", "\n", "\u202E", "\u0000")
                .hasSizeLessThanOrEqualTo(200);
        assertThat(mailbox.taken.get(0).body()).isEqualTo(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> put("in/" + name, ORDER)).isInstanceOf(IOException.class);
        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void aNameOfFourKilobytesHarmsNobody() {
        try {
            put("in/" + "n".repeat(4096), ORDER);
            assertThat(String.valueOf(mailbox.taken.get(0).fileName())).hasSizeLessThanOrEqualTo(200);
        } catch (IOException e) {
            assertThat(mailbox.taken).isEmpty();
        }
    }

    // ---- halves and races
    // ---------------------------------------------------------------------------------------------

    @Test
    void anUploadThatIsDroppedLeavesNothingButWhatIsNamedUnfinished() throws IOException {
        CloseableHandle handle = sftp.open("in/half.x12", OpenMode.Write, OpenMode.Create);
        sftp.write(handle, 0, ORDER);
        put("in/unfinished.part", ORDER);
        assertThat(names(spool())).hasSize(3);

        session.close(true);

        await(() -> names(spool()).size() == 2);
        assertThat(names(spool())).as("the file and its label").noneMatch(name -> name.contains("unfinished"));
        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void twoHandlesOnOneNameAreTwoFiles() throws IOException {
        CloseableHandle one = sftp.open("in/same.x12", OpenMode.Write, OpenMode.Create);
        CloseableHandle two = sftp.open("in/same.x12", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        sftp.write(one, 0, ORDER);
        sftp.write(two, 0, "other".getBytes(StandardCharsets.US_ASCII));
        sftp.close(one);
        sftp.close(two);

        assertThat(mailbox.taken.stream().map(taken -> new String(taken.body(), StandardCharsets.US_ASCII)))
                .containsExactly("ISA*an order~", "other");
    }

    @Test
    void aHandleThatWasClosedIsNoHandle() throws IOException {
        CloseableHandle handle = sftp.open("in/closed.x12", OpenMode.Write, OpenMode.Create);
        byte[] identifier = handle.getIdentifier();
        sftp.write(handle, 0, ORDER);
        sftp.close(handle);
        assertThat(mailbox.taken).hasSize(1);

        Buffer write = new ByteArrayBuffer();
        write.putBytes(identifier);
        write.putLong(0);
        write.putBytes("changed".getBytes(StandardCharsets.US_ASCII));
        assertThat(status(SftpConstants.SSH_FXP_WRITE, write)).isNotEqualTo(SftpConstants.SSH_FX_OK);
        Buffer close = new ByteArrayBuffer();
        close.putBytes(identifier);
        assertThat(status(SftpConstants.SSH_FXP_CLOSE, close)).isNotEqualTo(SftpConstants.SSH_FX_OK);
        assertThat(mailbox.taken).as("taken once, as it was").hasSize(1);
        assertThat(mailbox.taken.get(0).body()).isEqualTo(ORDER);
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsReadAsItWas() throws IOException {
        Path out = folder.resolve("mailboxes/globex/out");
        sftp.stat("out"); // makes the mailbox
        byte[] before = "a".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        Files.write(out.resolve("answer.x12"), before);
        try (InputStream in = sftp.read("out/answer.x12")) {
            byte[] first = in.readNBytes(1000);
            Path next = Files.writeString(out.resolve(".next"), "b".repeat(600_000));
            Files.move(next, out.resolve("answer.x12"), StandardCopyOption.ATOMIC_MOVE);

            byte[] rest = in.readAllBytes();

            assertThat(first.length + rest.length).isEqualTo(before.length);
            assertThat(new String(rest, StandardCharsets.US_ASCII)).doesNotContain("b");
        } finally {
            Files.deleteIfExists(out.resolve("answer.x12"));
        }
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 10", "-1, 10", "0, 2147483647", "4611686018427387904, 2147483647"})
    void readingWhereNothingIsGivesNothing(long offset, int length) throws IOException {
        Path out = folder.resolve("mailboxes/globex/out");
        sftp.stat("out");
        Files.writeString(out.resolve("short.x12"), "short");
        try {
            CloseableHandle handle = sftp.open("out/short.x12", OpenMode.Read);
            Buffer read = new ByteArrayBuffer();
            read.putBytes(handle.getIdentifier());
            read.putLong(offset);
            read.putInt(length);
            RawSftpClient raw = (RawSftpClient) sftp;
            Buffer answer = raw.receive(raw.send(SftpConstants.SSH_FXP_READ, read));

            assertThat(answer.available()).isLessThan(400);
        } finally {
            Files.deleteIfExists(out.resolve("short.x12"));
        }
    }
}
