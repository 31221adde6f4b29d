package io.lading.configuration;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Every setting of the hub, in the order of the reference page. */
final class Options {
    static final Option<Environment> ENVIRONMENT = Option.of(
            "environment",
            OptionType.ENVIRONMENT,
            "test",
            "What this hub is for. Connections marked production refuse a hub whose environment is test.");
    static final Option<String> DATA = Option.of(
            "data",
            OptionType.TEXT,
            "data",
            "Folder where the hub keeps what it must not forget. A relative one starts at the hub's home.");

    static final Option<String> HTTP_BIND = Option.of(
            "http.bind",
            OptionType.TEXT,
            "127.0.0.1",
            "Address that console and API listen on, and partners' doors unless partners.port is set; 0.0.0.0 for all"
                    + " networks.");
    static final Option<Integer> HTTP_PORT = Option.of(
                    "http.port", OptionType.WHOLE_NUMBER, "8080", "Port of console and API; 0 takes any free one.")
            .between("0", "65535");
    static final Option<String> HTTP_PUBLIC_URL = Option.of(
            "http.publicUrl",
            OptionType.TEXT,
            "",
            "How partners reach the hub from outside, such as https://edi.acme.example; told to them by partner"
                    + " sheet.");
    static final Option<String> HTTP_TRUSTED_PROXIES = Option.of(
            "http.trustedProxies",
            OptionType.TEXT,
            "",
            "Addresses or networks (10.0.0.0/8), with commas, of proxies before the hub: theirs is the word on who calls"
                    + " (X-Forwarded-For) and whether over TLS (X-Forwarded-Proto). Nobody else is believed that.");

    static final Option<OptionalInt> PARTNERS_PORT = Option.of(
            "partners.port",
            OptionType.PORT,
            "",
            "Port of the partners' doors (AS2, SOAP, submissions, partners' own paths), which then answer nowhere else,"
                    + " and take no administrator's token; 0 takes any free one. Without it they share http.port.");
    static final Option<String> PARTNERS_BIND = Option.of(
            "partners.bind",
            OptionType.TEXT,
            "127.0.0.1",
            "Address that the partners' doors listen on; 0.0.0.0 for all networks.");
    static final Option<String> PARTNERS_TLS_CERTIFICATE = Option.of(
            "partners.tls.certificate",
            OptionType.TEXT,
            "",
            "The certificate of the partners' doors and those that issued it: a PEM file, or a .p12 store. Without it they"
                    + " speak plain HTTP, for use behind a proxy that ends TLS.");
    static final Option<String> PARTNERS_TLS_KEY = Option.of(
            "partners.tls.key",
            OptionType.SECRET,
            "",
            "The certificate's private key, in PEM (PKCS #8); for a .p12 store, its password.");
    static final Option<String> PARTNERS_TLS_CIPHERS = Option.of(
            "partners.tls.ciphers",
            OptionType.TEXT,
            "",
            "Further cipher suites for old partners, by their Java names, with commas. Without it only those with forward"
                    + " secrecy and authenticated encryption; TLS 1.2 and 1.3 in any case.");
    static final Option<Boolean> PARTNERS_TLS_CLIENT_CERTIFICATES = Option.of(
            "partners.tls.clientCertificates",
            OptionType.FLAG,
            "true",
            "Whether callers are asked for a certificate; those without one are let in where none is agreed.");

    static final Option<String> DATABASE_URL = Option.of(
            "database.url",
            OptionType.TEXT,
            "",
            "JDBC URL of an external PostgreSQL (15 or newer). Without it the hub runs its own under the data folder.");
    static final Option<String> DATABASE_USER =
            Option.of("database.user", OptionType.TEXT, "lading", "User of the external PostgreSQL.");
    static final Option<String> DATABASE_PASSWORD =
            Option.of("database.password", OptionType.SECRET, "", "Password of the external PostgreSQL.");
    static final Option<String> DATABASE_OWNER = Option.of(
            "database.owner",
            OptionType.TEXT,
            "",
            "Role that owns the tables of the external PostgreSQL, used for migrations and retention only. 'database.user'"
                    + " is then a role that owns nothing. Without it one role does both, and the hub warns.");
    static final Option<String> DATABASE_OWNER_PASSWORD =
            Option.of("database.ownerPassword", OptionType.SECRET, "", "Password of the role that owns the tables.");
    static final Option<Integer> DATABASE_EMBEDDED_PORT = Option.of(
                    "database.embeddedPort",
                    OptionType.WHOLE_NUMBER,
                    "0",
                    "Loopback port of the hub's own PostgreSQL; 0 takes any free one.")
            .between("0", "65535");

