package io.lading.transport.mail;

import io.lading.partner.Connection;
import io.lading.partner.MailTerms;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * Sends each transmission as a mail. Its Message-ID is made of the stable key, so that a mail that comes twice can be told
 * by it. Headers hold only what the partner file says and what we make ourselves. Shared between threads.
 */
public final class MailSink implements Sink {
    private static final int LONGEST_SUBJECT = 120;
    private static final int REFUSED_FOR_GOOD = 500;

    private final MailServer server;
    private final MailTerms terms;
    private final boolean inText;
    private final Clock clock;

    public MailSink(MailServer server, Connection connection, Clock clock) {
        this.server = server;
        this.terms = server.terms();
        this.inText = connection.setting("body").orElse("attachment").equals("text");
        this.clock = clock;
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        List<Sent> sent = new ArrayList<>();
        try {
            Session session = server.session("smtp");
            try (Transport transport = session.getTransport("smtp")) {
                server.connect(transport);
                for (Outbound outbound : transmissions) {
                    sent.add(send(session, transport, outbound));
                }
            }
        } catch (MailServer.RefusedException e) {
            rest(transmissions, sent, Outcome.PERMANENT, String.valueOf(e.getMessage()));
        } catch (IOException | MessagingException e) {
            rest(transmissions, sent, Outcome.TRANSIENT, "No connection to " + server.label() + ": " + e.getMessage());
        }
        return sent;
    }

    private static void rest(List<Outbound> transmissions, List<Sent> sent, Outcome outcome, String why) {
        for (Outbound outbound :
                transmissions.subList(Math.min(sent.size(), transmissions.size()), transmissions.size())) {
            sent.add(Sent.failed(outbound.transmissionId(), outcome, why));
        }
    }

    private Sent send(Session session, Transport transport, Outbound outbound) {
        try {
            Message mail = compose(session, outbound);
            transport.sendMessage(mail, mail.getAllRecipients());
            return Sent.delivered(
                    outbound.transmissionId(),
                    "The server " + server.label() + " took the mail " + messageId(outbound) + ".");
        } catch (MessagingException e) {
            return Sent.failed(outbound.transmissionId(), outcome(e), "The mail was not taken: " + e.getMessage());
        }
    }

    /** A server's own word decides; a line that broke leaves us in doubt. */
    private static Outcome outcome(MessagingException e) {
        if (e instanceof SMTPSendFailedException answered) {
            return answered.getReturnCode() >= REFUSED_FOR_GOOD ? Outcome.PERMANENT : Outcome.TRANSIENT;
        }
        return e instanceof MailConnectException ? Outcome.TRANSIENT : Outcome.UNKNOWN;
    }

    private Message compose(Session session, Outbound outbound) throws MessagingException {
        String id = messageId(outbound);
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(new InternetAddress(terms.from().get(0), true));
        for (String recipient : terms.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        mail.setSubject(subject(outbound), "UTF-8");
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        DataHandler content = new DataHandler(new ByteArrayDataSource(outbound.body(), outbound.mediaType()));
        if (inText) {
            mail.setDataHandler(content);
            return mail;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(subject(outbound) + " is attached.", "UTF-8");
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.setDataHandler(content);
        attachment.setFileName(outbound.fileName());
        attachment.setDisposition(MimeBodyPart.ATTACHMENT);
        attachment.setHeader("Content-Transfer-Encoding", "base64"); // not a byte may change on the way
        mail.setContent(new MimeMultipart(text, attachment));
        return mail;
    }

    private String messageId(Outbound outbound) {
        String from = terms.from().get(0);
        return "<" + outbound.key().replaceAll("[^A-Za-z0-9._-]", "-") + from.substring(from.indexOf('@')) + ">";
    }

    /** The number comes out of a document: nothing of it may end the line. */
    private static String subject(Outbound outbound) {
        String subject = outbound.about()
                .map(about -> about.document() + " " + about.number())
                .orElse(outbound.fileName());
        String plain = subject.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        return plain.substring(0, Math.min(LONGEST_SUBJECT, plain.length()));
    }
}
