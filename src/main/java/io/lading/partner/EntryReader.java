package io.lading.partner;

import io.lading.partner.HttpEntry.Content;
import io.lading.partner.HttpEntry.Respond;
import io.lading.security.Pem;
import io.lading.security.Secret;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how a partner comes in over HTTP or SOAP; states what the keys are. */
final class EntryReader {
    private static final Duration USUAL_WITHIN = Duration.ofSeconds(10);
    private static final Duration LONGEST_WITHIN = Duration.ofSeconds(60);
    private static final String FINGERPRINT = "sha256:[0-9a-fA-F:]{64,95}";

    private static final Field TOKEN = Shape.optional(
            "token",
            Shape.items(Shape.text("Hash of the bearer token that names this connection, sha256:<hex>;"
                    + " two while a token is being replaced.")));

    static final Fields HTTP = Shape.fields(
            "The partner posts to us.",
            TOKEN,
            Shape.optional("path", Shape.text("Where it posts to, below /in/; else to /api/v1/interchanges.")),
            Shape.optional(
                    "clientCertificate",
                    Shape.items(Shape.text("Certificates that name this connection over TLS: a PEM file beside this"
                            + " one, or sha256:<fingerprint>."))),
            Shape.optional("hmac", Shape.items(Shape.text("References to secrets one of which signs each body."))),
            Shape.optional(
                    "respond",
                    Shape.choice(
                            "What it gets in the same exchange, at its own path; else a receipt.",
                            "acknowledgement",
                            "document")),
            Shape.optional(
                    "respondWithin", Shape.duration("How long it waits for that; then it gets a receipt (10s).")));

    static final Fields SOAP = Shape.fields(
            "The partner calls our SOAP service.",
            Shape.optional("user", Shape.text("Of the UsernameToken by which the partner signs in.")),
            Shape.optional("password", Shape.text("Its hash, as './lading hash-password' prints it.")),
            TOKEN);

    private final FileReading entry;
    private final SecretReader secrets;
    private final PemFiles pem;

    EntryReader(FileReading entry, SecretReader secrets, PemFiles pem) {
        this.entry = entry;
        this.secrets = secrets;
        this.pem = pem;
    }

    HttpEntry read() {
        Optional<String> path = entry.text("path");
        path.ifPresent(this::checkPath);
        if (!entry.has("token") && !entry.has("clientCertificate")) {
            entry.problem("door", "Nobody could send here: add 'token', or 'clientCertificate' with a 'path'.");
        }
        boolean needsPath = entry.has("clientCertificate") || entry.has("hmac") || entry.has("respond");
        if (path.isEmpty() && needsPath) {
            entry.problem(
                    "door",
                    "'clientCertificate', 'hmac' and 'respond' need a 'path' of the partner's own, such as"
                            + " 'path: globex/orders'.");
        }
        List<Secret> signature = secrets.all("hmac", entry);
        return new HttpEntry(path, certificates(), signature, respond());
    }

    private void checkPath(String path) {
        if (!path.matches("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*){0,5}") || path.length() > 100) {
            entry.problem(
                    "path",
                    "'path' has one to six parts of small letters, digits, points, dashes and underscores, such as"
                            + " globex/orders; found '" + path + "'.");
        }
    }

    private List<String> certificates() {
        List<String> out = new ArrayList<>();
        for (TextNode text : entry.texts("clientCertificate")) {
            if (text.value().matches(FINGERPRINT)) {
                out.add(text.value()
                        .substring("sha256:".length())
                        .replace(":", "")
                        .toLowerCase(Locale.ROOT));
                continue;
            }
            pem.certificates("clientCertificate", text.value(), entry).stream()
                    .findFirst()
                    .ifPresent(certificate -> out.add(fingerprint(certificate)));
        }
        return out;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Pem.fingerprint(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    private Optional<Respond> respond() {
        Duration within = entry.duration("respondWithin", USUAL_WITHIN);
        if (within.compareTo(LONGEST_WITHIN) > 0) {
            entry.problem("respondWithin", "'respondWithin' may be 60s at most.");
        }
        return entry.text("respond")
                .map(word -> new Respond(word.equals("document") ? Content.DOCUMENT : Content.ACKNOWLEDGEMENT, within));
    }
}
