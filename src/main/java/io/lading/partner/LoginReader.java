package io.lading.partner;

import io.lading.security.PasswordHash;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a partner signs in to its mailbox; states what the keys of mailboxes are. */
final class LoginReader {
    private static final String USER = "[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}";
    private static final String KEY = "(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}( .*)?";

    private static final String PATTERN = "(?=.{1,64}$)[^*/]*\\*?[^*/]*\\*?[^*/]*";

    static final Fields IN = Shape.fields(
            "The partner drops files into its mailbox here, by SFTP.",
            Shape.required("user", Shape.text("By which the partner signs in.")),
            Shape.optional("keys", Shape.items(Shape.text("Public keys as OpenSSH writes them: ssh-ed25519 AAAA…"))),
            Shape.optional(
                    "password",
                    Shape.text("Hash of the password, as './lading hash-password' prints it; keys are better.")),
            Shape.optional(
                    "unfinished",
                    Shape.items(Shape.text(
                            "Names of files that are taken only once they are renamed, such as *.writing; in place"
                                    + " of the usual ones (" + UnfinishedNames.USUAL + "). [] for none."))));

    static final Fields OUT = Shape.fields(
            "We lay files into the partner's mailbox here, to be collected by SFTP.",
            Shape.optional(
                    "fileName",
                    Shape.text("Name of each file, from " + FileNamePattern.WORDS + "; must hold {id} (default "
                            + FileNamePattern.USUAL + ").")),
            Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")));

    private LoginReader() {}

    static Login read(FileReading entry) {
        String user = user(entry);
        List<String> keys = new ArrayList<>();
        for (TextNode text : entry.texts("keys")) {
            if (!text.value().strip().matches(KEY)) {
                entry.problems()
                        .add(
                                text.place(),
                                "'keys' expects public keys as OpenSSH writes them, such as the line in id_ed25519.pub:"
                                        + " ssh-ed25519 AAAA…");
            }
            keys.add(text.value().strip());
        }
        Optional<PasswordHash> password = password(entry);
        if (keys.isEmpty() && !entry.has("password")) {
            entry.problem("user", "Nobody could sign in: add 'keys' or 'password'.");
        }
        return new Login(user, keys, password, unfinished(entry));
    }

    /** Where only a user with a password can sign in. */
    static Login withPassword(FileReading entry) {
        if (!entry.has("password")) {
            entry.problem("user", "Nobody could sign in: add 'password' with its hash.");
        }
        return new Login(user(entry), List.of(), password(entry), UnfinishedNames.USUAL);
    }

    private static UnfinishedNames unfinished(FileReading entry) {
        if (!entry.has("unfinished")) {
            return UnfinishedNames.USUAL;
        }
        List<String> patterns = new ArrayList<>();
        for (TextNode text : entry.texts("unfinished")) {
            if (!text.value().matches(PATTERN)) {
                entry.problems()
                        .add(
                                text.place(),
                                "'unfinished' expects patterns of names such as *.writing, of 1 to 64 characters without"
                                        + " slashes and with at most two stars; found '" + text.value() + "'.");
            }
            patterns.add(text.value());
        }
        return new UnfinishedNames(patterns);
    }

    private static String user(FileReading entry) {
        String user = entry.text("user", "");
        if (!user.matches(USER)) {
            entry.problem(
                    "user",
                    "'user' has 1 to 64 letters, digits, points, dashes and underscores; found '" + user + "'.");
        }
        return user;
    }

    private static Optional<PasswordHash> password(FileReading entry) {
        Optional<String> text = entry.text("password");
        Optional<PasswordHash> password = text.flatMap(PasswordHash::parse);
        if (text.isPresent() && password.isEmpty()) {
            entry.problem(
                    "password", "'password' expects " + PasswordHash.EXPECTED + "; the value given is not shown.");
        }
        return password;
    }
}
