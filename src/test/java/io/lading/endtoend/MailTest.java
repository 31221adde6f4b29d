package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lading.Needs;
import io.lading.api.ApiConfiguration;
import io.lading.cli.simulate.KeyPairFile;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.routing.ConnectionTests;
import io.lading.transport.ProbeStep;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a mail server with TLS, from a mail program and by hand. */
@Timeout(120)
@Tag("long")
class MailTest {
    @TempDir
    static Path folder;

    private static GreenMail mail;
    private static GreenMailUser edi;
    private static GreenMailUser zips;
    private static TestDatabase record;
    private static Hub hub;

    @BeforeAll
    static void start() throws Exception {
        KeyPairFile identity = KeyPairFile.make("mail", Clock.systemUTC());
        Path data = Files.createDirectories(folder.resolve("data"));
        Path secrets = Files.createDirectories(data.resolve("secrets"));
        identity.writeCertificate(secrets);
        serverIdentity(identity);
        mail = new GreenMail(new ServerSetup[] {
            ServerSetup.SMTP.dynamicPort(), ServerSetup.SMTPS.dynamicPort(), ServerSetup.IMAPS.dynamicPort()
        });
        mail.start();
        edi = mail.setUser("edi@acme.example", "edi", "secret");
        zips = mail.setUser("zips@acme.example", "zips", "secret");
        mail.setUser("answers@globex.example", "answers", "secret");
        record = TestDatabase.fresh();
        partners(Files.createDirectories(folder.resolve("partners")));
        Map<String, String> variables = new java.util.HashMap<>(record.environment());
        Files.writeString(secrets.resolve("mail-password"), "secret");
        hub = Hub.start(
                TestSettings.in(
                        data,
                        variables,
                        "folders.partners=" + folder.resolve("partners"),
                        "delivery.allowTargets=loopback",
                        "limits.bulkAbove=64KB",
                        "limits.maxTransmission=4MB"),
                ApiConfiguration.class);
    }

    private static void serverIdentity(KeyPairFile identity) throws Exception {
        Path file = folder.resolve("server.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("mail", identity.key(), "changeit".toCharArray(), new java.security.cert.Certificate[] {
            identity.certificate()
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty("greenmail.tls.keystore.file", file.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
    }

    private static void partners(Path partners) throws IOException {
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
                """);
        int imap = mail.getImaps().getPort();
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  orders: { door: mail, direction: in, host: localhost, port: %d, trust: secrets/mail.pem, user: edi, password: "file:secrets/mail-password",
                            moveTo: Taken, every: 200ms, from: [ edi@globex.example ] }
                  answers: { door: mail, direction: out, host: localhost, port: %d, trust: secrets/mail.pem, to: [ answers@globex.example ],
                             from: [ edi@acme.example ] }
                acknowledge: { functional: 997, through: answers }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders, deliver: [ globex ] }
                  - { sends: Order, as: json, through: answers }
                """.formatted(
                        imap, mail.getSmtps().getPort()));
        Files.writeString(partners.resolve("initech.yaml"), """
                partner: initech
                identifiers: [ { scheme: x12, qualifier: ZZ, id: INITECH } ]
                connections:
                  orders: { door: mail, direction: in, host: localhost, port: %d, trust: secrets/mail.pem, user: zips, password: "file:secrets/mail-password",
                            every: 200ms, zip: true, most: 3 }
                """.formatted(imap));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
            record.close();
        }
        if (mail != null) {
            mail.stop();
        }
    }

