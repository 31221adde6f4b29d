package io.lading.transport.mail;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.MailTerms;
import io.lading.partner.MailTerms.Protection;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Tries mail servers: sign-in, then the folder that is read, or whether it takes mail for whom we write to. Sends none. */
public final class MailProbe implements Probe {
    private static final int FINE = 250;
    private static final String TLS_ADVICE =
            "Check 'port' and 'protection' (tls, or starttls where the server begins in the clear); for a certificate that"
                    + " Java does not know, put it into a file and name that by 'trust'.";

    private final NetworkProbe network;
    private final Function<MailTerms, MailServer> servers;

    public MailProbe(NetworkProbe network, Function<MailTerms, MailServer> servers) {
        this.network = network;
        this.servers = servers;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.MAIL_IN) || door.equals(Door.MAIL_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        MailTerms terms = connection.mail().orElseThrow();
        Optional<Socket> open = network.open(terms.host(), terms.port(), steps);
        if (open.isEmpty()) {
            return;
        }
        try {
            open.get().close();
        } catch (IOException e) {
            // Only the name and the port were to be tried by it.
        }
        if (terms.protection() == Protection.NONE) {
            steps.warn(
                    "TLS",
                    "'protection' is none: password and mails can be read on their way.",
                    "Write tls or starttls, unless the server is on this machine.");
        }
        MailServer server = servers.apply(terms);
        if (connection.direction() == Direction.IN) {
            fetch(server, terms, steps);
        } else {
            send(server, terms, steps);
        }
    }

    private static void fetch(MailServer server, MailTerms terms, ProbeSteps steps) {
        try (Store store = server.session("imap").getStore("imap")) {
            if (!signIn(server, terms, () -> server.connect(store), steps)) {
                return;
            }
            boolean found = steps.run("folder", "Write the name as the mail program shows it; usually INBOX.", () -> {
                return counted(store, terms);
            });
            if (found && terms.moveTo().isPresent()) {
                steps.run("moveTo", "", () -> moveTo(store, terms.moveTo().get()));
            }
        } catch (IOException | MessagingException e) {
            steps.fail("sign-in", "The server does not answer as expected: " + e.getMessage() + ".", TLS_ADVICE);
        }
    }

    private static void send(MailServer server, MailTerms terms, ProbeSteps steps) {
        try (SMTPTransport transport = (SMTPTransport) server.session("smtp").getTransport("smtp")) {
            if (!signIn(server, terms, () -> server.connect(transport), steps)) {
                return;
            }
            boolean from = steps.run("from", "Ask whoever runs the server which sender we may use.", () -> {
                return taken(transport, "MAIL FROM:", terms.from().get(0));
            });
            for (String to : from ? terms.to() : java.util.List.<String>of()) {
                steps.run("to", "Check the address, and that we may send outside through this server.", () -> {
                    return taken(transport, "RCPT TO:", to);
                });
            }
            transport.simpleCommand("RSET");
            steps.note("mail", "No mail was sent; --send sample sends one.");
        } catch (IOException | MessagingException e) {
            steps.fail("sign-in", "The server does not answer as expected: " + e.getMessage() + ".", TLS_ADVICE);
        }
    }

    /** Signing in, which only fails in the ways of mail. */
    @FunctionalInterface
    private interface Entering {
        void enter() throws IOException, MessagingException;
    }

    private static boolean signIn(MailServer server, MailTerms terms, Entering entering, ProbeSteps steps) {
        return steps.run(
                "sign-in", "Check 'user' and 'password'; some providers want a password made for programs.", () -> {
                    try {
                        entering.enter();
                    } catch (MessagingException e) {
                        throw new ProbeSteps.Failure("No session with " + server.label() + ": " + words(e), TLS_ADVICE);
                    }
                    return "The server lets us in"
                            + terms.user().map(user -> " as " + user).orElse(" without a user") + protection(terms)
                            + ".";
                });
    }

    private static String protection(MailTerms terms) {
        return switch (terms.protection()) {
            case TLS -> ", by TLS";
            case STARTTLS -> ", by STARTTLS";
            case NONE -> "";
        };
    }

    private static String words(MessagingException e) {
        Exception inner = e.getNextException();
        return e.getMessage() + (inner == null || inner.getMessage() == null ? "" : ": " + inner.getMessage());
    }

    /** Read only: looking marks nothing as seen. */
    private static String counted(Store store, MailTerms terms) throws ProbeSteps.Failure {
        try (Folder folder = store.getFolder(terms.folder())) {
            folder.open(Folder.READ_ONLY);
            int all = folder.getMessageCount();
            int unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)).length;
            return terms.folder() + " has " + all + (all == 1 ? " mail, " : " mails, ") + unseen
                    + " of them not seen yet: these are fetched.";
        } catch (MessagingException e) {
            throw new ProbeSteps.Failure(
                    "The folder " + terms.folder() + " cannot be opened: " + words(e),
                    "Write the name as the mail program shows it; usually INBOX.");
        }
    }

    private static String moveTo(Store store, String name) throws ProbeSteps.Failure {
        try {
            return store.getFolder(name).exists()
                    ? name + " is there for mails that were taken."
                    : name + " is not there yet; it is made when the first mail is taken.";
        } catch (MessagingException e) {
            throw new ProbeSteps.Failure("The server says of " + name + ": " + words(e), "Check the name.");
        }
    }

    private static String taken(SMTPTransport transport, String command, String address) throws ProbeSteps.Failure {
        try {
            int status = transport.simpleCommand(command + "<" + address + ">");
            String answer = transport.getLastServerResponse();
            if (status != FINE) {
                throw new ProbeSteps.Failure(
                        "The server does not take " + address + ": " + (answer == null ? status : answer.strip()),
                        "Check the address, and that our user may send for it through this server.");
            }
            return "The server takes " + address + ".";
        } catch (MessagingException e) {
            throw new ProbeSteps.Failure("The server does not answer: " + words(e), "Try again later.");
        }
    }
}