    static final Option<String> BROKER_URL = Option.of(
            "broker.url",
            OptionType.TEXT,
            "",
            "URL of an external Artemis, tcp://host:61616. Without it the hub runs its own in its process.");
    static final Option<String> BROKER_USER =
            Option.of("broker.user", OptionType.TEXT, "lading", "User of the external Artemis.");
    static final Option<String> BROKER_PASSWORD =
            Option.of("broker.password", OptionType.SECRET, "", "Password of the external Artemis.");

    static final Option<String> BROKER_ACCEPTOR_CERTIFICATE = Option.of(
            "broker.acceptor.certificate",
            OptionType.TEXT,
            "",
            "PEM file with the certificate of the hub's own broker and those that issued it. With it partners reach"
                    + " their queues over TLS; without it nothing outside the hub's process can connect.");
    static final Option<String> BROKER_ACCEPTOR_KEY =
            Option.of("broker.acceptor.key", OptionType.SECRET, "", "The certificate's private key, in PEM.");
    static final Option<String> BROKER_ACCEPTOR_BIND = Option.of(
            "broker.acceptor.bind",
            OptionType.TEXT,
            "127.0.0.1",
            "Address on which partners reach their queues; 0.0.0.0 for all networks.");
    static final Option<Integer> BROKER_ACCEPTOR_PORT = Option.of(
                    "broker.acceptor.port",
                    OptionType.WHOLE_NUMBER,
                    "61617",
                    "Port on which partners reach their queues; 0 takes any free one.")
            .between("0", "65535");

    static final Option<String> FOLDERS_ROUTES =
            Option.of("folders.routes", OptionType.TEXT, "routes", "Camel routes; relative to the hub's home.");
    static final Option<String> FOLDERS_MAPPINGS = Option.of(
            "folders.mappings",
            OptionType.TEXT,
            "mappings",
            "Maps, schemas and code lists; relative to the hub's home.");
    static final Option<String> FOLDERS_CONNECTORS = Option.of(
            "folders.connectors", OptionType.TEXT, "connectors", "Endpoint templates; relative to the hub's home.");
    static final Option<String> FOLDERS_PARTNERS =
            Option.of("folders.partners", OptionType.TEXT, "partners", "Partner files; relative to the hub's home.");

    static final Option<Integer> WORKERS_ACKNOWLEDGEMENT = Option.of(
                    "workers.acknowledgement",
                    OptionType.WHOLE_NUMBER,
                    "1",
                    "Workers reserved for acknowledgements, so that answers never wait behind orders.")
            .between("1", "64");
    static final Option<Integer> WORKERS_INTERACTIVE = Option.of(
                    "workers.interactive", OptionType.WHOLE_NUMBER, "2", "Workers for transmissions of usual size.")
            .between("1", "64");
    static final Option<Integer> WORKERS_BULK = Option.of(
                    "workers.bulk",
                    OptionType.WHOLE_NUMBER,
                    "1",
                    "Workers for transmissions larger than limits.bulkAbove.")
            .between("1", "64");

    static final Option<Integer> BATCH_SETS = Option.of(
                    "batch.sets",
                    OptionType.WHOLE_NUMBER,
                    "256",
                    "Most transaction sets that one commit covers. May be changed at any time.")
            .between("1", "10000");
    static final Option<Long> BATCH_BYTES = Option.of(
                    "batch.bytes",
                    OptionType.SIZE,
                    "4MB",
                    "Most bytes that one commit covers. Larger transmissions go through in two passes; may be changed at any"
                            + " time.")
            .between("4KB", "64MB");

