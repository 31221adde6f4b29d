package io.lading.partner;

import io.lading.security.OutboundPolicy;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.YamlNode.TextNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is agreed about AS2 on a connection; states what its keys are. */
final class As2Reader {
    private static final Duration USUAL_WITHIN = Duration.ofMinutes(30);
    private static final int USUAL_ASKS = 3;
    private static final int MOST_ASKS = 20;
    private static final int LONGEST_NAME = 128;

    static final Fields CERTIFICATE = Shape.fields(
            "A certificate and when it is used; several may overlap while one replaces another.",
            Shape.required("file", Shape.text("PEM, DER, P7B or P12 file, beside this file.")),
            Shape.optional("key", Shape.text("Ours only: the private key in PEM form, if the file is no P12.")),
            Shape.optional("password", Shape.text("Of a P12 file or an encrypted key: a reference.")),
            Shape.optional(
                    "use",
                    Shape.items(Shape.choice(
                            "What for; everything if absent. Ours sign and decrypt, partners' verify and encrypt.",
                            "sign",
                            "decrypt",
                            "verify",
                            "encrypt"))),
            Shape.optional("from", Shape.text("Not before this day or instant: the switch to a new one.")),
            Shape.optional("until", Shape.text("Not from this day or instant on.")));

    private static final List<Field> NAMES = List.of(
            Shape.optional("as2Name", Shape.text("The partner's AS2 name (default its identifier of scheme as2).")),
            Shape.optional("ownAs2Name", Shape.text("Ours here (default our own identifier of scheme as2).")),
            Shape.optional("certificates", Shape.items(CERTIFICATE)));

    static final Fields IN = fields(
            "The partner sends to us over AS2.",
            List.of(
                    Shape.optional(
                            "require",
                            Shape.fields(
                                    "What is refused otherwise.",
                                    Shape.optional("signed", Shape.flag("It is signed (default true).")),
                                    Shape.optional("encrypted", Shape.flag("It is encrypted (default true).")))),
                    Shape.optional(
                            "accept",
                            Shape.items(Shape.choice("Weak algorithms taken as an exception.", "sha1", "3des"))),
                    Shape.optional(
                            "receiptsTo",
                            Shape.items(Shape.text(
                                    "Where asynchronous receipts may go: beginnings of the partner's URLs.")))));

    static final Fields OUT = fields(
            "We send to the partner over AS2.",
            CallReader.SIGN_IN,
            List.of(
                    Shape.required("url", Shape.text("Where we post to, https:// or http://.")),
                    Shape.optional("sign", new Shape.Choice(orNone(As2Terms.DIGESTS), "Digest (default sha256).")),
                    Shape.optional("encrypt", new Shape.Choice(orNone(As2Terms.CIPHERS), "Cipher (default aes256).")),
                    Shape.optional(
                            "compress",
                            Shape.choice(
                                    "When it is compressed (default none).", "none", "beforeSigning", "afterSigning")),
                    Shape.optional(
                            "receipt",
                            Shape.fields(
                                    "The receipt (MDN) we ask for.",
                                    Shape.optional("mode", Shape.choice("Default sync.", "sync", "async", "none")),
                                    Shape.optional("signed", Shape.flag("Signed (default true).")),
                                    Shape.optional(
                                            "within",
                                            Shape.duration("When an asynchronous one is overdue (default 30m).")),
                                    Shape.optional(
                                            "asks",
                                            Shape.wholeNumber(
                                                    "How often an overdue asynchronous one is asked for, by sending the"
                                                            + " same message again (default 3).")),
                                    Shape.optional(
                                            "tolerate",
                                            Shape.items(
                                                    Shape.choice(
                                                            "What may be wrong with it, by agreement with a partner whose software"
                                                                    + " errs: its MIC, which then proves nothing.",
                                                            "mic"))),
                                    Shape.optional(
                                            "url",
                                            Shape.text(
                                                    "Our own address for asynchronous ones, as seen from outside.")))),
                    Shape.optional("contentType", Shape.text("Replaces the content type that goes with the format.")),
                    Shape.optional("fileName", Shape.text("Name of each file, from " + FileNamePattern.WORDS + "."))));

    private As2Reader() {}

    @SafeVarargs
    private static Fields fields(String description, List<Field>... more) {
        List<Field> all = new ArrayList<>(NAMES);
        for (List<Field> fields : more) {
            all.addAll(fields);
        }
        return new Fields(List.copyOf(all), description);
    }

