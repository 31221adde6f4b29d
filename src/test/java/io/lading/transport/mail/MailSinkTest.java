package io.lading.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lading.partner.Connection;
import io.lading.partner.Door;
import io.lading.partner.MailTerms;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.yaml.Place;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSinkTest {
    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void nothingOfADocumentBecomesAHeader() throws Exception {
        MailSink sink = sink(MailTerms.Protection.NONE);
        Outbound evil = outbound("PO-1\r\nBcc: evil@example.com\r\n\r\nhello\u2028Bcc: x@y");

        assertThat(sink.send(List.of(evil)).get(0).outcome()).isEqualTo(Outcome.DELIVERED);

        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(got.getHeader("Bcc")).isNull();
        assertThat(got.getAllRecipients()).hasSize(1);
        assertThat(got.getSubject()).isEqualTo("Order PO-1  Bcc: evil@example.com    hello Bcc: x@y");
        assertThat(got.getHeader("Message-ID")).containsExactly("<key-1-a-b@acme.example>");
    }

    @Test
    void everyTryCarriesTheSameName() throws Exception {
        MailSink sink = sink(MailTerms.Protection.NONE);

        sink.send(List.of(outbound("1"), outbound("1")));

        assertThat(mail.getReceivedMessages()[0].getMessageID())
                .isEqualTo(mail.getReceivedMessages()[1].getMessageID());
    }

    @Test
    void aServerWithoutTheAgreedProtectionGetsNothing() {
        var sent = sink(MailTerms.Protection.STARTTLS).send(List.of(outbound("1")));

        assertThat(sent.get(0).outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatMayNotBeCalledIsNot() {
        MailServer server = new MailServer(
                terms(MailTerms.Protection.NONE), OutboundPolicy.allowing(List.of()), Duration.ofSeconds(5));

        var sent = new MailSink(server, connection(), Clock.systemUTC()).send(List.of(outbound("1")));

        assertThat(sent.get(0).outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sent.get(0).answer()).contains("an address of this machine itself, which the hub may not call");
    }

    @Test
    void aPasswordIsNotSentInClearToAnotherMachine() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("10.1.2.3");
        OutboundPolicy policy =
                OutboundPolicy.allowing(List.of(AllowedTarget.Word.PRIVATE), host -> new InetAddress[] {elsewhere});
        MailTerms plain = terms(MailTerms.Protection.NONE, "mail.partner.invalid");
        MailTerms terms = new MailTerms(
                plain.host(),
                plain.port(),
                plain.protection(),
                Optional.of("edi"),
                Optional.of(Secret.of("canary")),
                plain.trust(),
                "INBOX",
                Optional.empty(),
                List.of("edi@acme.example"),
                List.of("edi@globex.example"),
                new MailTerms.Taken(true, false, false, 1));
        MailServer server = new MailServer(terms, policy, Duration.ofSeconds(5));

        var sent = new MailSink(server, connection(), Clock.systemUTC()).send(List.of(outbound("1")));

        assertThat(sent.get(0).outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sent.get(0).answer()).contains("The password would travel to", "protection");
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhateverTheNameStandsForLater() {
        List<String> asked = new ArrayList<>();
        OutboundPolicy policy = OutboundPolicy.allowing(List.of(AllowedTarget.Word.LOOPBACK), host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        });
        MailTerms rebinding = terms(MailTerms.Protection.NONE, "mail.rebinding.invalid");

        var sent = new MailSink(
                        new MailServer(rebinding, policy, Duration.ofSeconds(5)), connection(), Clock.systemUTC())
                .send(List.of(outbound("1")));

        // The machine's own look-up knows no such name.
        assertThat(sent.get(0).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(asked).contains("mail.rebinding.invalid");
    }

    private MailSink sink(MailTerms.Protection protection) {
        MailServer server = new MailServer(
                terms(protection),
                OutboundPolicy.allowing(List.of(AllowedTarget.Word.LOOPBACK)),
                Duration.ofSeconds(5));
        return new MailSink(server, connection(), Clock.systemUTC());
    }

    private MailTerms terms(MailTerms.Protection protection) {
        return terms(protection, "localhost");
    }

    private MailTerms terms(MailTerms.Protection protection, String host) {
        return new MailTerms(
                host,
                mail.getSmtp().getPort(),
                protection,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "INBOX",
                Optional.empty(),
                List.of("edi@acme.example"),
                List.of("edi@globex.example"),
                new MailTerms.Taken(true, false, false, 1));
    }

    private static Connection connection() {
        return new Connection(
                "globex/answers",
                "globex",
                Door.MAIL_OUT,
                List.of(),
                false,
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Place.of("globex.yaml"));
    }

    private static Outbound outbound(String number) {
        return new Outbound(
                1,
                "key-1 a\nb",
                "order.x12",
                "application/edi-x12",
                "ISA*".getBytes(StandardCharsets.US_ASCII),
                Optional.of(new Outbound.Subject("Order", number)));
    }
}
