package io.lading.cli;

import io.lading.security.CertificateFile;
import io.lading.security.OwnCertificate;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "certificate",
        description = "Makes and shows certificates.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {CertificateCommand.New.class, CertificateCommand.Show.class})
final class CertificateCommand implements Runnable {

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading certificate show globex.pem");
    }

    @Command(
            name = "new",
            description = "Makes a key of our own and its certificate: NAME.key, which stays here, and NAME.pem for"
                    + " partners.")
    static final class New implements Callable<Integer> {
        private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
        private static final int LEAST_BITS = 2048;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "What the files are called.")
        private String name = "";

        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "partners",
                description = "Where they are put. Default: ${DEFAULT-VALUE}.")
        private Path folder = Path.of("partners");

        @Option(
                names = "--cn",
                paramLabel = "TEXT",
                description = "The name in the certificate. Default: NAME and the year.")
        private @Nullable String commonName;

        @Option(names = "--days", defaultValue = "730", description = "How long it holds. Default: ${DEFAULT-VALUE}.")
        private int days = 730;

        @Option(names = "--bits", defaultValue = "2048", description = "Of the RSA key. Default: ${DEFAULT-VALUE}.")
        private int bits = LEAST_BITS;

        @Override
        public Integer call() throws IOException {
            if (!name.matches(NAME) || bits < LEAST_BITS || bits > 8192 || days < 1 || days > 36_500) {
                throw new WrongUseException("Expected a name of letters, digits, '.', '_' and '-', a key of "
                        + LEAST_BITS + " to 8192 bits, and 1 to 36500 days.");
            }
            Path certificate = folder.resolve(name + ".pem");
            Path key = folder.resolve(name + ".key");
            if (Files.exists(certificate) || Files.exists(key)) {
                throw new WrongUseException("There is a file " + (Files.exists(key) ? key : certificate)
                        + " already; nothing was changed. Take another name for the next certificate, such as " + name
                        + "-2.");
            }
            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
            String shown =
                    commonName == null ? name + " " + now.atZone(ZoneOffset.UTC).getYear() : commonName;
            OwnCertificate made =
                    OwnCertificate.make(shown, bits, now.minusSeconds(60), Duration.ofDays(days), new SecureRandom());
            Files.createDirectories(folder);
            Files.createFile(key, ownerOnly(key));
            Files.writeString(key, made.keyPem().reveal(), StandardOpenOption.WRITE);
            Files.writeString(certificate, made.certificatePem());
            PrintWriter out = spec.commandLine().getOut();
            out.println(certificate + " is for partners, " + key + " stays here; nobody else may read it.");
            out.println("In the file that describes ourselves:");
            out.println("  certificates: [ { file: " + name + ".pem, key: " + name + ".key } ]");
            out.println("SHA-256 fingerprint, to be compared by telephone:");
            out.println("  " + CertificateFile.fingerprint(made.certificate()));
            return ExitCode.FINE;
        }

        private static FileAttribute<?>[] ownerOnly(Path file) {
            boolean posix = file.toAbsolutePath()
                    .getFileSystem()
                    .supportedFileAttributeViews()
                    .contains("posix");
            return posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
        }
    }

    @Command(
            name = "show",
            description = "Says what stands in certificates (PEM, DER, P7B, P12), and whether they will do for AS2.")
    static final class Show implements Callable<Integer> {
        private static final long SOON = 60;
        private static final int SHORTEST = 2048;

        @Spec
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files as partners send them.")
        private List<Path> files = List.of();

        @Option(names = "--json", description = "One object a line.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            boolean fine = true;
            for (Path file : files) {
                for (CertificateFile.Entry entry : read(file)) {
                    fine &= print(file, entry);
                }
            }
            return fine ? ExitCode.FINE : ExitCode.FINDINGS;
        }

        private static List<CertificateFile.Entry> read(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new WrongUseException("There is no file " + file + ".");
            }
            String name = file.toString();
            try {
                char[] password = CertificateFile.isStore(name) ? password() : new char[0];
                List<CertificateFile.Entry> all = CertificateFile.read(name, Files.readAllBytes(file), password);
                if (all.isEmpty()) {
                    throw new WrongUseException(file + " holds no certificate.");
                }
                return all;
            } catch (GeneralSecurityException | IOException e) {
                throw new WrongUseException(
                        file + " is no certificate in PEM, DER, P7B or P12 form, or its password is another: "
                                + e.getMessage());
            }
        }

        @SuppressWarnings("SystemConsoleNull") // null without a terminal, until JDK 22
        private static char[] password() {
            Console console = System.console();
            char[] typed = console == null ? null : console.readPassword("Password of the P12 file: ");
            return typed == null ? new char[0] : typed;
        }

        private boolean print(Path file, CertificateFile.Entry entry) {
            X509Certificate certificate = entry.certificate();
            Instant now = Clock.systemUTC().instant();
            Instant until = certificate.getNotAfter().toInstant();
            long days = Duration.between(now, until).toDays();
            String trouble = trouble(certificate, now, until, days);
            PrintWriter out = spec.commandLine().getOut();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("file", file.toString());
            facts.put("subject", certificate.getSubjectX500Principal().getName());
            facts.put("issuer", certificate.getIssuerX500Principal().getName());
            facts.put("serial", certificate.getSerialNumber().toString(16));
            facts.put("from", certificate.getNotBefore().toInstant().toString());
            facts.put("until", until + " (" + days + " days)");
            facts.put(
                    "key", key(certificate.getPublicKey()) + (entry.key().isPresent() ? ", private key included" : ""));
            facts.put("signature", certificate.getSigAlgName());
            facts.put("fingerprint", CertificateFile.fingerprint(certificate));
            facts.put("trouble", trouble);
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(facts));
            } else {
                facts.forEach((name, value) -> {
                    if (!name.equals("trouble") || !trouble.isEmpty()) {
                        out.println(Words.padded(name, 13) + value);
                    }
                });
            }
            return trouble.isEmpty();
        }

        private static String trouble(X509Certificate certificate, Instant now, Instant until, long days) {
            if (until.isBefore(now)) {
                return "It has ended; ask for a new one.";
            }
            if (certificate.getNotBefore().toInstant().isAfter(now)) {
                return "It does not hold yet.";
            }
            if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() < SHORTEST) {
                return "Its RSA key is shorter than " + SHORTEST + " bits; ask for a new one.";
            }
            return days < SOON ? "It ends in " + days + " days; ask for its successor." : "";
        }

        private static String key(PublicKey key) {
            if (key instanceof RSAPublicKey rsa) {
                return "RSA, " + rsa.getModulus().bitLength() + " bits";
            }
            return key instanceof ECPublicKey ec
                    ? "EC, " + ec.getParams().getCurve().getField().getFieldSize() + " bits"
                    : key.getAlgorithm();
        }
    }
}