    static final Option<Long> BATCH_WHOLE_SET = Option.of(
                    "batch.wholeSet",
                    OptionType.SIZE,
                    "16MB",
                    "Largest transaction set taken in one piece. Larger reports, catalogues and forecasts are taken in parts"
                            + " of a sixteenth of it; other larger sets are held. What was cut before a change stays cut as it was.")
            .between("4KB", "64MB");
    static final Option<Long> LIMITS_MAX_TRANSMISSION = Option.of(
                    "limits.maxTransmission",
                    OptionType.SIZE,
                    "1GB",
                    "Largest transmission taken, before and after decompression.")
            .between("64KB", "16GB");
    static final Option<Long> LIMITS_BULK_ABOVE = Option.of(
                    "limits.bulkAbove", OptionType.SIZE, "5MB", "Larger transmissions go through the bulk lane.")
            .between("64KB", "1GB");
    static final Option<Long> LIMITS_INLINE_PAYLOAD = Option.of(
                    "limits.inlinePayload",
                    OptionType.SIZE,
                    "64KB",
                    "Larger payloads are stored as compressed chunks instead of in their row.")
            .between("1KB", "1MB");
    static final Option<Long> LIMITS_DISK_RESERVE = Option.of(
                    "limits.diskReserve",
                    OptionType.SIZE,
                    "512MB",
                    "Below so much free room on the data folder's disk no door takes anything in, and the hub is not ready;"
                            + " what it has it goes on with.")
            .between("16MB", "65536GB");

    static final Option<Duration> RECEIVE_GROUP_WINDOW = Option.of(
                    "receive.groupWindow",
                    OptionType.DURATION,
                    "3ms",
                    "How long a submission may wait for others to share its commit; 0ms commits each alone.")
            .between("0ms", "1s");
    static final Option<Duration> SWEEP_EVERY = Option.of(
                    "sweep.every",
                    OptionType.DURATION,
                    "1s",
                    "How often the record is searched for work whose wake-up was lost.")
            .between("100ms", "1h");

    static final Option<Duration> DELIVERY_CONNECT_TIMEOUT = Option.of(
                    "delivery.connectTimeout",
                    OptionType.DURATION,
                    "10s",
                    "How long a destination may take to accept a connection.")
            .between("100ms", "10m");
    static final Option<Duration> DELIVERY_RESPONSE_TIMEOUT = Option.of(
                    "delivery.responseTimeout",
                    OptionType.DURATION,
                    "60s",
                    "How long a destination may take to answer; then the outcome is unknown.")
            .between("100ms", "1h");
    static final Option<Duration> RETRY_FIRST = Option.of(
                    "delivery.retry.first", OptionType.DURATION, "5s", "Wait after the first failed attempt.")
            .between("10ms", "1d");
    static final Option<Double> RETRY_FACTOR = Option.of(
                    "delivery.retry.factor", OptionType.NUMBER, "2", "By which each further wait grows.")
            .between("1", "10");
    static final Option<Double> RETRY_JITTER = Option.of(
                    "delivery.retry.jitter",
                    OptionType.NUMBER,
                    "0.2",
                    "Part of each wait left to chance: 0.2 is 20 % shorter to 20 % longer.")
            .between("0", "1");
    static final Option<Duration> RETRY_MAX = Option.of(
                    "delivery.retry.max", OptionType.DURATION, "15m", "Longest wait between two attempts.")
            .between("10ms", "7d");
    static final Option<Duration> RETRY_GIVE_UP_AFTER = Option.of(
                    "delivery.retry.giveUpAfter",
                    OptionType.DURATION,
                    "24h",
                    "From the first attempt; then the delivery waits for a person.")
            .between("1s", "365d");
    static final Option<Integer> AUDIT_KEEP_MONTHS = Option.of(
                    "audit.keepMonths",
                    OptionType.WHOLE_NUMBER,
                    "0",
                    "Whole months that the audit is kept; older ones are dropped once they are sealed. 0 for ever.")
            .between("0", "1200");

    static final Option<String> ADMIN_TOKEN = Option.of(
            "security.adminToken",
            OptionType.SECRET,
            "",
            "The administrator's token. At least 32 characters. Without it the hub makes one and keeps it in the data folder.");

