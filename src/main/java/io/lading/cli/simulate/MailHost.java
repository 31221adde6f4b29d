package io.lading.cli.simulate;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.util.List;
import java.util.Properties;

/** The mail server of hub and played partners, on loopback; everybody may sign in. */
final class MailHost implements AutoCloseable {
    private final GreenMail server;

    private MailHost(GreenMail server) {
        this.server = server;
    }

    static MailHost start() {
        GreenMail server = new GreenMail(
                        new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort()})
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return new MailHost(server);
    }

    int smtp() {
        return server.getSmtp().getPort();
    }

    int imap() {
        return server.getImap().getPort();
    }

    /** A mailbox for this address, by which its user signs in too. */
    void open(String address) {
        server.setUser(address, address, "none");
    }

    /** Where a partner's mails lie, and how it writes. */
    Side side(String own, String hub, Mailbox arrivals) {
        return new Side() {
            @Override
            public String send(Letter letter) throws IOException {
                return mail(own, hub, letter);
            }

            @Override
            public void look() throws IOException {
                fetch(own, arrivals);
            }
        };
    }

    private String mail(String from, String to, Letter letter) throws IOException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", "" + smtp());
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(settings)) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", "<" + letter.key() + "@simulated>");
                }
            };
            mail.setFrom(from);
            mail.setRecipients(Message.RecipientType.TO, to);
            mail.setSubject(letter.fileName());
            MimeBodyPart attachment = new MimeBodyPart();
            attachment.setDataHandler(
                    new jakarta.activation.DataHandler(new ByteArrayDataSource(letter.body(), letter.mediaType())));
            attachment.setFileName(letter.fileName());
            mail.setContent(new MimeMultipart(attachment));
            jakarta.mail.Transport.send(mail);
            return "mailed to " + to;
        } catch (MessagingException e) {
            throw new IOException("The mail was not taken: " + e.getMessage(), e);
        }
    }

    private void fetch(String own, Mailbox arrivals) throws IOException {
        try {
            MailFolder inbox = server.getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUserByEmail(own));
            for (var stored : List.copyOf(inbox.getMessages())) {
                MimeMessage mail = stored.getMimeMessage();
                Multipart parts = (Multipart) mail.getContent();
                byte[] body =
                        parts.getBodyPart(parts.getCount() - 1).getInputStream().readAllBytes();
                arrivals.take(mail.getMessageID(), "", body);
                inbox.setFlags(
                        new jakarta.mail.Flags(jakarta.mail.Flags.Flag.DELETED), true, stored.getUid(), null, true);
            }
            inbox.expunge();
        } catch (MessagingException | FolderException e) {
            throw new IOException("The mails of " + own + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
