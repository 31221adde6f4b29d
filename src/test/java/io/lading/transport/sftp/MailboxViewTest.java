package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.transport.HeldBack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partner sees of what it has dropped, and what it may still do with it. */
@Timeout(60)
@Tag("long")
class MailboxViewTest {
    private static final byte[] ORDER = "ISA*an order~".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST_BYTES = 1 << 20;

    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;

    private ClientSession session;
    private SftpClient sftp;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, MOST_BYTES, 2 * MOST_BYTES);
    }

    @AfterAll
    static void stop() throws IOException {
        mailbox.close();
    }

    @BeforeEach
    void signIn() throws IOException {
        mailbox.taken.clear();
        mailbox.renamed.clear();
        session = mailbox.signIn();
        sftp = SftpClientFactory.instance().createSftpClient(session);
    }

    @AfterEach
    void signOut() {
        mailbox.closed = false;
        session.close(true);
    }

    private void signInAgain() throws IOException {
        session.close(true);
        session = mailbox.signIn();
        sftp = SftpClientFactory.instance().createSftpClient(session);
    }

    private void put(String path, byte[] bytes) throws IOException {
        try (OutputStream out = sftp.write(path)) {
            out.write(bytes);
        }
    }

    private List<String> list() throws IOException {
        return StreamSupport.stream(sftp.readDir("in").spliterator(), false)
                .map(SftpClient.DirEntry::getFilename)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
    }

    @Test
    void theSessionThatSentAFileSeesItAndTheNextOneDoesNot() throws IOException {
        put("in/view.x12", ORDER);

        assertThat(sftp.stat("in/view.x12").getSize()).isEqualTo(ORDER.length);
        assertThat(sftp.lstat("in/view.x12").isRegularFile()).isTrue();
        assertThat(list()).contains("view.x12");
        signInAgain();
        assertThatThrownBy(() -> sftp.stat("in/view.x12")).hasMessageContaining("No such file");
        assertThat(list()).doesNotContain("view.x12");
    }

    @Test
    void anOpenFileHasTheSizeThatWasWritten() throws IOException {
        try (CloseableHandle handle = sftp.open("in/open.x12", OpenMode.Write, OpenMode.Create)) {
            sftp.write(handle, 0, ORDER);

            assertThat(sftp.stat(handle).getSize()).isEqualTo(ORDER.length);
            assertThat(sftp.stat("in/open.x12").getSize()).isEqualTo(ORDER.length);
        }
    }

    @Test
    void aTimeThatIsSetIsShownAndModesAreLeft() throws IOException {
        Instant time = Instant.parse("2026-06-12T08:00:00Z");
        put("in/time.x12", ORDER);

        sftp.setStat("in/time.x12", new SftpClient.Attributes().perms(0777));
        sftp.setStat(
                "in/time.x12",
                new SftpClient.Attributes().modifyTime(FileTime.from(time)).accessTime(FileTime.from(time)));

        assertThat(sftp.stat("in/time.x12").getModifyTime().toInstant()).isEqualTo(time);
        assertThatThrownBy(() -> sftp.setStat("in/never.x12", new SftpClient.Attributes().perms(0777)))
                .hasMessageContaining("No such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".po",
                "po.tmp",
                "PO.TMP",
                "po.part",
                "po.partial",
                "po.filepart",
                "po.writing",
                "po.inprogress",
                "po.uploading"
            })
    void anUnfinishedNameIsKeptAcrossSessionsUntilItIsRenamed(String name) throws IOException {
        put("in/" + name, ORDER);
        assertThat(mailbox.taken).isEmpty();
        signInAgain();
        assertThat(sftp.stat("in/" + name).getSize()).isEqualTo(ORDER.length);
        assertThat(list()).contains(name);

        sftp.rename("in/" + name, "in/po.x12");

        assertThat(mailbox.taken).hasSize(1);
        assertThat(mailbox.taken.get(0).fileName()).isEqualTo("po.x12");
        assertThat(mailbox.taken.get(0).body()).isEqualTo(ORDER);
        assertThat(list()).contains("po.x12").doesNotContain(name);
    }

    @Test
    void anUnfinishedFileCanBeReadBackAndRemoved() throws IOException {
        put("in/mine.tmp", ORDER);

        assertThat(sftp.read("in/mine.tmp").readAllBytes()).isEqualTo(ORDER);
        sftp.remove("in/mine.tmp");

        assertThatThrownBy(() -> sftp.stat("in/mine.tmp")).hasMessageContaining("No such file");
        assertThatThrownBy(() -> sftp.remove("in/mine.tmp")).hasMessageContaining("No such file");
    }

    @Test
    void aRenameOfWhatWasTakenChangesItsNameAloneInAnySession() throws IOException {
        put("in/po.x12.unknown", ORDER);
        signInAgain();

        sftp.rename("in/po.x12.unknown", "in/po-4711.x12");
        sftp.rename("in/po-4711.x12", "in/po-4712.x12");

        assertThat(mailbox.taken).as("taken once").hasSize(1);
        assertThat(mailbox.renamed).containsExactly("1 po.x12.unknown po-4711.x12", "1 po-4711.x12 po-4712.x12");
        assertThat(list()).contains("po-4712.x12").doesNotContain("po-4711.x12");
    }

    @Test
    void whatWasTakenIsNotWithdrawnReadOrShortened() throws IOException {
        put("in/ours.x12", ORDER);

        assertThatThrownBy(() -> sftp.remove("in/ours.x12"))
                .hasMessageContaining("was taken in and cannot be withdrawn");
        assertThatThrownBy(() -> sftp.open("in/ours.x12", OpenMode.Read)).hasMessageContaining("cannot be read back");
        assertThatThrownBy(() -> sftp.setStat("in/ours.x12", new SftpClient.Attributes().size(3)))
                .hasMessageContaining("its size does not change");
        assertThat(mailbox.taken).hasSize(1);
    }

    @Test
    void theNextFileOfANameBeginsByEmptyingTheOneBeforeAsAMountedFolderDoes() throws IOException {
        put("in/daily.x12", ORDER);
        sftp.setStat("in/daily.x12", new SftpClient.Attributes().size(0));
        try (CloseableHandle handle = sftp.open("in/daily.x12", OpenMode.Write)) {
            // Without CREATE and TRUNCATE
            assertThat(sftp.stat(handle).getSize()).isZero();
            sftp.write(handle, 0, "the next".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(mailbox.taken).hasSize(2);
        assertThat(mailbox.taken.get(1).body())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("the next");
    }

    @Test
    void aPlainRenameDoesNotReplaceAnotherUnfinishedFile() throws IOException {
        put("in/one.tmp", ORDER);
        put("in/two.tmp", "other".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> sftp.rename("in/one.tmp", "in/two.tmp")).hasMessageContaining("exists already");

        assertThat(sftp.stat("in/two.tmp").getSize()).isEqualTo(5);
        sftp.remove("in/one.tmp");
        sftp.remove("in/two.tmp");
    }

    @Test
    void belowTheDiskReserveNothingIsTakenAndTheClientIsToldWhy() throws IOException {
        CloseableHandle begun = sftp.open("in/begun.x12", OpenMode.Write, OpenMode.Create);
        sftp.write(begun, 0, ORDER);
        mailbox.closed = true;

        assertThatThrownBy(() -> sftp.open("in/new.x12", OpenMode.Write, OpenMode.Create))
                .hasMessageContaining("short of room")
                .hasMessageContaining("Nothing was taken");
        assertThatThrownBy(() -> sftp.write(begun, ORDER.length, ORDER)).hasMessageContaining("short of room");
        mailbox.closed = false;
        assertThatThrownBy(() -> sftp.close(begun)).hasMessageContaining("Nothing was taken");

        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void oneUsersUnfinishedFilesHaveALimitInAll() throws IOException {
        byte[] large = new byte[(int) (MOST_BYTES - 32_768)];
        put("in/q1.tmp", large);
        put("in/q2.tmp", large);

        assertThatThrownBy(() -> put("in/q3.tmp", new byte[200_000])).hasMessageContaining("mailboxes.unfinished");
        assertThatThrownBy(() -> put("in/q4.x12", new byte[200_000])).isInstanceOf(IOException.class);

        assertThat(mailbox.taken).as("no half of a file").isEmpty();
        for (String name : List.of("q1.tmp", "q2.tmp", "q3.tmp")) {
            sftp.remove("in/" + name);
        }
        put("in/q5.x12", large);
        assertThat(mailbox.taken).hasSize(1);
    }

    @Test
    void whatWasKeptIsThereAfterARestartAndSomebodyIsToldAfterADay(@TempDir Path spool) throws IOException {
        List<String> told = new ArrayList<>();
        Instant now = Instant.now();
        Mailboxes first = mailboxes(spool, now, told);
        Upload upload = Upload.begin(spool, now);
        Files.write(upload.file(), ORDER);
        new KeptFiles(spool).keep("globex/drop", "po\nof us.tmp", upload);
        Files.writeString(spool.resolve("upload-1.part"), "half of one that nobody kept");
        first.look();
        assertThat(told).isEmpty();

        Mailboxes later = mailboxes(spool, now.plus(Duration.ofHours(25)), told);
        later.look();
        later.look();
        mailboxes(spool, now.plus(Duration.ofHours(26)), told).look();

        assertThat(told)
                .singleElement()
                .asString()
                .contains("po?of us.tmp: Its 13 bytes", "Ask the partner to rename it");
        assertThat(later.of("globex/drop").find("po\nof us.tmp")).isNotNull();
        assertThat(spool.resolve("upload-1.part")).doesNotExist();

        mailboxes(spool, now.plus(Duration.ofDays(9)), told).look();

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).contains("thrown away");
        assertThat(spool).isEmptyDirectory();
    }

    private static Mailboxes mailboxes(Path spool, Instant now, List<String> told) throws IOException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Mailboxes(
                new KeptFiles(spool), MOST_BYTES, new HeldBack(clock, item -> told.add(item.sentence())), clock);
    }
}
