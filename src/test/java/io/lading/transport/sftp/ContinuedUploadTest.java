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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that comes in parts keeps every byte, or the client hears that it does not. */
@Timeout(60)
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
        assertThatThrownBy(() -> write("in/gap.part", 11, "SECOND PART", OpenMode.Write, OpenMode.Create))
                .hasMessageContaining("missing");
        assertThat(mailbox.taken).isEmpty();
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
