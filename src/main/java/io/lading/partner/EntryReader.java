package io.lading.partner;

import io.lading.partner.HttpEntry.Respond;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how a partner comes in over HTTP; states what the keys are, for SOAP too. */
final class EntryReader {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Shape TOKENS = Shape.items(Shape.text(
            "Hash of the bearer token that names this connection, sha256:<hex>; two while a token is being replaced."));

    static final Fields HTTP = Shape.fields(
            "The partner posts to us, and shows all of what is named here: token, client certificate, signature.",
            Shape.optional("token", TOKENS),
            Shape.optional(
                    "basicUser",
                    Shape.text("User name with which a client that knows Basic authentication alone shows the token as"
                            + " its password.")),
            Shape.optional(
                    "clientCertificates",
                    Shape.items(Shape.text("PEM file beside this one with the certificate that the partner's client"
                            + " shows over TLS; two while it is being replaced."))),
            Shape.optional(
                    "hmac",
                    Shape.text("Reference to the secret by which the partner signs each body (HMAC-SHA256):"
                            + " secret:NAME, env:NAME or file:path.")),
            Shape.optional(
                    "respond",
                    new Shape.Choice(
                            Stream.of(Respond.values()).map(Respond::word).toList(),
                            "What the answer of a POST to the partner's own path carries (default receipt).")),
            Shape.optional(
                    "respondWithin",
                    Shape.duration(
                            "How long an answer may be waited for (default 20s, at most 60s); then it is 202.")));

    static final Fields SOAP = Shape.fields(
            "The partner calls our SOAP service.",
            Shape.optional("user", Shape.text("Of the UsernameToken by which the partner signs in.")),
            Shape.optional("password", Shape.text("Its hash, as './lading hash-password' prints it.")),
            Shape.optional("token", TOKENS));

    private EntryReader() {}

    static HttpEntry read(FileReading entry, SecretReader secrets, PemFiles pem) {
        if (!entry.has("token") && !entry.has("clientCertificates") && !entry.has("hmac")) {
            entry.problem(
                    "door",
                    "Nobody could sign in: add 'token', 'clientCertificates' or 'hmac' (or 'url', if we post to the"
                            + " partner).");
        }
        Duration within = entry.duration("respondWithin", USUAL_WAIT);
        if (within.isZero() || within.isNegative() || within.compareTo(LONGEST_WAIT) > 0) {
            entry.problem("respondWithin", "'respondWithin' must be from 1ms to 60s: senders give up waiting.");
        }
        return new HttpEntry(
                basicUser(entry),
                certificates(entry, pem),
                secrets.read("hmac", entry),
                entry.word("respond", Respond.values(), Respond::word, Respond.RECEIPT),
                within);
    }

    private static Optional<String> basicUser(FileReading entry) {
        Optional<String> user = Optional.of(entry.text("basicUser", "")).filter(name -> !name.isEmpty());
        if (user.isPresent() && !entry.has("token")) {
            entry.problem("basicUser", "'basicUser' comes with the token as its password; add 'token'.");
        }
        if (user.filter(name -> name.indexOf(':') >= 0).isPresent()) {
            entry.problem("basicUser", "'basicUser' cannot have a colon: the password begins behind it (RFC 7617 §2).");
        }
        return user;
    }

    private static List<X509Certificate> certificates(FileReading entry, PemFiles pem) {
        List<X509Certificate> out = new ArrayList<>();
        for (TextNode file : entry.texts("clientCertificates")) {
            // The first of a file is the client's own; those that issued it say nothing here.
            pem.certificates("clientCertificates", file.value(), entry).stream()
                    .findFirst()
                    .ifPresent(out::add);
        }
        return out;
    }
}
