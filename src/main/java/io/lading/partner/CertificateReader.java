package io.lading.partner;

import io.lading.partner.HeldCertificate.Use;
import io.lading.security.CertificateFile;
import io.lading.security.Pem;
import io.lading.security.Secret;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads certificates as partners send them: PEM, DER and P7B, our own with their keys also as P12. */
final class CertificateReader {
    private final SecretReader secrets;
    private final Path folder;
    private final boolean own;

    /** @param folder where the partner file stands; certificate files are found from here */
    CertificateReader(PartnerContext context, String partner, Path folder, boolean own) {
        this.secrets = new SecretReader(context, partner);
        this.folder = folder;
        this.own = own;
    }

    /** For certificates of transports, which have no purposes and dates of their own. */
    PemFiles pem() {
        return new PemFiles(folder);
    }

    CertificateSet read(FileReading file) {
        List<HeldCertificate> all = new ArrayList<>();
        for (MapNode node : file.maps("certificates")) {
            one(new FileReading(node, file.problems())).ifPresent(all::add);
        }
        return new CertificateSet(all);
    }

    private record Found(X509Certificate certificate, Optional<PrivateKey> key) {}

    private Optional<HeldCertificate> one(FileReading entry) {
        Optional<Found> found = found(entry);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate certificate = found.get().certificate();
        if (own && found.get().key().isEmpty()) {
            entry.problem(
                    "file",
                    "The certificate has no private key: give a .p12 file, or 'key: <file>' with the key in PEM form.");
        }
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        Instant from = date(entry, "from").filter(date -> date.isAfter(begin)).orElse(begin);
        Instant until = date(entry, "until").filter(date -> date.isBefore(end)).orElse(end);
        if (!from.isBefore(until)) {
            entry.problem(
                    "file",
                    "The certificate is never in use: it would begin on " + from + " and end on " + until + ".");
        }
        return Optional.of(new HeldCertificate(
                certificate,
                found.get().key(),
                uses(entry),
                from,
                until,
                entry.map().place()));
    }

    private Set<Use> uses(FileReading entry) {
        Set<Use> possible = own ? EnumSet.of(Use.SIGN, Use.DECRYPT) : EnumSet.of(Use.VERIFY, Use.ENCRYPT);
        Set<Use> uses = EnumSet.noneOf(Use.class);
        for (TextNode text : entry.texts("use")) {
            Optional<Use> named = EnumSet.allOf(Use.class).stream()
                    .filter(use -> use.word().equals(text.value()))
                    .findFirst();
            if (named.isEmpty()) {
                continue; // reported with the file's shape
            }
            Use use = named.get();
            if (!possible.contains(use)) {
                entry.problems()
                        .add(
                                text.place(),
                                own
                                        ? "Our own certificates sign and decrypt; '" + text.value()
                                                + "' is for partners'."
                                        : "Partners' certificates verify and encrypt; '" + text.value()
                                                + "' is for our own.");
            }
            uses.add(use);
        }
        return uses.isEmpty() ? possible : uses;
    }

    private static Optional<Instant> date(FileReading entry, String key) {
        Optional<String> text = entry.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.get().length() <= 10
                            ? LocalDate.parse(text.get())
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(text.get()));
        } catch (DateTimeParseException e) {
            entry.problem(
                    key,
                    "'" + key + "' expects a day such as 2027-03-31 or an instant such as 2027-03-31T18:00:00Z; found '"
                            + text.get() + "'.");
            return Optional.empty();
        }
    }

    private Optional<Found> found(FileReading entry) {
        Optional<Path> named = Beside.linked(folder, entry.text("file", ""), "file", entry);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path file = named.get();
        try {
            byte[] bytes = Files.readAllBytes(file);
            String name = file.toString();
            if (CertificateFile.isStore(name)) {
                return fromStore(entry, name, bytes);
            }
            X509Certificate certificate = CertificateFile.leaf(CertificateFile.read(name, bytes, new char[0]))
                    .orElseThrow(() -> new GeneralSecurityException("it holds none"))
                    .certificate();
            return Optional.of(new Found(certificate, own ? key(entry) : Optional.empty()));
        } catch (NoSuchFileException e) {
            entry.problem("file", "The file " + e.getFile() + " is not there; put it there, or write another name.");
        } catch (IOException e) {
            entry.problem("file", "The certificate file " + file + " cannot be read: " + e.getMessage() + ".");
        } catch (GeneralSecurityException e) {
            entry.problem(
                    "file",
                    "The file " + file + " is no certificate in PEM, DER, P7B or P12 form: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private Optional<Found> fromStore(FileReading entry, String name, byte[] bytes)
            throws GeneralSecurityException, IOException {
        Optional<CertificateFile.Entry> found = CertificateFile.read(name, bytes, password(entry)).stream()
                .filter(one -> !own || one.key().isPresent())
                .findFirst();
        if (found.isEmpty()) {
            entry.problem("file", "The P12 file holds no " + (own ? "key." : "certificate."));
        }
        return found.map(one -> new Found(one.certificate(), own ? one.key() : Optional.empty()));
    }

    private char[] password(FileReading entry) {
        return secrets.read("password", entry)
                .map(secret -> reveal(secret).toCharArray())
                .orElse(new char[0]);
    }

    private static String reveal(Secret secret) {
        return secret.reveal();
    }

    /** PKCS #8, as {@code openssl genpkey} and {@code openssl req -newkey} write it; encrypted with a password too. */
    private Optional<PrivateKey> key(FileReading entry) throws IOException {
        Optional<String> name = entry.text("key");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> file = Beside.linked(folder, name.get(), "key", entry);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<PrivateKey> key =
                Pem.privateKey(Files.readString(file.get(), StandardCharsets.US_ASCII), password(entry));
        if (key.isEmpty()) {
            entry.problem(
                    "key",
                    "The file " + file.get()
                            + " is no private key in PKCS #8 form (-----BEGIN PRIVATE KEY-----), or 'password'"
                            + " does not open it. Convert it with 'openssl pkcs8 -topk8', or give a .p12 file.");
        }
        return key;
    }
}
