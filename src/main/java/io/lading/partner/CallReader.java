package io.lading.partner;

import io.lading.partner.HttpCall.Basic;
import io.lading.partner.HttpCall.Identity;
import io.lading.partner.HttpCall.OAuth2;
import io.lading.partner.HttpCall.Timeouts;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.yaml.Durations;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how we call a partner over HTTP or SOAP; states what the keys are. */
final class CallReader {
    private static final Fields OAUTH2 = Shape.fields(
            "A token is fetched with client credentials (RFC 6749 §4.4) and kept until shortly before it expires.",
            Shape.required("tokenUrl", Shape.text("Where tokens are fetched, https:// or http://.")),
            Shape.required("clientId", Shape.text("By which we are known there.")),
            Shape.required("clientSecret", Shape.text("Reference to the secret: secret:NAME, env:NAME or file:path.")),
            Shape.optional("scope", Shape.text("What we ask for.")));

    /** What AS2 knows of HTTP's own sign-in and TLS. */
    static final List<Field> SIGN_IN = List.of(
            Shape.optional("user", Shape.text("By which we sign in.")),
            Shape.optional("password", Shape.text("Reference to the password: secret:NAME, env:NAME or file:path.")),
            Shape.optional("certificate", Shape.text("Our client certificate: a PEM file beside this one.")),
            Shape.optional("key", Shape.text("Its private key in PEM form (PKCS#8): file:path or env:NAME.")),
            Shape.optional(
                    "trust", Shape.text("PEM file with the issuers of the partner's certificate; else Java's.")));

    static final List<Field> COMMON = List.of(
            Shape.required("url", Shape.text("Where we post to, http:// or https://.")),
            Shape.optional("bearer", Shape.text("Reference to the token we show: secret:NAME, env:NAME or file:path.")),
            Shape.optional("user", Shape.text("By which we sign in.")),
            Shape.optional("password", Shape.text("Reference to the password: secret:NAME, env:NAME or file:path.")),
            Shape.optional("oauth2", OAUTH2),
            Shape.optional("hmac", Shape.text("Reference to the secret that signs each body (HMAC-SHA256).")),
            Shape.optional("certificate", Shape.text("Our client certificate: a PEM file beside this one.")),
            Shape.optional("key", Shape.text("Its private key in PEM form (PKCS#8): file:path or env:NAME.")),
            Shape.optional("trust", Shape.text("PEM file with the issuers of the partner's certificate; else Java's.")),
            Shape.optional("connectTimeout", Shape.duration("Default delivery.connectTimeout.")),
            Shape.optional("responseTimeout", Shape.duration("Default delivery.responseTimeout.")),
            Shape.optional("totalTimeout", Shape.duration("From first to last byte (default twice the response's).")),
            Shape.optional(
                    "allowTargets",
                    Shape.items(Shape.text(
                            "What this connection may call beside public addresses: " + AllowedTarget.EXPECTED + "."))),
            Shape.optional(
                    "headers",
                    Shape.named(
                            "Headers sent along; secret values as secret:NAME, env:NAME or file:path.",
                            Shape.text("The value, or a reference to it."))),
            Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")));

    static final Fields HTTP = new Fields(COMMON, "We post to the partner.");

    private final FileReading entry;
    private final SecretReader secrets;
    private final PemFiles pem;
    private final OutboundPolicy outbound;

    CallReader(FileReading entry, SecretReader secrets, PemFiles pem, OutboundPolicy outbound) {
        this.outbound = outbound;
        this.entry = entry;
        this.secrets = secrets;
        this.pem = pem;
    }

    HttpCall read() {
        checkOneSignIn();
        return new HttpCall(
                basic(),
                oauth2(),
                secrets.read("hmac", entry),
                identity(),
                entry.has("trust") ? pem.certificates("trust", entry) : List.of(),
                new Timeouts(timeout("connectTimeout"), timeout("responseTimeout"), timeout("totalTimeout")),
                allowed());
    }

    private void checkOneSignIn() {
        List<String> ways = new ArrayList<>();
        for (String key : List.of("bearer", "user", "oauth2")) {
            if (entry.has(key)) {
                ways.add("'" + key + "'");
            }
        }
        if (ways.size() > 1 && !entry.text("door", "").equals("soap")) {
            entry.problem("door", "Only one of " + String.join(", ", ways) + " can fill the Authorization header.");
        }
    }

    private Optional<Basic> basic() {
        Optional<String> user = entry.text("user");
        Optional<Secret> password = secrets.read("password", entry);
        if (user.isPresent() != entry.has("password")) {
            entry.problem(user.isPresent() ? "user" : "password", "'user' and 'password' belong together.");
        }
        if (user.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        if (user.get().indexOf(':') >= 0) {
            entry.problem("user", "A user name cannot hold a colon (RFC 7617).");
        }
        return Optional.of(new Basic(user.get(), password.get()));
    }

    private Optional<OAuth2> oauth2() {
        if (!entry.has("oauth2")) {
            return Optional.empty();
        }
        FileReading block = entry.of("oauth2");
        Optional<URI> url = tokenUrl(block);
        Optional<Secret> secret = secrets.read("clientSecret", block);
        if (url.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OAuth2(url.get(), block.text("clientId", ""), secret.get(), block.text("scope")));
    }

    private static Optional<URI> tokenUrl(FileReading block) {
        String text = block.text("tokenUrl", "");
        try {
            URI url = new URI(text);
            Optional<String> refusal = OutboundPolicy.checkForm(url);
            refusal.ifPresent(reason -> block.problem("tokenUrl", reason));
            return refusal.isPresent() ? Optional.empty() : Optional.of(url);
        } catch (URISyntaxException e) {
            block.problem("tokenUrl", "'" + text + "' is not a URL: " + e.getReason() + ".");
            return Optional.empty();
        }
    }

    private Optional<Identity> identity() {
        if (entry.has("certificate") != entry.has("key")) {
            entry.problem("door", "'certificate' and 'key' belong together: the key proves that it is ours.");
            return Optional.empty();
        }
        if (!entry.has("certificate")) {
            return Optional.empty();
        }
        List<X509Certificate> chain = pem.certificates("certificate", entry);
        Optional<Secret> text = secrets.read("key", entry);
        if (chain.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        return pem.key("key", text.get(), entry).map(key -> new Identity(chain, key));
    }

    private Optional<Duration> timeout(String key) {
        return entry.text(key).flatMap(Durations::parse);
    }

    private List<AllowedTarget> allowed() {
        List<AllowedTarget> out = new ArrayList<>();
        if (entry.has("allowTargets") && !outbound.isGranting()) {
            entry.problem(
                    "allowTargets",
                    "'allowTargets' of a connection counts only as far as lading.yaml lets it, by"
                            + " delivery.allowTargetsPerConnection, which is empty.");
        }
        for (TextNode text : entry.texts("allowTargets")) {
            Optional<AllowedTarget> target = AllowedTarget.parse(text.value());
            target.ifPresent(out::add);
            if (target.isEmpty()) {
                entry.problems()
                        .add(
                                text.place(),
                                "'allowTargets' expects " + AllowedTarget.EXPECTED + "; found '" + text.value() + "'.");
            }
        }
        return out;
    }
}
