package io.lading.partner;

import io.lading.security.Secret;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a partner's SFTP server is reached; states what the keys are. */
final class SftpReader {
    private static final int USUAL_PORT = 22;
    private static final int LAST_PORT = 65_535;

    private static final List<Field> REACH = List.of(
            Shape.required("host", Shape.text("Name or address of the partner's server.")),
            Shape.optional("port", Shape.wholeNumber("Default 22.")),
            Shape.required("folder", Shape.text("Folder on that server.")),
            Shape.required("user", Shape.text("By which we sign in.")),
            Shape.optional("password", Shape.text("Reference to the password: secret:NAME, env:NAME or file:path.")),
            Shape.optional("key", Shape.text("Reference to our private key, file:path; better than a password.")),
            Shape.required(
                    "hostKey",
                    Shape.items(Shape.text("The server's key, SHA256:… or ssh-ed25519 AAAA…; another is refused."))));

    static final Fields IN = fields(
            "We fetch files from the partner's SFTP server, and delete them there once they are durable here.",
            Shape.optional("files", Shape.text("Which files count, such as *.csv; all of them if absent.")),
            Shape.optional("every", Shape.duration("How often we look (default 60s).")));

    static final Fields OUT = fields(
            "We put files onto the partner's SFTP server.",
            Shape.optional(
                    "fileName",
                    Shape.text("Name of each file, from " + FileNamePattern.WORDS + "; must hold {id} (default "
                            + FileNamePattern.USUAL + ").")),
            Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")));

    private SftpReader() {}

    private static Fields fields(String description, Field... more) {
        List<Field> all = new ArrayList<>(REACH);
        all.addAll(List.of(more));
        return new Fields(List.copyOf(all), description);
    }

    static SftpTerms read(FileReading entry, SecretReader secrets) {
        Optional<Secret> password = secrets.read("password", entry);
        Optional<Secret> key = secrets.read("key", entry);
        if (!entry.has("password") && !entry.has("key")) {
            entry.problem("user", "We could not sign in: add 'key: file:<path>' or 'password: env:<NAME>'.");
        }
        List<String> hostKeys = new ArrayList<>();
        for (TextNode text : entry.texts("hostKey")) {
            if (!text.value()
                    .matches("SHA256:[A-Za-z0-9+/]{43}=?|(ssh-|ecdsa-)[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}( .*)?")) {
                entry.problems()
                        .add(
                                text.place(),
                                "'hostKey' expects SHA256:… as 'ssh-keyscan HOST | ssh-keygen -lf -' prints it, or a"
                                        + " line such as ssh-ed25519 AAAA….");
            }
            hostKeys.add(text.value());
        }
        int port = entry.count("port", USUAL_PORT);
        if (port > LAST_PORT) {
            entry.problem("port", "'port' must be from 1 to " + LAST_PORT + "; found " + port + ".");
        }
        return new SftpTerms(
                entry.text("host", ""),
                port,
                entry.text("folder", ""),
                entry.text("user", ""),
                password,
                key,
                hostKeys);
    }
}
