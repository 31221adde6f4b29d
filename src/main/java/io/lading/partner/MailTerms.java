package io.lading.partner;

import io.lading.security.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a mail server is reached and what is agreed about the mails.
 *
 * @param user by which we sign in; absent for a server that lets us send without
 * @param trust PEM with the one certificate that the server may show; absent for those that Java trusts
 * @param folder inbound: where mails are looked for
 * @param moveTo inbound: where mails go that were taken in
 * @param from inbound: whose mails are taken, everybody's if empty; outbound: our address, alone
 * @param to outbound: whom we write to
 */
public record MailTerms(
        String host,
        int port,
        Protection protection,
        Optional<String> user,
        Optional<Secret> password,
        Optional<Path> trust,
        String folder,
        Optional<String> moveTo,
        List<String> from,
        List<String> to,
        Taken taken) {
    public MailTerms {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** How the connection to the server is protected. */
    public enum Protection {
        TLS,
        STARTTLS,
        NONE
    }

    /**
     * What of a mail is taken.
     *
     * @param attachments files that hang on it
     * @param body its text
     * @param zip zip files are opened
     * @param most so many parts at most; a mail with more is not taken at all
     */
    public record Taken(boolean attachments, boolean body, boolean zip, int most) {}
}
