package io.lading.cli.simulate;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import io.lading.security.AllowedTarget;
import io.lading.security.BearerToken;
import io.lading.security.OutboundPolicy;
import io.lading.security.PasswordHash;
import io.lading.security.Permitted;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where partners are played on this machine: the servers they run, what they hold, and a copy of their files with
 * everything made for this run and nothing of it kept. Closing ends the servers.
 */
public final class Stage implements AutoCloseable {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String OURSELVES = "us";

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Credentials> credentials = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final PartnerServer web;
    private final SftpHost files;
    private final MailHost mail;
    private final KeyPairFile own;
    private final Ports ports;

    /** Where the hub listens: chosen before it starts, for partners name its addresses in advance. */
    public record Ports(int web, int mailboxes, int queues) {
        public URI hub() {
            return URI.create("http://127.0.0.1:" + web + "/");
        }
    }

    private Stage(Path folder, Ports ports, Clock clock) throws IOException {
        this.folder = folder;
        this.ports = ports;
        this.clock = clock;
        this.own = KeyPairFile.make(OURSELVES, clock);
        this.web = PartnerServer.start();
        this.files = SftpHost.start(folder.resolve("sftp"), own, this::isPassword);
        this.mail = MailHost.start();
    }

    private Stage(Stage same, Ports ports) {
        this.folder = same.folder;
        this.clock = same.clock;
        this.own = same.own;
        this.web = same.web;
        this.files = same.files;
        this.mail = same.mail;
        this.credentials.putAll(same.credentials);
        this.variables.putAll(same.variables);
        this.ports = ports;
    }

    /**
     * Makes everything ready for a hub that is started next.
     *
     * @param folder for all that is made; below the hub's data
     * @param source the partner files, which are copied
     * @param names the partners that are played
     */
    public static Stage set(Path folder, Path source, List<String> names, Ports ports, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Stage stage = new Stage(folder, ports, clock);
        stage.copy(source);
        for (String name : names) {
            stage.equip(name, source);
        }
        stage.own.writeCertificate(stage.certificates());
        stage.own.writeKey(stage.certificates());
        stage.own.writeTrust(folder, "trusted");
        stage.tell();
        return stage;
    }

