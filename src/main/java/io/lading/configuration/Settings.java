package io.lading.configuration;

import io.lading.security.AllowedTarget;
import io.lading.security.MasterKey;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.security.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The hub's own settings, checked. What each one means is said once, in {@link Options}.
 *
 * @param data folder where the hub keeps what it must not forget; absolute
 * @param permitted what of this machine partner files may name
 * @param adminToken the configured administrator's token; if absent, the data folder holds one
 * @param masterKey seals the secrets of the record; if absent, the data folder holds one
 * @param earlierMasterKey the one before it
 * @param crashPoint where the process is to kill itself, for tests; empty in life
 * @param effective each option with its value as shown (secrets masked) and where it came from
 */
public record Settings(
        Environment environment,
        Path data,
        Http http,
        Optional<Partners> partners,
        Mailboxes mailboxes,
        Database database,
        Broker broker,
        Folders folders,
        Permitted permitted,
        Workers workers,
        Batch batch,
        Limits limits,
        Receive receive,
        Sweep sweep,
        Delivery delivery,
        AuditTrail audit,
        Optional<Secret> adminToken,
        Optional<MasterKey> masterKey,
        Optional<MasterKey> earlierMasterKey,
        String crashPoint,
        List<Effective> effective) {

    /**
     * @param publicUrl how partners reach the hub, if somebody has said it
     * @param trustedProxies addresses or networks of proxies whose word on the caller is believed
     * @param tls absent for plain HTTP on loopback, or behind a proxy that ends TLS
     */
    public record Http(
            String bind, int port, Optional<String> publicUrl, List<String> trustedProxies, Optional<Tls> tls) {

        /** {@code http} or {@code https}. */
        public String scheme() {
            return tls.isPresent() ? "https" : "http";
        }
    }

    /**
     * A port of the partners' doors alone.
     *
     * @param tls absent for plain HTTP behind a proxy that ends TLS
     */
    public record Partners(String bind, int port, Optional<Tls> tls) {}

    /**
     * TLS of a server.
     *
     * @param certificate PEM with the certificate and those that issued it, or a PKCS #12 store
     * @param key PEM of the private key, or the store's password
     * @param keyNow looks where the key came from again; empty if it is no longer there
     * @param ciphers allowed beside the usual ones
     * @param clientCertificates whether callers are asked for theirs
     */
    public record Tls(
            Path certificate,
            Secret key,
            Supplier<Optional<Secret>> keyNow,
            List<String> ciphers,
            boolean clientCertificates) {
        public Tls {
            ciphers = List.copyOf(ciphers);
        }
    }

    /**
     * The SFTP server with partners' mailboxes.
     *
     * @param unfinished bytes that one user may have in files that are not finished
     */
    public record Mailboxes(String bind, int port, long unfinished) {}

    /** @param keepMonths how many whole months the audit is kept; 0 for ever */
    public record AuditTrail(int keepMonths) {}

    /** Which PostgreSQL is used. */
    public sealed interface Database {
        /** The hub's own server under the data folder; port 0 takes any free one. */
        record Embedded(int port) implements Database {}

        /**
         * @param url JDBC URL
         * @param owner the role that owns the tables; absent where the user does
         */
        record External(String url, String user, Optional<Secret> password, Optional<Owner> owner)
                implements Database {}

        /** The role for migrations and retention. */
        record Owner(String user, Optional<Secret> password) {}
    }

    /** Which Artemis is used. */
    public sealed interface Broker {
        /** Inside the hub's process; reached from outside only where there is an acceptor. */
        record Embedded(Optional<Acceptor> acceptor) implements Broker {}

        /**
         * The embedded broker's door to the network, always by TLS.
         *
         * @param certificate PEM with the certificate and those that issued it
         * @param key PEM of the private key
         */
        record Acceptor(String bind, int port, Path certificate, Secret key) {}

        record External(String url, String user, Optional<Secret> password) implements Broker {}
    }

    /** Where the parts of the configuration are; absolute. */
    public record Folders(Path routes, Path mappings, Path connectors, Path partners) {}

    /** How many units of work run at a time in each lane. */
    public record Workers(int acknowledgement, int interactive, int bulk) {}

    /**
     * What one unit of work takes at most.
     *
     * @param wholeSet bytes of the largest transaction set that is taken in one piece
     */
    public record Batch(int sets, long bytes, int wholeSet) {}

    /** Sizes in bytes. */
    public record Limits(
            long maxTransmission, long bulkAbove, int inlinePayload, long diskReserve, Doors doors, Spool spool) {}

    /**
     * What the doors that speak HTTP bear.
     *
     * @param perAddress requests a second; 0 for any number
     * @param perPartner submissions a second; 0 for any number
     * @param atATime submissions of one partner
     * @param bytesPerSecond at which a body must come at least
     * @param header how long a header may take
     */
    public record Doors(int perAddress, int perPartner, int atATime, long bytesPerSecond, Duration header) {}

    /**
     * What lies on the disk of requests that are not whole or not proven yet; sizes in bytes.
     *
     * @param ofUnknown of callers that only their body can make known
     * @param unknownAtATime bodies of callers not known yet
     * @param unknownTime how long such a body may take
     */
    public record Spool(long total, long perPartner, long ofUnknown, int unknownAtATime, Duration unknownTime) {}

    public record Receive(Duration groupWindow) {}

    public record Sweep(Duration every) {}

    /**
     * How documents are sent.
     *
     * @param allowTargets what may be called beside public addresses
     * @param grantable what partner files may allow a connection of their own
     */
    public record Delivery(
            Duration connectTimeout,
            Duration responseTimeout,
            RetryPolicy retry,
            List<AllowedTarget> allowTargets,
            List<AllowedTarget> grantable) {

        /** Which addresses may be called: one policy for probes and for sending. */
        public OutboundPolicy outbound() {
            return OutboundPolicy.allowing(allowTargets).granting(grantable);
        }
    }

    /** @param source {@code default}, {@code lading.yaml:12:3}, {@code LADING_HTTP_PORT} or {@code --set} */
    public record Effective(String key, String value, String source) {}
}
