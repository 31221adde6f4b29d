package io.lading.configuration;

import io.lading.configuration.Settings.Effective;
import io.lading.security.Masking;
import io.lading.security.MasterKey;
import io.lading.security.Permitted;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the settings, or says everything that is wrong with them. */
public final class SettingsLoader {
    private static final int SHORTEST_TOKEN = 32;

    private final SettingsSource source;
    private final Map<String, GivenValue> given;
    private final Problems problems;

    private SettingsLoader(SettingsSource source, Map<String, GivenValue> given, Problems problems) {
        this.source = source;
        this.given = given;
        this.problems = problems;
    }

    /** What reading gave. */
    public sealed interface Result {
        record Usable(Settings settings) implements Result {}

        record Refused(List<Problem> problems) implements Result {}
    }

    public static Result load(SettingsSource source) {
        Problems problems = new Problems();
        Map<String, GivenValue> given = new GivenValues(source, problems).gather();
        SettingsLoader loader = new SettingsLoader(source, given, problems);
        Options.ALL.forEach(loader::check);
        Settings settings = loader.settings();
        return problems.isEmpty() ? new Result.Usable(settings) : new Result.Refused(problems.sorted());
    }

    private void check(Option<?> option) {
        GivenValue value = given.get(option.key());
        if (value != null) {
            option.refusal(value.text()).ifPresent(reason -> problems.add(value.place(), reason));
        }
    }

    private Settings settings() {
        return new Settings(
                get(Options.ENVIRONMENT),
                path(Options.DATA),
                http(),
                partners(),
                new Settings.Mailboxes(
                        get(MailboxOptions.BIND), get(MailboxOptions.PORT), get(MailboxOptions.UNFINISHED)),
                database(),
                broker(),
                new Settings.Folders(
                        path(Options.FOLDERS_ROUTES),
                        path(Options.FOLDERS_MAPPINGS),
                        path(Options.FOLDERS_CONNECTORS),
                        path(Options.FOLDERS_PARTNERS)),
                permitted(),
                new Settings.Workers(
                        get(Options.WORKERS_ACKNOWLEDGEMENT),
                        get(Options.WORKERS_INTERACTIVE),
                        get(Options.WORKERS_BULK)),
                new Settings.Batch(
                        get(Options.BATCH_SETS),
                        get(Options.BATCH_BYTES),
                        Math.toIntExact(get(Options.BATCH_WHOLE_SET))),
                new Settings.Limits(
                        get(Options.LIMITS_MAX_TRANSMISSION),
                        get(Options.LIMITS_BULK_ABOVE),
                        Math.toIntExact(get(Options.LIMITS_INLINE_PAYLOAD)),
                        get(Options.LIMITS_DISK_RESERVE),
                        new Settings.Doors(
                                get(DoorOptions.LIMITS_REQUESTS_PER_ADDRESS),
                                get(DoorOptions.LIMITS_REQUESTS_PER_PARTNER),
                                get(DoorOptions.LIMITS_CONCURRENT_PER_PARTNER),
                                get(DoorOptions.LIMITS_MINIMUM_RATE),
                                get(DoorOptions.LIMITS_HEADER_TIME)),
                        new Settings.Spool(
                                get(DoorOptions.LIMITS_SPOOL),
                                get(DoorOptions.LIMITS_SPOOL_PER_PARTNER),
                                get(DoorOptions.LIMITS_SPOOL_OF_UNKNOWN),
                                get(DoorOptions.LIMITS_UNKNOWN_CONCURRENT),
                                get(DoorOptions.LIMITS_UNKNOWN_TIME))),
                new Settings.Receive(get(Options.RECEIVE_GROUP_WINDOW)),
                new Settings.Sweep(get(Options.SWEEP_EVERY)),
                delivery(),
                new Settings.AuditTrail(get(Options.AUDIT_KEEP_MONTHS)),
                adminToken(),
                masterKey(Options.MASTER_KEY),
                masterKey(Options.EARLIER_MASTER_KEY),
                get(Options.CRASH_POINT),
                effective());
    }

    private Permitted permitted() {
        return new PermittedFolders(source.home(), problems)
                .read(
                        path(Options.DATA),
                        List.of(
                                path(Options.FOLDERS_ROUTES),
                                path(Options.FOLDERS_MAPPINGS),
                                path(Options.FOLDERS_CONNECTORS),
                                path(Options.FOLDERS_PARTNERS)),
                        new PermittedFolders.Given(
                                commaSeparated(PermittedOptions.FOLDERS_EXCHANGE),
                                place(PermittedOptions.FOLDERS_EXCHANGE)),
                        new PermittedFolders.Given(
                                commaSeparated(PermittedOptions.FOLDERS_SECRETS),
                                place(PermittedOptions.FOLDERS_SECRETS)),
                        commaSeparated(PermittedOptions.VARIABLES));
    }

