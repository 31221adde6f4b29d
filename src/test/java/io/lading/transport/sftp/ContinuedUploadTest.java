package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** A file that comes in parts keeps every byte, or the client hears that it does not. */
@Timeout(60)
@Tag("long")
class ContinuedUploadTest {
    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;

    private ClientSession session;
    private SftpClient sftp;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, 1 << 20);
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

    @AfterEach
    void signOut() {
        session.close(true);
    }

    private void write(String path, long offset, String text, OpenMode... modes) throws IOException {
        try (CloseableHandle handle = sftp.open(path, modes)) {
            sftp.write(handle, offset, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String taken() {
        assertThat(mailbox.taken).hasSize(1);
        return new String(mailbox.taken.get(0).body(), StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsAppendedComesBehindWhatIsThere() throws IOException {
        write("in/a.tmp", 0, "FIRST PART ", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        write("in/a.tmp", 0, "SECOND ", OpenMode.Write, OpenMode.Create, OpenMode.Append);
        write("in/a.tmp", 0, "THIRD", OpenMode.Write, OpenMode.Append);

        sftp.rename("in/a.tmp", "in/a.txt");

        assertThat(taken()).isEqualTo("FIRST PART SECOND THIRD");
    }

    @Test
    void aResumedUploadGoesOnWhereItEnded() throws IOException {
        write("in/r.part", 0, "FIRST PART ", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        write("in/r.part", 11, "SECOND PART", OpenMode.Write, OpenMode.Create);

        sftp.rename("in/r.part", "in/r.txt");

        assertThat(taken()).isEqualTo("FIRST PART SECOND PART");
    }

    @Test
    void anUploadFromItsBeginningReplacesWhatIsThere() throws IOException {
        write("in/n.part", 0, "FIRST PART, WHICH IS LONGER", OpenMode.Write, OpenMode.Create);
        write("in/n.part", 0, "SECOND", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);

        sftp.rename("in/n.part", "in/n.txt");

        assertThat(taken()).isEqualTo("SECOND");
    }

    @Test
    void whatWouldLeaveAGapIsRefused() throws IOException {
        assertThatThrownBy(() -> write("in/gap.txt", 11, "SECOND PART", OpenMode.Write, OpenMode.Create))
                .hasMessageContaining("missing");
        assertThat(mailbox.taken).isEmpty();
    }

    @Test
    void partsThatComeInAnotherOrderAreOneFile() throws IOException {
        try (CloseableHandle handle = sftp.open("in/order.txt", OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
            sftp.write(handle, 6, "THIRD ".getBytes(StandardCharsets.US_ASCII));
            sftp.write(handle, 12, "LAST".getBytes(StandardCharsets.US_ASCII));
            sftp.write(handle, 0, "FIRST ".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(taken()).isEqualTo("FIRST THIRD LAST");
    }

    @Test
    void anInterruptedUploadUnderAnUnfinishedNameIsResumedInTheNextSession() throws IOException {
        CloseableHandle handle = sftp.open("in/i.part", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        sftp.write(handle, 0, "FIRST PART ".getBytes(StandardCharsets.US_ASCII));
        session.close(true);
        signIn();

        long size = sftp.stat("in/i.part").getSize();
        write("in/i.part", size, "SECOND PART", OpenMode.Write);
        sftp.rename("in/i.part", "in/i.txt");

        assertThat(taken()).isEqualTo("FIRST PART SECOND PART");
    }

    @Test
    void whoGoesOnWithAFileTakesItFromASessionThatHangs() throws IOException {
        CloseableHandle hangs = sftp.open("in/h.part", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        sftp.write(hangs, 0, "FIRST ".getBytes(StandardCharsets.US_ASCII));
        try (ClientSession next = mailbox.signIn();
                SftpClient other = SftpClientFactory.instance().createSftpClient(next)) {
            try (CloseableHandle handle = other.open("in/h.part", OpenMode.Write)) {
                other.write(handle, 6, "SECOND".getBytes(StandardCharsets.US_ASCII));
            }
            assertThatThrownBy(() -> sftp.write(hangs, 6, "LATE".getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sftp.close(hangs)).isInstanceOf(IOException.class);
            other.rename("in/h.part", "in/h.txt");
        }

        assertThat(taken()).isEqualTo("FIRST SECOND");
    }

    @Test
    void nothingIsAppendedToWhatWasTaken() throws IOException {
        write("in/whole.txt", 0, "WHOLE", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);

        assertThatThrownBy(() -> write("in/whole.txt", 0, "MORE", OpenMode.Write, OpenMode.Create, OpenMode.Append))
                .hasMessageContaining("taken in whole");
        assertThatThrownBy(() -> write("in/whole.txt", 5, "MORE", OpenMode.Write, OpenMode.Create))
                .hasMessageContaining("taken in whole");

        assertThat(taken()).isEqualTo("WHOLE");
        write("in/whole.txt", 0, "THE NEXT", OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        assertThat(mailbox.taken).hasSize(2);
    }
}
