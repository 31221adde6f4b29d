package io.lading.partner;

import io.lading.partner.MailTerms.Protection;
import io.lading.partner.MailTerms.Taken;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how mails are fetched and sent; states what the keys are. */
final class MailReader {
    private static final int LAST_PORT = 65_535;
    private static final int USUAL_MOST = 20;
    /** Narrower than RFC 5321 allows, so that nothing in it can be taken for a header or a second address. */
    private static final String ADDRESS = "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}";

    private static final List<Field> REACH = List.of(
            Shape.required("host", Shape.text("Name or address of the mail server.")),
            Shape.optional(
                    "port", Shape.wholeNumber("Default by protection: 993 or 143 to fetch, 465 or 587 to send.")),
            Shape.optional(
                    "protection", Shape.choice("How the line is protected (default tls).", "tls", "starttls", "none")),
            Shape.optional("password", Shape.text("Reference to the password: secret:NAME, env:NAME or file:path.")),
            Shape.optional(
                    "passwordInClear",
                    Shape.flag("The password may be sent with protection none, where anybody on the way can read it.")),
            Shape.optional(
                    "trust",
                    Shape.text("PEM file in the secrets' folder, with the only certificate that the server may show"
                            + " (default: whatever Java trusts).")));

    static final Fields IN = fields(
            "We fetch mails from a mailbox by IMAP; a mail is marked or moved once it is durable here.",
            Shape.required("user", Shape.text("By which we sign in.")),
            Shape.optional("folder", Shape.text("Folder of the mailbox (default INBOX).")),
            Shape.optional("moveTo", Shape.text("Folder for mails that were taken in; they stay, seen, if absent.")),
            Shape.optional("every", Shape.duration("How often we look (default 60s).")),
            Shape.optional("from", Shape.items(Shape.text("Only mails of these senders; it proves nothing."))),
            Shape.optional(
                    "take",
                    Shape.choice("Which parts are taken (default attachments).", "attachments", "body", "both")),
            Shape.optional("files", Shape.text("Which attachments count, such as *.x12; all of them if absent.")),
            Shape.optional("zip", Shape.flag("Zip files are opened; without this they are refused.")),
            Shape.optional("most", Shape.wholeNumber("At most so many parts of a mail (default 20).")));

    static final Fields OUT = fields(
            "We send mails by SMTP.",
            Shape.required("to", Shape.items(Shape.text("Whom we write to."))),
            Shape.required("from", Shape.items(Shape.text("Our address."))),
            Shape.optional("user", Shape.text("By which we sign in.")),
            Shape.optional(
                    "body", Shape.choice("Where the content stands (default attachment).", "attachment", "text")),
            Shape.optional(
                    "fileName",
                    Shape.text("Name of the attachment, from " + FileNamePattern.WORDS + "; must hold {id} (default "
                            + FileNamePattern.USUAL + ").")),
            Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")));

    private MailReader() {}

    private static Fields fields(String description, Field... more) {
        List<Field> all = new ArrayList<>(REACH);
        all.addAll(List.of(more));
        return new Fields(List.copyOf(all), description);
    }

    static MailTerms read(Door door, FileReading entry, SecretReader secrets, PartnerContext context) {
        boolean in = door.direction() == Direction.IN;
        Protection protection =
                Protection.valueOf(entry.text("protection", "tls").toUpperCase(Locale.ROOT));
        int port = entry.count("port", usualPort(in, protection));
        if (port > LAST_PORT) {
            entry.problem("port", "'port' must be from 1 to " + LAST_PORT + "; found " + port + ".");
        }
        List<String> from = addresses("from", entry);
        if (!in && from.size() > 1) {
            entry.problem("from", "'from' is our one address; found " + from.size() + ".");
        }
        if (in && !entry.has("password")) {
            entry.problem("user", "We could not sign in: add 'password: env:<NAME>' or 'file:<path>'.");
        }
        if (protection == Protection.NONE && entry.has("password") && !entry.flag("passwordInClear")) {
            entry.problem(
                    "protection",
                    "'protection: none' would send the password in clear: write tls or starttls, or say 'passwordInClear:"
                            + " true' where nobody can listen on the way.");
        }
        String take = entry.text("take", "attachments");
        return new MailTerms(
                entry.text("host", ""),
                port,
                protection,
                entry.text("user"),
                secrets.read("password", entry),
                trust(entry, context),
                entry.text("folder", "INBOX"),
                entry.text("moveTo"),
                from,
                addresses("to", entry),
                new Taken(
                        !take.equals("body"),
                        !take.equals("attachments"),
                        entry.flag("zip"),
                        entry.count("most", USUAL_MOST)));
    }

    private static Optional<Path> trust(FileReading entry, PartnerContext context) {
        Optional<String> name = entry.text("trust");
        Optional<Path> file = name.flatMap(context.permitted()::file);
        if (name.isPresent() && file.isEmpty()) {
            entry.problem(
                    "trust",
                    "The file '" + name.get() + "' may not be named here: expected one below "
                            + context.permitted().secrets() + " (folders.secrets in lading.yaml).");
        }
        return file;
    }

    private static int usualPort(boolean in, Protection protection) {
        if (in) {
            return protection == Protection.TLS ? 993 : 143;
        }
        return protection == Protection.TLS ? 465 : 587;
    }

    private static List<String> addresses(String key, FileReading entry) {
        List<String> out = new ArrayList<>();
        for (TextNode text : entry.texts(key)) {
            if (!text.value().matches(ADDRESS)) {
                entry.problems()
                        .add(
                                text.place(),
                                "'" + key + "' expects mail addresses such as edi@globex.example; found '"
                                        + text.value().replaceAll("\\p{Cntrl}", "?") + "'.");
            }
            out.add(text.value());
        }
        return out;
    }
}
