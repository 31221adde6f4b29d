package io.lading.transport.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import io.lading.tracking.Reception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JSch, the client inside most of Java's integration products, at a mailbox: a row of the guide's table. */
@Timeout(60)
class JschTest {
    private static final int LAID_OUT = 1_000;

    @TempDir
    static Path folder;

    private static AttackedMailbox mailbox;

    @BeforeAll
    static void start() throws Exception {
        mailbox = new AttackedMailbox(folder, 64 << 20);
        mailbox.writeKey(folder.resolve("id"));
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
    void uploadsAndRenames() throws Exception {
        try (Client client = new Client()) {
            client.sftp.put(text("ISA*an order~"), "in/one.x12");
            assertThat(client.sftp.stat("in/one.x12").getSize()).isEqualTo(13);
            client.sftp.put(text("ISA*an order~"), "in/two.tmp");
            client.sftp.rename("in/two.tmp", "in/two.x12");
        }

        assertThat(mailbox.taken).extracting(Reception::fileName).containsExactly("one.x12", "two.x12");
    }

    @Test
    void appendsAndResumesInALaterSession() throws Exception {
        try (Client client = new Client()) {
            client.sftp.put(text("FIRST PART "), "in/three.tmp");
            client.sftp.put(text("FIRST PART "), "in/four.tmp");
        }
        try (Client client = new Client()) {
            client.sftp.put(text("SECOND PART"), "in/three.tmp", ChannelSftp.APPEND);
            client.sftp.rename("in/three.tmp", "in/three.txt");
            client.sftp.put(text("FIRST PART SECOND PART"), "in/four.tmp", ChannelSftp.RESUME);
            client.sftp.rename("in/four.tmp", "in/four.txt");
        }

        assertThat(mailbox.taken)
                .extracting(taken -> taken.fileName() + " " + new String(taken.body(), StandardCharsets.US_ASCII))
                .containsExactly("three.txt FIRST PART SECOND PART", "four.txt FIRST PART SECOND PART");
    }

    @Test
    void listsAThousandAndCollectsOne() throws Exception {
        try (Client client = new Client()) {
            assertThat(client.sftp.ls("out/*.txt")).hasSize(LAID_OUT);
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            client.sftp.get("out/answer-0007.txt", got);
            assertThat(got.toString(StandardCharsets.US_ASCII)).isEqualTo("answer 7");
            client.sftp.rm("out/answer-0007.txt");
            assertThat(folder.resolve("mailboxes/globex/out/answer-0007.txt")).doesNotExist();
            Files.writeString(folder.resolve("mailboxes/globex/out/answer-0007.txt"), "answer 7");
        }
    }

    @Test
    void isToldInWordsThatWhatWasTakenCannotBeWithdrawn() throws Exception {
        try (Client client = new Client()) {
            client.sftp.put(text("ISA*an order~"), "in/five.x12");

            assertThatThrownBy(() -> client.sftp.rm("in/five.x12"))
                    .isInstanceOf(SftpException.class)
                    .hasMessageContaining("cannot be withdrawn");
        }
    }

    private static InputStream text(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
    }

    /** A session with one channel. */
    private static final class Client implements AutoCloseable {
        private final Session session;
        final ChannelSftp sftp;

        Client() throws JSchException {
            JSch jsch = new JSch();
            jsch.addIdentity(folder.resolve("id").toString());
            session = jsch.getSession("globex", "127.0.0.1", mailbox.port());
            session.setConfig("StrictHostKeyChecking", "no");
            session.connect(20_000);
            sftp = (ChannelSftp) session.openChannel("sftp");
            sftp.connect(20_000);
        }

        @Override
        public void close() {
            session.disconnect();
        }
    }
}