    @Test
    void aMailFromAMailProgramIsTakenInAnsweredAndMovedAway() throws Exception {
        Needs.thatHolds(isThere("swaks"), "swaks is not installed (Debian: apt-get install swaks)");
        Path file = Files.writeString(folder.resolve("orders.x12"), As2Hubs.order("PO-M1"));
        Process swaks = new ProcessBuilder(
                        "swaks",
                        "--server",
                        "127.0.0.1:" + mail.getSmtp().getPort(),
                        "--from",
                        "edi@globex.example",
                        "--to",
                        "edi@acme.example",
                        "--header",
                        "Subject: our order",
                        "--header",
                        "CamelFileName: ../../stolen",
                        "--attach-type",
                        "application/edi-x12",
                        "--attach-name",
                        "orders.x12",
                        "--attach",
                        "@" + file)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("swaks.log").toFile())
                .start();
        assertThat(swaks.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(swaks.exitValue())
                .as(Files.readString(folder.resolve("swaks.log")))
                .isZero();

        Message answer = answer("997-");
        assertThat(attachment(answer)).contains("ST*997*", "AK5*A");
        assertThat(answer.getHeader("Message-ID")[0]).matches("<[A-Za-z0-9-]+@acme\\.example>");
        assertThat(attachment(answer("Order PO-M1"))).contains("PO-M1");
        assertThat(As2Hubs.texts(record, "select file_name from transmission where connection = 'globex/orders'"))
                .contains("orders.x12");
        As2Hubs.await("the mail moved", () -> count(edi, "Taken") >= 1);
    }

    @Test
    void theSameMailTwiceHasOneEffect() throws Exception {
        MimeMessage twice = mail("edi@globex.example", "<twice@globex.example>", file("a.x12", As2Hubs.order("PO-M2")));
        int before = count(edi, "Taken");

        edi.deliver(twice);
        edi.deliver(twice);

        As2Hubs.await("both mails moved", () -> count(edi, "Taken") >= before + 2);
        As2Hubs.await("the order", () -> transmissions("PO-M2") > 0);
        assertThat(transmissions("PO-M2")).isEqualTo(1);
    }

    @Test
    void aStrangersMailStaysFlaggedForAPerson() throws Exception {
        edi.deliver(mail("edi@stranger.example", "<s@stranger.example>", file("s.x12", As2Hubs.order("PO-M3"))));

        As2Hubs.await("flagged", () -> flagged(edi, "<s@stranger.example>"));
        assertThat(transmissions("PO-M3")).isZero();
    }

    @Test
    void zipFilesAreOpenedOnlyWhereAgreedAndTheirNamesLeadNowhere() throws Exception {
        byte[] zip = zip(Map.of("../../../escaped.x12", As2Hubs.order("PO-M4").getBytes(StandardCharsets.US_ASCII)));
        edi.deliver(mail("edi@globex.example", "<z1@globex.example>", file("orders.zip", zip)));
        zips.deliver(mail("edi@initech.example", "<z2@initech.example>", file("orders.zip", zip)));

        As2Hubs.await("not agreed", () -> flagged(edi, "<z1@globex.example>"));
        As2Hubs.await("agreed", () -> As2Hubs.texts(
                        record, "select file_name from transmission where connection = 'initech/orders'")
                .contains("../../../escaped.x12"));
        try (var files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("escaped.x12");
        }
    }

    @Test
    void whatUnfoldsWithoutEndIsRefusedAndLeavesNothingBehind() throws Exception {
        byte[] bomb = zip(Map.of("bomb", new byte[3 << 20]));
        byte[] nested = zip(Map.of("inner.zip", zip(Map.of("x", new byte[10]))));
        byte[] lying = Arrays.copyOf(zip(Map.of("x.x12", new byte[20_000])), 60);
        byte[] large = new byte[5 << 20];
        zips.deliver(mail("a@initech.example", "<bomb@x>", file("b.zip", bomb)));
        zips.deliver(mail("a@initech.example", "<nested@x>", file("n.zip", nested)));
        zips.deliver(mail("a@initech.example", "<lying@x>", file("l.zip", lying)));
        zips.deliver(mail("a@initech.example", "<large@x>", file("l.bin", large)));
        MimeBodyPart[] many = new MimeBodyPart[4];
        for (int i = 0; i < many.length; i++) {
            many[i] = file("x" + i + ".x12", As2Hubs.order("PO-M5" + i));
        }
        zips.deliver(mail("a@initech.example", "<many@x>", many));

        for (String id : List.of("<bomb@x>", "<nested@x>", "<lying@x>", "<large@x>", "<many@x>")) {
            As2Hubs.await(id, () -> flagged(zips, id));
        }
        try (var files = Files.list(folder.resolve("data/spool/mail"))) {
            assertThat(files).isEmpty();
        }
        assertThat(As2Hubs.texts(record, "select file_name from transmission where connection = 'initech/orders'"))
                .doesNotContain("x0.x12", "bomb", "inner.zip", "l.bin");
    }