    private Settings.Http http() {
        String bind = get(Options.HTTP_BIND);
        List<String> proxies = commaSeparated(Options.HTTP_TRUSTED_PROXIES);
        Optional<Settings.Tls> tls = tls(HttpOptions.TLS_CERTIFICATE, HttpOptions.TLS_KEY, List.of(), false);
        if (get(HttpOptions.TLS_CERTIFICATE).isEmpty() && proxies.isEmpty() && reachesOut(bind)) {
            problems.add(
                    place(Options.HTTP_BIND),
                    "'http.bind' would open console and API at " + Masking.line(bind)
                            + " without TLS, and the administrator's token would travel in clear. Set"
                            + " 'http.tls.certificate' and 'http.tls.key', or name the proxy that ends TLS by"
                            + " 'http.trustedProxies', or stay at 127.0.0.1 and give partners a port of their own by"
                            + " 'partners.port'.");
        }
        return new Settings.Http(
                bind,
                get(Options.HTTP_PORT),
                Optional.of(get(Options.HTTP_PUBLIC_URL)).filter(url -> !url.isBlank()),
                proxies,
                tls);
    }

    /** A name that is none is told when nothing can listen there. */
    private static boolean reachesOut(String bind) {
        try {
            return !InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<Settings.Partners> partners() {
        OptionalInt port = get(Options.PARTNERS_PORT);
        if (!get(Options.PARTNERS_TLS_CERTIFICATE).isEmpty() && port.isEmpty()) {
            problems.add(
                    place(Options.PARTNERS_TLS_CERTIFICATE),
                    "'partners.tls.certificate' is for a port of the partners' own: set 'partners.port'.");
        }
        Optional<Settings.Tls> tls = tls(
                Options.PARTNERS_TLS_CERTIFICATE,
                Options.PARTNERS_TLS_KEY,
                commaSeparated(Options.PARTNERS_TLS_CIPHERS),
                get(Options.PARTNERS_TLS_CLIENT_CERTIFICATES));
        return port.isEmpty()
                ? Optional.empty()
                : Optional.of(new Settings.Partners(get(Options.PARTNERS_BIND), port.getAsInt(), tls));
    }

    private Optional<Settings.Tls> tls(
            Option<String> certificate, Option<String> key, List<String> ciphers, boolean clientCertificates) {
        if (get(certificate).isEmpty()) {
            return Optional.empty();
        }
        if (get(key).isEmpty()) {
            problems.add(
                    place(certificate),
                    "'" + certificate.key() + "' needs its private key, or its store's password: set '" + key.key()
                            + "'.");
        }
        return secret(key)
                .map(found ->
                        new Settings.Tls(path(certificate), found, () -> secretNow(key), ciphers, clientCertificates));
    }

    private List<String> commaSeparated(Option<String> option) {
        return Stream.of(get(option).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private Settings.Database database() {
        String url = get(Options.DATABASE_URL);
        if (url.isEmpty()) {
            return new Settings.Database.Embedded(get(Options.DATABASE_EMBEDDED_PORT));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add(
                    place(Options.DATABASE_URL),
                    "'database.url' expects a JDBC URL of PostgreSQL, jdbc:postgresql://host:5432/name; found '"
                            + Masking.line(url) + "'.");
        }
        Optional<Settings.Database.Owner> owner = get(Options.DATABASE_OWNER).isEmpty()
                ? Optional.empty()
                : Optional.of(new Settings.Database.Owner(
                        get(Options.DATABASE_OWNER), secret(Options.DATABASE_OWNER_PASSWORD)));
        return new Settings.Database.External(
                url, get(Options.DATABASE_USER), secret(Options.DATABASE_PASSWORD), owner);
    }

    private Settings.Broker broker() {
        String url = get(Options.BROKER_URL);
        if (!url.isEmpty() && !get(Options.BROKER_ACCEPTOR_CERTIFICATE).isEmpty()) {
            problems.add(
                    place(Options.BROKER_ACCEPTOR_CERTIFICATE),
                    "'broker.acceptor.certificate' opens the hub's own broker, but 'broker.url' names another: let"
                            + " partners reach that one, and leave this out.");
        }
        return url.isEmpty()
                ? new Settings.Broker.Embedded(acceptor())
                : new Settings.Broker.External(url, get(Options.BROKER_USER), secret(Options.BROKER_PASSWORD));
    }

    private Optional<Settings.Broker.Acceptor> acceptor() {
        if (get(Options.BROKER_ACCEPTOR_CERTIFICATE).isEmpty()) {
            return Optional.empty();
        }
        if (get(Options.BROKER_ACCEPTOR_KEY).isEmpty()) {
            problems.add(
                    place(Options.BROKER_ACCEPTOR_CERTIFICATE),
                    "'broker.acceptor.certificate' needs its private key: set 'broker.acceptor.key'.");
        }
        return secret(Options.BROKER_ACCEPTOR_KEY)
                .map(key -> new Settings.Broker.Acceptor(
                        get(Options.BROKER_ACCEPTOR_BIND),
                        get(Options.BROKER_ACCEPTOR_PORT),
                        path(Options.BROKER_ACCEPTOR_CERTIFICATE),
                        key));
    }

    private Settings.Delivery delivery() {
        RetryPolicy retry = new RetryPolicy(
                get(Options.RETRY_FIRST),
                get(Options.RETRY_FACTOR),
                get(Options.RETRY_JITTER),
                get(Options.RETRY_MAX),
                get(Options.RETRY_GIVE_UP_AFTER));
        if (retry.max().compareTo(retry.first()) < 0) {
            problems.add(
                    place(Options.RETRY_MAX),
                    "'delivery.retry.max' must not be shorter than 'delivery.retry.first' (" + text(Options.RETRY_FIRST)
                            + "); found '" + text(Options.RETRY_MAX) + "'.");
        }
        return new Settings.Delivery(
                get(Options.DELIVERY_CONNECT_TIMEOUT),
                get(Options.DELIVERY_RESPONSE_TIMEOUT),
                retry,
                get(PermittedOptions.DELIVERY_ALLOW_TARGETS),
                get(PermittedOptions.DELIVERY_GRANTABLE));
    }

    /** The value in force; the default where what was given has been refused. */
    private <T> T get(Option<T> option) {
        String text = text(option);
        return option.refusal(text).isEmpty() ? option.parsed(text) : option.parsed(option.usual());
    }

    private String text(Option<?> option) {
        GivenValue value = given.get(option.key());
        return value == null ? option.usual() : value.text();
    }

    private Place place(Option<?> option) {
        GivenValue value = given.get(option.key());
        return value == null ? Place.of("default") : value.place();
    }

    private Path path(Option<String> option) {
        return source.home().toAbsolutePath().resolve(get(option)).normalize();
    }

    /** A file is checked for who else may read it. */
    private Optional<MasterKey> masterKey(Option<String> option) {
        Optional<SecretReference> reference = SecretReference.parse(get(option));
        Optional<Secret> text = secret(option);
        if (reference.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<MasterKey> key = MasterKey.parse(text.get().reveal());
        if (key.isEmpty()) {
            problems.add(
                    place(option),
                    "'" + option.key()
                            + "' expects 64 hexadecimal digits, as 'openssl rand -hex 32' prints them; what is"
                            + " there is not shown.");
            return Optional.empty();
        }
        if (reference.get().source() == SecretReference.Source.FILE) {
            try {
                return Optional.of(
                        MasterKey.read(source.home().resolve(reference.get().name())));
            } catch (IOException e) {
                problems.add(place(option), String.valueOf(e.getMessage()));
            }
        }
        return key;
    }

    /** People choose short ones, and this one opens everything. */
    private Optional<Secret> adminToken() {
        Optional<Secret> token = secret(Options.ADMIN_TOKEN);
        token.filter(text -> text.reveal().strip().length() < SHORTEST_TOKEN)
                .ifPresent(text -> problems.add(
                        place(Options.ADMIN_TOKEN),
                        "'" + Options.ADMIN_TOKEN.key() + "' expects at least " + SHORTEST_TOKEN + " characters; found "
                                + text.reveal().strip().length()
                                + ", which can be guessed. Make one by 'openssl rand -hex 32', or leave the setting out:"
                                + " the hub then makes its own."));
        return token;
    }

    private Optional<Secret> secret(Option<String> option) {
        Optional<SecretReference> reference = SecretReference.parse(get(option));
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        SecretReference.Resolution resolution =
                reference.get().resolve(source.variables(), source.home().toAbsolutePath());
        if (resolution instanceof SecretReference.Resolution.Missing missing) {
            problems.add(place(option), "'" + option.key() + "': " + missing.problem());
        }
        return resolution instanceof SecretReference.Resolution.Found found
                ? Optional.of(found.secret())
                : Optional.empty();
    }

    /** The secret as it is at this moment. */
    private Optional<Secret> secretNow(Option<String> option) {
        return SecretReference.parse(get(option))
                .map(reference ->
                        reference.resolve(source.variables(), source.home().toAbsolutePath()))
                .flatMap(found -> found instanceof SecretReference.Resolution.Found there
                        ? Optional.of(there.secret())
                        : Optional.empty());
    }

    private List<Effective> effective() {
        List<Effective> out = new ArrayList<>();
        for (Option<?> option : Options.ALL) {
            GivenValue value = given.get(option.key());
            String text = text(option);
            String shown = option.secret() && !text.isEmpty() ? Secret.MASK : Masking.line(text);
            out.add(new Effective(option.key(), shown, value == null ? "default" : value.source()));
        }
        return List.copyOf(out);
    }
}
