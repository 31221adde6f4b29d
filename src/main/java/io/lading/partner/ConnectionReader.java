package io.lading.partner;

import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.TokenHash;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.YamlNode.TextNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the connections of one partner and checks each against its door. */
final class ConnectionReader {
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

    private static final Set<String> SECRET_KEYS = Set.of("token", "bearer", "password", "key", "hmac");

    private final PartnerContext context;
    private final String partner;
    private final CertificateReader certificateReader;
    private final SecretReader secrets;
    private final PemFiles pem;
    private final CertificateSet certificates;
    private final Optional<String> as2Name;
    private final HoursReader hours;

    /**
     * @param certificates the partner's, for connections that have none of their own
     * @param as2Name the partner's identifier of scheme as2
     */
    ConnectionReader(
            PartnerContext context,
            String partner,
            CertificateReader certificateReader,
            PemFiles pem,
            CertificateSet certificates,
            Optional<String> as2Name,
            HoursReader hours) {
        this.context = context;
        this.partner = partner;
        this.certificateReader = certificateReader;
        this.secrets = new SecretReader(context, partner);
        this.pem = pem;
        this.certificates = certificates;
        this.as2Name = as2Name;
        this.hours = hours;
    }

    /** The connection, or nothing if its door is not known. */
    Optional<Connection> read(String name, FileReading entry) {
        Optional<Door> found = door(name, entry);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Door door = found.get();
        checkKeys(name, door, entry);
        return Optional.of(new Connection(
                partner + "/" + name,
                partner,
                door,
                entry.texts("carries").stream()
                        .map(text -> Address.parse(text.value()))
                        .toList(),
                entry.flag("production"),
                tokens(entry),
                settings(name, door, entry),
                headers(entry),
                door.name().equals(Door.AS2_IN.name())
                        ? Optional.of(As2Reader.read(entry, certificateReader, as2Name, certificates))
                        : Optional.empty(),
                login(door, entry),
                door.name().equals(Door.SFTP_IN.name())
                        ? Optional.of(SftpReader.read(entry, secrets))
                        : Optional.empty(),
                door.name().equals(Door.MAIL_IN.name())
                        ? Optional.of(MailReader.read(door, entry, secrets, context))
                        : Optional.empty(),
                door.equals(Door.HTTP_OUT) || door.equals(Door.SOAP_OUT) || door.equals(Door.AS2_OUT)
                        ? Optional.of(new CallReader(entry, secrets, pem, context.outbound()).read())
                        : Optional.empty(),
                door.equals(Door.SOAP_OUT) ? Optional.of(SoapReader.read(entry)) : Optional.empty(),
                door.equals(Door.HTTP_IN) ? Optional.of(EntryReader.read(entry, secrets, pem)) : Optional.empty(),
                hours.read(entry),
                entry.map().place()));
    }

    private static Optional<Login> login(Door door, FileReading entry) {
        if (QueueReader.isQueue(door)) {
            return QueueReader.login(entry);
        }
        if (door.equals(Door.MAILBOX_IN)) {
            return Optional.of(LoginReader.read(entry));
        }
        if (door.equals(Door.SOAP_IN) && !entry.has("user") && !entry.has("token")) {
            entry.problem("door", "Nobody could sign in: add 'user' and 'password', or 'token'.");
        }
        return door.equals(Door.SOAP_IN) && entry.has("user")
                ? Optional.of(LoginReader.withPassword(entry))
                : Optional.empty();
    }

    /** The door by name and direction; the direction may show by the keys that only one of them needs. */
    private static Optional<Door> door(String name, FileReading entry) {
        List<Door> named = Door.ALL.stream()
                .filter(door -> door.name().equals(entry.text("door", "")))
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> direction = entry.text("direction").map(text -> text.toUpperCase(Locale.ROOT));
        List<Door> fitting = named.stream()
                .filter(door -> direction.isEmpty()
                        ? door.requiredKeys().stream().allMatch(entry::has)
                        : door.direction().name().equals(direction.get()))
                .toList();
        int most = fitting.stream()
                .mapToInt(door -> door.requiredKeys().size())
                .max()
                .orElse(0);
        fitting = fitting.stream()
                .filter(door -> door.requiredKeys().size() == most)
                .toList();
        if (fitting.size() != 1) {
            entry.problem(
                    "door",
                    "The connection '" + name + "' does not show its direction: say 'direction: in' or 'direction: out'"
                            + hint(named) + ".");
            return Optional.empty();
        }
        return Optional.of(fitting.get(0));
    }

    private static String hint(List<Door> named) {
        List<String> hints = new ArrayList<>();
        named.stream()
                .filter(door -> !door.requiredKeys().isEmpty())
                .forEach(door -> hints.add(door.label() + " needs " + String.join(", ", door.requiredKeys())));
        return hints.isEmpty() ? "" : " (" + String.join("; ", hints) + ")";
    }

