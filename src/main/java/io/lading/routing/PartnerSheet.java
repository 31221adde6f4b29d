package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Agreement;
import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.HeldCertificate;
import io.lading.partner.HttpEntry;
import io.lading.partner.Identifier;
import io.lading.partner.MailTerms;
import io.lading.partner.Partner;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.security.CertificateFile;
import io.lading.transport.sftp.MailboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a partner must be told of us, as a page of text to hand over. It holds nothing secret. Thread-safe. */
public final class PartnerSheet {
    private final Supplier<Community> community;
    private final MailboxServer mailboxes;
    private final Settings settings;
    private final Clock clock;

    PartnerSheet(Supplier<Community> community, MailboxServer mailboxes, Settings settings, Clock clock) {
        this.community = community;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    /** The page; nothing if there is no such partner. */
    public Optional<String> text(String partner) {
        Community now = community.get();
        return now.partner(partner).map(known -> new Page(now).write(known));
    }

    /** One page being written. */
    private final class Page {
        private final Community now;
        private final StringBuilder page = new StringBuilder();
        private boolean ourCertificates;

        Page(Community now) {
            this.now = now;
        }

        private void line(String text) {
            page.append(text).append('\n');
        }

        private void fact(String what, String text) {
            line("    " + what + " ".repeat(Math.max(1, 22 - what.length())) + text);
        }

        String write(Partner partner) {
            line("What " + partner.name() + " needs to know to exchange documents with "
                    + now.own().map(Partner::name).orElse("us") + ", "
                    + clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
            line("");
            line("Our addresses");
            now.own().ifPresent(own -> own.identifiers().forEach(this::address));
            connections(partner, Direction.IN, "How you reach us");
            connections(partner, Direction.OUT, "How we reach you");
            documents(partner);
            certificates();
            return page.toString();
        }

        private void address(Identifier identifier) {
            fact(identifier.scheme().word(), identifier.address().toString());
        }

        private void connections(Partner partner, Direction direction, String title) {
            List<Connection> some = partner.connections().stream()
                    .filter(connection -> connection.direction() == direction)
                    .toList();
            if (some.isEmpty()) {
                return;
            }
            line("");
            line(title);
            some.forEach(connection -> {
                line("  " + connection.id() + ", by " + words(connection.door()));
                describe(connection);
            });
        }

        private void describe(Connection connection) {
            connection.as2().ifPresent(terms -> as2(connection, terms));
            if (connection.door().equals(Door.MAILBOX_IN) || connection.door().equals(Door.MAILBOX_OUT)) {
                mailbox(connection);
            } else if (connection.door().equals(Door.HTTP_IN)) {
                fact("post to", publicUrl() + "partners/" + connection.id());
                if (!connection.tokens().isEmpty()) {
                    fact("header", "Authorization: Bearer <the token that we hand you by another way>");
                }
                connection.entry().ifPresent(this::entry);
                fact("header", "Idempotency-Key: <your own number of the transmission>");
            } else if (connection.door().equals(Door.HTTP_OUT)) {
                fact("we post to", String.valueOf(connection.url()));
            } else if (connection.door().equals(Door.SOAP_IN)) {
                fact("service", publicUrl() + "services/lading, SOAP 1.1");
                fact("its contract", publicUrl() + "services/lading?wsdl");
                connection.login().ifPresent(login -> fact("user", login.user() + ", in a UsernameToken"));
            } else if (connection.door().equals(Door.SOAP_OUT)) {
                fact("we call", String.valueOf(connection.url()));
            } else if (connection.door().equals(Door.QUEUE_IN)) {
                broker();
                connection.login().ifPresent(login -> fact("user", login.user()));
                fact("send to", connection.address());
            } else if (connection.door().equals(Door.QUEUE_OUT)) {
                broker();
                fact("read from", connection.address());
            }
            connection.mail().ifPresent(terms -> mail(connection.direction(), terms));
            connection.sftp().ifPresent(terms -> {
                fact("your server", terms.host() + " port " + terms.port());
                fact(
                        connection.direction() == Direction.IN ? "we fetch from" : "we put into",
                        terms.folder() + " as " + terms.user());
                fact("its host key", String.join(", ", terms.hostKeys()));
            });
        }

        private void broker() {
            if (settings.broker() instanceof Settings.Broker.Embedded embedded) {
                embedded.acceptor()
                        .ifPresent(door -> fact("broker", host() + " port " + door.port() + ", Artemis CORE over TLS"));
            }
        }

        private void mail(Direction direction, MailTerms terms) {
            if (direction == Direction.IN) {
                fact("write from", terms.from().isEmpty() ? "any address" : String.join(", ", terms.from()));
                return;
            }
            fact("we write from", String.join(", ", terms.from()));
            fact("to", String.join(", ", terms.to()));
        }

        private void entry(HttpEntry entry) {
            entry.basicUser()
                    .ifPresent(user -> fact("or by Basic", "user " + user + ", and the token as its password"));
            entry.certificates()
                    .forEach(known -> fact("your certificate", "SHA-256 " + CertificateFile.fingerprint(known)));
            if (entry.hmac().isPresent()) {
                fact("header", "Lading-Signature: t=<seconds since 1970>,v1=<HMAC-SHA256 of t, a point and the body>");
            }
        }

        private void as2(Connection connection, As2Terms terms) {
            ourCertificates = true;
            fact("our AS2 name", now.ownAs2Name(connection));
            fact("your AS2 name", terms.theirName());
            if (connection.direction() == Direction.IN) {
                fact("our URL", publicUrl() + "as2");
                fact(
                        "we ask for",
                        (terms.mustBeSigned() ? "signed" : "unsigned allowed") + ", "
                                + (terms.mustBeEncrypted() ? "encrypted" : "unencrypted allowed"));
                return;
            }
            fact("your URL", String.valueOf(connection.url()));
            fact(
                    "we send",
                    terms.sign().map(digest -> "signed with " + digest).orElse("unsigned") + ", "
                            + terms.encrypt()
                                    .map(cipher -> "encrypted with " + cipher)
                                    .orElse("unencrypted"));
            fact(
                    "we ask for",
                    terms.receipt().mode() == As2Terms.Mode.NONE
                            ? "no receipt"
                            : "a" + (terms.receipt().signed() ? " signed" : "n unsigned") + " receipt (MDN), "
                                    + terms.receipt().mode().word());
        }

        private void mailbox(Connection connection) {
            fact("server", host() + " port " + settings.mailboxes().port() + ", SFTP only");
            try {
                fact("its host key", mailboxes.fingerprint());
            } catch (IOException e) {
                fact("its host key", "(not made yet: it is when the first mailbox is opened)");
            }
            connection.login().ifPresent(login -> {
                fact("user", login.user());
                fact("sign in with", login.keys().isEmpty() ? "your password" : "your key");
                fact("put files into", "in");
            });
            if (connection.direction() == Direction.OUT) {
                fact("get files from", "out, and delete what you have got");
            }
        }

        private void documents(Partner partner) {
            List<Agreement> some = new ArrayList<>(now.agreements());
            some.removeIf(agreement -> !agreement.partner().equals(partner.id()));
            if (some.isEmpty()) {
                return;
            }
            line("");
            line("What we exchange");
            for (Agreement agreement : some) {
                if (agreement instanceof ReceivingAgreement receiving) {
                    fact(
                            "you send",
                            receiving.document() + " as " + receiving.format().text() + answer(receiving));
                } else if (agreement instanceof SendingAgreement sending) {
                    fact(
                            "we send",
                            sending.document() + " as " + sending.format().text() + expected(sending));
                }
            }
        }

        private static String answer(ReceivingAgreement agreement) {
            return switch (agreement.acknowledge().functional()) {
                case NONE -> "";
                case ACKNOWLEDGEMENT_997, ACKNOWLEDGEMENT_999, CONTRL ->
                    "; we answer with a " + agreement.acknowledge().functional().word();
            };
        }

        private static String expected(SendingAgreement agreement) {
            return agreement
                    .expect()
                    .map(expected ->
                            "; you answer with a " + expected.functional().word() + " within "
                                    + expected.within().toHours() + " h")
                    .orElse("");
        }

        private void certificates() {
            CertificateSet ours = now.own().map(Partner::certificates).orElse(CertificateSet.NONE);
            if (!ourCertificates || ours.all().isEmpty()) {
                return;
            }
            line("");
            line("Our certificates");
            for (HeldCertificate held : ours.all()) {
                fact("subject", held.label());
                fact(
                        "in use",
                        held.from().atZone(ZoneOffset.UTC).toLocalDate() + " to "
                                + held.until().atZone(ZoneOffset.UTC).toLocalDate() + ", to "
                                + held.uses().stream()
                                        .map(HeldCertificate.Use::word)
                                        .sorted()
                                        .collect(Collectors.joining(" and ")));
                fact("SHA-256 fingerprint", CertificateFile.fingerprint(held.certificate()));
                line("");
                page.append(pem(held.certificate()));
            }
        }
    }

    private static String words(Door door) {
        return switch (door.name()) {
            case "as2" -> "AS2";
            case "mailbox" -> "SFTP, a mailbox on our server";
            case "sftp" -> "SFTP, on your server";
            case "http" -> "HTTP";
            default -> door.name();
        };
    }

    private String publicUrl() {
        String url = settings.http()
                .publicUrl()
                .orElse("https://<the address of our hub; set http.publicUrl in lading.yaml>/");
        return url.endsWith("/") ? url : url + "/";
    }

    private String host() {
        return settings.http()
                .publicUrl()
                .map(url -> URI.create(url).getHost())
                .orElse("<the address of our hub; set http.publicUrl in lading.yaml>");
    }

    private static String pem(X509Certificate certificate) {
        try {
            Base64.Encoder base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can be encoded.", e);
        }
    }
}