    static final Option<String> MASTER_KEY = Option.of(
            "security.masterKey",
            OptionType.SECRET,
            "",
            "The key that seals the secrets of the record, 64 hexadecimal digits: env:NAME, or file:path that only the"
                    + " hub's user may read. Without it the hub makes one and keeps it in the data folder.");
    static final Option<String> EARLIER_MASTER_KEY = Option.of(
            "security.earlierMasterKey",
            OptionType.SECRET,
            "",
            "The key before that, until ./lading secret rotate has run.");

    static final Option<String> CRASH_POINT = Option.of(
            "testing.crashPoint",
            OptionType.TEXT,
            "",
            "Named point at which the process kills itself, for crash tests only.");

    static final List<Option<?>> ALL = List.of(
            ENVIRONMENT,
            DATA,
            HTTP_BIND,
            HTTP_PORT,
            HTTP_PUBLIC_URL,
            HTTP_TRUSTED_PROXIES,
            HttpOptions.TLS_CERTIFICATE,
            HttpOptions.TLS_KEY,
            PARTNERS_PORT,
            PARTNERS_BIND,
            PARTNERS_TLS_CERTIFICATE,
            PARTNERS_TLS_KEY,
            PARTNERS_TLS_CIPHERS,
            PARTNERS_TLS_CLIENT_CERTIFICATES,
            MailboxOptions.BIND,
            MailboxOptions.PORT,
            MailboxOptions.UNFINISHED,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_OWNER,
            DATABASE_OWNER_PASSWORD,
            DATABASE_EMBEDDED_PORT,
            BROKER_URL,
            BROKER_USER,
            BROKER_PASSWORD,
            BROKER_ACCEPTOR_CERTIFICATE,
            BROKER_ACCEPTOR_KEY,
            BROKER_ACCEPTOR_BIND,
            BROKER_ACCEPTOR_PORT,
            FOLDERS_ROUTES,
            FOLDERS_MAPPINGS,
            FOLDERS_CONNECTORS,
            FOLDERS_PARTNERS,
            PermittedOptions.FOLDERS_EXCHANGE,
            PermittedOptions.FOLDERS_SECRETS,
            WORKERS_ACKNOWLEDGEMENT,
            WORKERS_INTERACTIVE,
            WORKERS_BULK,
            BATCH_SETS,
            BATCH_BYTES,
            BATCH_WHOLE_SET,
            LIMITS_MAX_TRANSMISSION,
            LIMITS_BULK_ABOVE,
            LIMITS_INLINE_PAYLOAD,
            LIMITS_DISK_RESERVE,
            DoorOptions.LIMITS_REQUESTS_PER_ADDRESS,
            DoorOptions.LIMITS_REQUESTS_PER_PARTNER,
            DoorOptions.LIMITS_CONCURRENT_PER_PARTNER,
            DoorOptions.LIMITS_MINIMUM_RATE,
            DoorOptions.LIMITS_HEADER_TIME,
            DoorOptions.LIMITS_SPOOL,
            DoorOptions.LIMITS_SPOOL_PER_PARTNER,
            DoorOptions.LIMITS_SPOOL_OF_UNKNOWN,
            DoorOptions.LIMITS_UNKNOWN_CONCURRENT,
            DoorOptions.LIMITS_UNKNOWN_TIME,
            RECEIVE_GROUP_WINDOW,
            SWEEP_EVERY,
            DELIVERY_CONNECT_TIMEOUT,
            DELIVERY_RESPONSE_TIMEOUT,
            RETRY_FIRST,
            RETRY_FACTOR,
            RETRY_JITTER,
            RETRY_MAX,
            RETRY_GIVE_UP_AFTER,
            PermittedOptions.DELIVERY_ALLOW_TARGETS,
            PermittedOptions.DELIVERY_GRANTABLE,
            AUDIT_KEEP_MONTHS,
            ADMIN_TOKEN,
            MASTER_KEY,
            EARLIER_MASTER_KEY,
            PermittedOptions.VARIABLES,
            CRASH_POINT);

    private Options() {}

    static List<String> keys() {
        return ALL.stream().<String>map(Option::key).toList();
    }
}