    @Test
    void thousandsOfPartsAreNotWalkedThrough() throws Exception {
        StringBuilder text = new StringBuilder("From: a@initech.example\r\nMessage-ID: <parts@x>\r\n")
                .append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < 3_000; i++) {
            text.append("--b\r\nContent-Disposition: attachment; filename=a")
                    .append(i)
                    .append("\r\n\r\nx\r\n");
        }
        text.append("--b--\r\n");
        zips.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII))));

        As2Hubs.await("refused", () -> flagged(zips, "<parts@x>"));
    }

    @Test
    void aMailServerIsTriedToTheLastRightAndGetsNoMail() {
        int before = mail.getReceivedMessages().length;
        assertThat(tried("orders"))
                .extracting(step -> step.name() + " " + step.result())
                .containsExactly("name OK", "connect OK", "sign-in OK", "folder OK", "moveTo OK");
        assertThat(tried("orders").get(2).sentence()).isEqualTo("The server lets us in as edi, by TLS.");
        assertThat(tried("answers"))
                .extracting(step -> step.name() + " " + step.result())
                .containsExactly("name OK", "connect OK", "sign-in OK", "from OK", "to OK", "mail NOTE");
        assertThat(mail.getReceivedMessages()).hasSize(before);
    }

    @Test
    void aMailServerThatDoesNotKnowUsIsSaidSoWithAdvice() throws Exception {
        mail.setUser("edi@acme.example", "edi", "another");
        try {
            ProbeStep last = tried("orders").get(2);
            assertThat(last.result()).isEqualTo(ProbeStep.Result.FAILED);
            assertThat(last.sentence()).contains("does not let us in as edi; check user and password");
            assertThat(last.advice()).contains("password made for programs");
        } finally {
            mail.setUser("edi@acme.example", "edi", "secret");
        }
    }

    private static List<ProbeStep> tried(String connection) {
        return hub.part(ConnectionTests.class)
                .test("globex", Optional.of(connection), Optional.empty())
                .get(0)
                .steps();
    }

    private static boolean flagged(GreenMailUser user, String id) {
        try {
            return mail.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                    .anyMatch(stored -> {
                        try {
                            String[] header = stored.getMimeMessage().getHeader("Message-ID");
                            return header != null
                                    && header[0].equals(id)
                                    && stored.getFlags().contains(Flags.Flag.FLAGGED);
                        } catch (jakarta.mail.MessagingException e) {
                            throw new AssertionError(e);
                        }
                    });
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new AssertionError(e);
        }
    }

    private static int count(GreenMailUser user, String name) {
        var found = mail.getManagers().getImapHostManager().getFolder(user, name);
        return found == null ? 0 : found.getMessageCount();
    }

    private static int transmissions(String number) {
        return As2Hubs.texts(record, "select id::text from document where number = '" + number + "'")
                .size();
    }

    /** The answer whose subject begins so. */
    private static Message answer(String subject) throws Exception {
        As2Hubs.await("a mail " + subject, () -> find(subject) != null);
        Message found = find(subject);
        assertThat(found).isNotNull();
        return found;
    }

    private static Message find(String subject) {
        for (MimeMessage one : mail.getReceivedMessages()) {
            try {
                if (one.getSubject() != null && one.getSubject().startsWith(subject)) {
                    return one;
                }
            } catch (jakarta.mail.MessagingException e) {
                throw new AssertionError(e);
            }
        }
        return null;
    }

    private static String attachment(Message message) throws Exception {
        Multipart parts = (Multipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        return new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MimeMessage mail(String from, String id, MimeBodyPart... parts) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws jakarta.mail.MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, "edi@acme.example");
        message.setSubject("an order");
        message.setContent(new MimeMultipart(parts));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart file(String name, String content) throws Exception {
        return file(name, content.getBytes(StandardCharsets.US_ASCII));
    }

    private static MimeBodyPart file(String name, byte[] content) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(
                new jakarta.activation.DataHandler(new ByteArrayDataSource(content, "application/octet-stream")));
        part.setFileName(name);
        return part;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