    /**
     * The same for partner files as they are kept: every connection of the copies ends at a partner that is played here,
     * with keys, tokens and passwords of this run. Real systems and real secrets are not touched.
     *
     * @param patience how long the hub waits for acknowledgements, such as 2s; null for what was agreed
     */
    public static Stage rehearse(Path folder, Path source, Ports ports, Clock clock, @Nullable String patience)
            throws IOException {
        Files.createDirectories(folder);
        Stage stage = new Stage(folder, ports, clock);
        Files.createDirectories(stage.certificates());
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                stage.rehearse(file, stage.partners().resolve(source.relativize(file)), patience);
            }
        }
        stage.own.writeCertificate(stage.certificates());
        stage.own.writeKey(stage.certificates());
        stage.own.writeTrust(folder, "trusted");
        stage.tell();
        return stage;
    }

    private void rehearse(Path file, Path to, @Nullable String patience) throws IOException {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(key|p12|pfx|pem|der|p7b|cer|crt)")) {
            return; // replaced, or not for a rehearsal
        }
        Optional<ObjectNode> read = name.matches(".*\\.ya?ml") ? Rehearsal.read(file) : Optional.empty();
        if (read.isEmpty()) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(file, to);
            return;
        }
        if (Rehearsal.isOwn(read.get())) {
            Rehearsal.own(read.get());
        } else {
            rehearse(read.get(), patience);
        }
        Rehearsal.write(read.get(), to);
    }

    private void rehearse(ObjectNode file, @Nullable String patience) throws IOException {
        String name = file.path("partner").asString("");
        Map<String, String> tokens = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String connection : Rehearsal.connections(file)) {
            String token = BearerToken.generate(random).reveal();
            tokens.put(name + "/" + connection, token);
            hashes.put(connection, TokenHash.of(token).toString());
        }
        equip(name, Rehearsal.hasCertificate(file), tokens);
        Rehearsal.partner(
                file,
                new Rehearsal.Played(
                        "http://127.0.0.1:" + web.port() + "/",
                        ports.hub().toString(),
                        files.port(),
                        files.fingerprint(),
                        mail.smtp(),
                        mail.imap(),
                        "env:" + prefix(name) + "_PASSWORD",
                        variables.getOrDefault(prefix(name) + "_PASSWORD_HASH", ""),
                        hashes),
                patience);
    }

    private static String prefix(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private void copy(Path source) throws IOException {
        Files.createDirectories(certificates());
        try (Stream<Path> all = Files.list(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.copy(file, partners().resolve(file.getFileName()));
            }
        }
    }

    private void equip(String name, Path source) throws IOException {
        equip(name, Files.readString(source.resolve(name + ".yaml")).contains("certs/" + name + ".pem"), Map.of());
    }

    private void equip(String name, boolean certified, Map<String, String> tokens) throws IOException {
        KeyPairFile identity = certified ? KeyPairFile.make(name, clock) : own;
        if (certified) {
            identity.writeCertificate(certificates());
        }
        String token = BearerToken.generate(random).reveal();
        String password = BearerToken.generate(random).reveal();
        credentials.put(name, new Credentials(token, tokens, password, identity));
        String prefix = prefix(name);
        variables.put(prefix + "_URL", "http://127.0.0.1:" + web.port() + "/" + name);
        variables.put(prefix + "_TOKEN_HASH", TokenHash.of(token).toString());
        variables.put(prefix + "_PASSWORD", password);
        variables.put(
                prefix + "_PASSWORD_HASH",
                PasswordHash.of(password.toCharArray(), random).text());
    }

    /** What partner files and hub must know of this run. */
    private void tell() {
        variables.put("HUB_URL", "http://127.0.0.1:" + ports.web());
        variables.put("PARTNERS_SFTP_PORT", "" + files.port());
        variables.put("PARTNERS_SFTP_HOST_KEY", files.fingerprint());
        variables.put("PARTNERS_SMTP_PORT", "" + mail.smtp());
        variables.put("PARTNERS_IMAP_PORT", "" + mail.imap());
        variables.put("LADING_MAILBOXES_PORT", "" + ports.mailboxes());
        variables.put("LADING_BROKER_ACCEPTOR_PORT", "" + ports.queues());
        variables.put(
                "LADING_BROKER_ACCEPTOR_CERTIFICATE",
                certificates().resolve(OURSELVES + ".pem").toString());
        variables.put("LADING_BROKER_ACCEPTOR_KEY", "file:" + certificates().resolve(OURSELVES + ".key"));
    }

    private boolean isPassword(String user, String password) {
        Credentials known = credentials.get(user);
        return known != null && known.password().equals(password);
    }

    private Path certificates() {
        return partners().resolve("certs");
    }

    /** The copied files, with certificates beside them. */
    public Path partners() {
        return folder.resolve("partners").toAbsolutePath();
    }

    /** One more variable that partner files and hub must know. */
    public void tell(String variable, String value) {
        variables.put(variable, value);
    }

    /** The same stage as those see it who go to another hub. */
    Stage before(Ports other) {
        return new Stage(this, other);
    }

    /** Environment variables for the hub. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    Optional<Credentials> credentials(String partner) {
        return Optional.ofNullable(credentials.get(partner));
    }

    KeyPairFile own() {
        return own;
    }

    Path spool() throws IOException {
        return Files.createDirectories(folder.resolve("spool"));
    }

    Path trust() {
        return folder.resolve(OURSELVES + "-trust.p12");
    }

    /** The copied files as the hub reads them. */
    public Community community(Path data) throws IOException {
        Map<String, String> known = new HashMap<>(System.getenv());
        known.putAll(variables);
        PartnerContext context = new PartnerContext(
                Environment.TEST,
                known,
                // Everything is played here, so that any variable of the rehearsal may be named.
                new Permitted(data, data.resolve("secrets"), List.of(data.resolve("exchange")), List.of("*")),
                Optional.empty(),
                Optional.empty(),
                new RetryPolicy(A_SECOND, 2, 0, A_SECOND, A_SECOND),
                OutboundPolicy.allowing(AllowedTarget.parse("loopback").stream().toList()));
        LoadedCommunity.Candidate read =
                new LoadedCommunity(partners(), () -> context, Community.empty(Environment.TEST)).read(partners());
        return read.community()
                .orElseThrow(() -> new IOException("The partner files cannot be used: " + read.problems()));
    }

    /** Makes the folders of the partners' servers, at which the hub looks as soon as it runs. */
    public void furnish(Community community) throws IOException {
        for (Connection connection : community.connections()) {
            if (connection.sftp().isPresent()) {
                files.folder(
                        connection.sftp().get().user(), connection.sftp().get().folder());
            }
        }
    }

    public Ports ports() {
        return ports;
    }

    PartnerServer web() {
        return web;
    }

    SftpHost files() {
        return files;
    }

    MailHost mail() {
        return mail;
    }

    public Clock clock() {
        return clock;
    }

    @Override
    public void close() throws IOException {
        web.close();
        files.close();
        mail.close();
    }
}
