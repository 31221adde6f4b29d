package io.lading.operations;

import io.lading.operations.Caller.Administrator;
import io.lading.operations.Caller.Machine;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Door;
import io.lading.partner.HttpEntry;
import io.lading.partner.LoadedCommunity;
import io.lading.security.AdministratorToken;
import io.lading.security.Scope;
import io.lading.tracking.MachineTokens;
import io.lading.transport.http.SignedBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** Knows whose a bearer token is, and the key that opens the console once. Thread-safe. */
final class Callers {
    private static final Administrator ADMINISTRATOR = new Administrator("administrator");

    private final AdministratorToken administrator;
    private final ObjectProvider<LoadedCommunity> community;
    private final ObjectProvider<MachineTokens> tokens;
    private final Clock clock;
    private final SecureRandom random;
    private volatile Runnable used = () -> {};
    private volatile String consoleKey;

    /** @param community asked at each request, for partner files may be reloaded */
    Callers(
            AdministratorToken administrator,
            ObjectProvider<LoadedCommunity> community,
            ObjectProvider<MachineTokens> tokens,
            Clock clock,
            SecureRandom random) {
        this.administrator = administrator;
        this.community = community;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
        this.consoleKey = newKey();
    }

    private String newKey() {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** @param told after the link's key was used and another one holds */
    void whenUsed(Runnable told) {
        this.used = told;
    }

    /** @param remote from where it was presented */
    Optional<Caller> byToken(ShownToken token, String remote, Optional<X509Certificate> shown) {
        if (token.user().isPresent()) {
            return ofConnection(token, shown); // agreed with partners alone
        }
        if (administrator.matches(token.text())) {
            return Optional.of(ADMINISTRATOR);
        }
        return ofConnection(token, shown).or(() -> ofMachine(token.text(), remote));
    }

    /**
     * Who calls a connection's own path: whoever shows all that its partner file asks for.
     *
     * @param signature the header by which the body's signature is claimed; the body proves it, so that a request without
     *     one is known by token or certificate alone
     */
    Optional<Caller> byPath(
            String id,
            Optional<ShownToken> token,
            Optional<X509Certificate> shown,
            boolean hasBody,
            Optional<String> signature) {
        LoadedCommunity loaded = community.getIfAvailable();
        if (loaded == null) {
            return Optional.empty();
        }
        Community now = loaded.current();
        return now.connection(id)
                .filter(connection -> connection.door().equals(Door.HTTP_IN))
                .filter(connection -> connection.tokens().isEmpty()
                        || token.filter(given -> given.isAgreedAt(connection))
                                .flatMap(given -> now.connectionByToken(given.text()))
                                .filter(connection::equals)
                                .isPresent())
                .filter(connection -> showsItsCertificate(connection, shown))
                .filter(connection -> hasBody ? isSigned(connection, signature) : isKnownWithoutBody(connection))
                .map(Callers::machine);
    }

    /** True if nothing but the body shows whose it is: neither token nor certificate is asked for. */
    boolean isProvenByBody(String id) {
        LoadedCommunity loaded = community.getIfAvailable();
        return loaded != null
                && loaded.current()
                        .connection(id)
                        .filter(connection -> !isKnownWithoutBody(connection))
                        .isPresent();
    }

    private boolean isSigned(Connection connection, Optional<String> signature) {
        return connection.entry().flatMap(HttpEntry::hmac).isEmpty()
                || SignedBody.isPossible(signature.orElse(null), clock.instant());
    }

    private static boolean isKnownWithoutBody(Connection connection) {
        return !connection.tokens().isEmpty()
                || connection
                        .entry()
                        .filter(entry -> !entry.certificates().isEmpty())
                        .isPresent();
    }

    private boolean showsItsCertificate(Connection connection, Optional<X509Certificate> shown) {
        return connection
                .entry()
                .filter(entry -> !entry.certificates().isEmpty())
                .map(entry -> shown.filter(certificate -> entry.knows(certificate, clock.instant()))
                        .isPresent())
                .orElse(true);
    }

    /** What a 401 at the partners' doors asks for, by RFC 9110 §11.6.1. */
    String challenge() {
        LoadedCommunity loaded = community.getIfAvailable();
        boolean basic = loaded != null
                && loaded.current().connections().stream()
                        .anyMatch(each ->
                                each.entry().flatMap(HttpEntry::basicUser).isPresent());
        return basic ? "Bearer, Basic realm=\"lading\", charset=\"UTF-8\"" : "Bearer";
    }

    private static Machine machine(Connection connection) {
        return new Machine(
                connection.id(), Set.of(Scope.SUBMIT), Optional.of(connection.partner()), Optional.of(connection.id()));
    }

    private Optional<Caller> ofConnection(ShownToken token, Optional<X509Certificate> shown) {
        LoadedCommunity loaded = community.getIfAvailable();
        if (loaded == null) {
            return Optional.empty();
        }
        return loaded.current()
                .connectionByToken(token.text())
                .filter(connection -> connection.door().equals(Door.HTTP_IN))
                .filter(token::isAgreedAt)
                .filter(connection -> showsItsCertificate(connection, shown))
                .map(Callers::machine);
    }

    private Optional<Caller> ofMachine(String token, String remote) {
        MachineTokens known = tokens.getIfAvailable();
        if (known == null) {
            return Optional.empty();
        }
        return known.find(token, remote)
                .map(found ->
                        new Machine("token " + found.name(), found.scopes(), found.partner(), found.connection()));
    }

    /** A key opens the console once; the next one stands where the command line finds it. */
    Optional<Caller> byConsoleKey(String key) {
        synchronized (random) {
            boolean same = MessageDigest.isEqual(
                    key.getBytes(StandardCharsets.UTF_8), consoleKey.getBytes(StandardCharsets.UTF_8));
            if (!same) {
                return Optional.empty();
            }
            consoleKey = newKey();
        }
        used.run();
        return Optional.of(ADMINISTRATOR);
    }

    /** What follows the console's address in the link that opens it. */
    String consoleQuery() {
        return "?key=" + consoleKey;
    }
}