    private static void checkKeys(String name, Door door, FileReading entry) {
        Set<String> known = new TreeSet<>(door.settings().keys());
        PartnerShape.commonConnectionFields().stream().map(Field::key).forEach(known::add);
        if (door.direction() == Direction.IN) {
            known.remove("window"); // What partners send is taken at any time.
        }
        for (String key : entry.map().values().keySet()) {
            if (!known.contains(key) && PartnerShape.CONNECTION.keys().contains(key)) {
                entry.problems()
                        .add(
                                entry.keyPlace(key),
                                "The connection '" + name + "' (" + door.label() + ") has no use for '" + key
                                        + "'. It takes: " + String.join(", ", known) + ".");
            }
        }
        for (String key : door.requiredKeys()) {
            if (!entry.has(key)) {
                entry.problems()
                        .add(
                                entry.map().place(),
                                "The connection '" + name + "' (" + door.label() + ") lacks '" + key + "'.");
            }
        }
    }

    private static List<TokenHash> tokens(FileReading entry) {
        List<TokenHash> out = new ArrayList<>();
        for (TextNode text : entry.texts("token")) {
            Optional<TokenHash> hash = TokenHash.parse(text.value());
            hash.ifPresent(out::add);
            if (hash.isEmpty()) {
                // The text may be a token itself: it must not appear in a message.
                entry.problems()
                        .add(text.place(), "'token' expects " + TokenHash.EXPECTED + "; the value given is not shown.");
            }
        }
        return List.copyOf(out);
    }

    private Map<String, String> settings(String name, Door door, FileReading entry) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String key : door.settings().keys()) {
            boolean secret = SECRET_KEYS.contains(key);
            if (!secret) {
                entry.text(key).ifPresent(value -> out.put(key, value));
            }
        }
        if (out.containsKey("path")) {
            out.computeIfPresent("path", (key, value) -> folder(value, entry));
        }
        if (QueueReader.isQueue(door)) {
            out.put("address", QueueReader.address(partner, name, door.direction(), entry));
        }
        checkUrl(entry);
        entry.text("fileName")
                .flatMap(pattern -> new FileNamePattern(pattern).refusal())
                .ifPresent(reason -> entry.problem("fileName", reason));
        return Map.copyOf(out);
    }

    private String folder(String path, FileReading entry) {
        Permitted.Folder folder = context.permitted().folder(path);
        if (folder instanceof Permitted.Folder.Refused refused) {
            entry.problem("path", refused.reason());
            return path;
        }
        return ((Permitted.Folder.Usable) folder).path().toString();
    }

    private void checkUrl(FileReading entry) {
        Optional<String> text = entry.text("url");
        if (text.isEmpty() || text.get().contains("${")) {
            return;
        }
        try {
            URI url = new URI(text.get());
            Optional<String> refusal = OutboundPolicy.checkForm(url);
            if (refusal.isEmpty() && needsNoLookUp(url.getHost())) {
                refusal = outbound(entry).check(url) instanceof OutboundPolicy.Verdict.Refused refused
                        ? Optional.of(refused.reason())
                        : Optional.empty();
            }
            refusal.ifPresent(reason -> entry.problem("url", reason));
        } catch (URISyntaxException e) {
            entry.problem("url", "'" + text.get() + "' is not a URL: " + e.getReason() + ".");
        }
    }

    /** What the connection itself allows counts as what the settings do; what it names wrongly is reported elsewhere. */
    private OutboundPolicy outbound(FileReading entry) {
        return context.outbound()
                .also(entry.texts("allowTargets").stream()
                        .map(text -> AllowedTarget.parse(text.value()))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Addresses and localhost are checked when the file is read, names when they are called, for they may change. */
    private static boolean needsNoLookUp(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+") || host.equalsIgnoreCase("localhost");
    }

    private Map<String, Secret> headers(FileReading entry) {
        Map<String, Secret> out = new LinkedHashMap<>();
        FileReading headers = entry.of("headers");
        for (String name : headers.map().values().keySet()) {
            header(name, headers).ifPresent(value -> out.put(name, value));
        }
        entry.text("bearer")
                .flatMap(text -> secrets.resolve("bearer", text, entry))
                .ifPresent(token -> out.put("Authorization", Secret.of("Bearer " + token.reveal())));
        return Map.copyOf(out);
    }

    private Optional<Secret> header(String name, FileReading headers) {
        String text = headers.text(name, "");
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || text.chars().anyMatch(Character::isISOControl)) {
            headers.problem(name, "The header '" + name + "' has a character that HTTP does not allow.");
            return Optional.empty();
        }
        if (SecretReference.parse(text).isPresent()) {
            return secrets.resolve(name, text, headers);
        }
        if (SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            headers.problem(
                    name,
                    "The header '" + name + "' carries a secret: expected " + SecretReference.EXPECTED
                            + "; the value given is not shown.");
            return Optional.empty();
        }
        return Optional.of(Secret.of(text));
    }
}