    private static List<String> orNone(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(As2Terms.NONE);
        return List.copyOf(all);
    }

    /**
     * The terms of a connection whose door is as2.
     *
     * @param usualName the partner's identifier of scheme as2
     * @param usual the partner's certificates, used where the connection has none of its own
     */
    static As2Terms read(
            FileReading entry, CertificateReader certificates, Optional<String> usualName, CertificateSet usual) {
        Optional<String> name = entry.text("as2Name").or(() -> usualName);
        if (name.isEmpty()) {
            entry.problem(
                    "door",
                    "The connection does not say the partner's AS2 name: add 'as2Name', or an identifier of scheme"
                            + " as2.");
        }
        name.ifPresent(text -> checkName(entry, "as2Name", text));
        entry.text("ownAs2Name").ifPresent(text -> checkName(entry, "ownAs2Name", text));
        FileReading require = entry.of("require");
        Set<String> accepts = new TreeSet<>();
        entry.texts("accept").forEach(text -> accepts.add(text.value()));
        return new As2Terms(
                name.orElse(""),
                entry.text("ownAs2Name"),
                entry.has("certificates") ? certificates.read(entry) : usual,
                isTrue(require, "signed"),
                isTrue(require, "encrypted"),
                Set.copyOf(accepts),
                receiptsTo(entry),
                unlessNone(entry.text("sign", "sha256")),
                unlessNone(entry.text("encrypt", "aes256")),
                entry.text("compress", As2Terms.NONE),
                receipt(entry.of("receipt")));
    }

    private static void checkName(FileReading entry, String key, String name) {
        boolean printable = name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (name.isBlank() || name.length() > LONGEST_NAME || !printable) {
            entry.problem(key, "An AS2 name has 1 to " + LONGEST_NAME + " printable ASCII characters (RFC 4130 §6.2).");
        }
    }

    private static boolean isTrue(FileReading block, String key) {
        return block.text(key, "true").equals("true");
    }

    private static Optional<String> unlessNone(String word) {
        return word.equals(As2Terms.NONE) ? Optional.empty() : Optional.of(word);
    }

    private static As2Terms.Receipt receipt(FileReading block) {
        As2Terms.Mode mode = block.word("mode", As2Terms.Mode.values(), As2Terms.Mode::word, As2Terms.Mode.SYNC);
        Optional<String> url = block.text("url");
        if (mode == As2Terms.Mode.ASYNC && url.isEmpty()) {
            block.problem("mode", "Asynchronous receipts need 'url': our own address, as the partner reaches it.");
        }
        url.ifPresent(text -> checkOwnUrl(block, text));
        return new As2Terms.Receipt(
                mode,
                isTrue(block, "signed"),
                block.duration("within", USUAL_WITHIN),
                url,
                asks(block),
                block.texts("tolerate").stream().anyMatch(text -> text.value().equals("mic")));
    }

    private static int asks(FileReading block) {
        if (block.text("asks", "").equals("0")) {
            return 0;
        }
        int asks = block.count("asks", USUAL_ASKS);
        if (asks > MOST_ASKS) {
            block.problem("asks", "'asks' must be 0 to " + MOST_ASKS + "; found " + asks + ".");
        }
        return asks;
    }

    private static List<String> receiptsTo(FileReading entry) {
        List<String> out = new ArrayList<>();
        for (TextNode text : entry.texts("receiptsTo")) {
            checkUrl(entry, "receiptsTo", text.value());
            out.add(text.value());
        }
        return List.copyOf(out);
    }

    /** Ours has a path: a partner's server may write none where it is left out, and we would not know our own door. */
    private static void checkOwnUrl(FileReading entry, String text) {
        checkUrl(entry, "url", text).ifPresent(url -> {
            if (url.getRawPath() == null || url.getRawPath().isEmpty()) {
                entry.problem("url", "The URL has no path; our door is '" + text + "/as2'.");
            }
        });
    }

    private static Optional<URI> checkUrl(FileReading entry, String key, String text) {
        try {
            URI url = new URI(text);
            OutboundPolicy.checkForm(url).ifPresent(reason -> entry.problem(key, reason));
            return Optional.of(url);
        } catch (URISyntaxException e) {
            entry.problem(key, "'" + text + "' is not a URL: " + e.getReason() + ".");
            return Optional.empty();
        }
    }
}
