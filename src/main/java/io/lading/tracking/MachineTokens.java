package io.lading.tracking;

import io.lading.security.BearerToken;
import io.lading.security.Scope;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of machines, kept in the record as hashes. A request looks into a copy in memory, which {@link #refresh} keeps in
 * step with changes of any node and which expires by this node's clock. Thread-safe.
 */
public final class MachineTokens {
    /** What a token may be called. */
    public static final String NAME = "[a-z0-9][a-z0-9._-]{0,62}";

    private static final Logger log = LoggerFactory.getLogger(MachineTokens.class);
    private static final Duration REFUSALS_TOLD_EVERY = Duration.ofHours(1);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<TokenHash, Instant> used = new ConcurrentHashMap<>();
    private final Map<TokenHash, Instant> refused = new ConcurrentHashMap<>();
    private volatile Map<TokenHash, Token> byHash = Map.of();
    private long revision = -1;

    public MachineTokens(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
        read();
    }

    /**
     * What is known of a token.
     *
     * @param partner whose documents alone it may speak for
     * @param connection the one connection of that partner
     */
    public record Token(
            String name,
            Set<Scope> scopes,
            Optional<String> partner,
            Optional<String> connection,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> revokedAt) {}

    /** What a new token shall be. */
    public record Wanted(
            String name, Set<Scope> scopes, Optional<String> partner, Optional<String> connection, Instant expiresAt) {}

    /** Makes a token; it is shown once, by the caller. Nothing if one of that name is there and not revoked. */
    public Optional<Secret> create(Wanted wanted, String actor) {
        Secret token = BearerToken.generate(random);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int added = unit.update(
                    """
                    insert into token (name, hash, scopes, partner, connection, created_at, created_by, expires_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    wanted.name(),
                    TokenHash.of(token.reveal()).toString(),
                    words(wanted.scopes()),
                    wanted.partner().orElse(null),
                    wanted.connection().orElse(null),
                    clock.instant(),
                    actor,
                    wanted.expiresAt());
            if (added == 0) {
                return Optional.empty();
            }
            Audit.append(unit, clock, actor, "token.created", wanted.name(), described(wanted));
            unit.commit();
        }
        read();
        return Optional.of(token);
    }

    private static String described(Wanted wanted) {
        String place = wanted.connection()
                .or(wanted::partner)
                .map(bound -> " for " + bound)
                .orElse("");
        return Scope.words(EnumSet.copyOf(wanted.scopes())) + place + " until " + wanted.expiresAt();
    }

    private static String words(Set<Scope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(Scope::word).collect(Collectors.joining(","));
    }

    /** False if there is none of that name. */
    public boolean revoke(String name, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int revoked = unit.update(
                    "update token set revoked_at = ? where name = ? and revoked_at is null", clock.instant(), name);
            if (revoked == 0) {
                return false;
            }
            Audit.append(unit, clock, actor, "token.revoked", name, "");
            unit.commit();
        }
        read();
        return true;
    }

    /** All there ever were, the newest last; never the tokens themselves. */
    public List<Token> list() {
        noteUse();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("select * from token order by id", MachineTokens::token);
        }
    }

    /**
     * Whose a presented token is. One that expired or was revoked is nobody's, which the audit tells.
     *
     * @param remote from where it was presented
     */
    public Optional<Token> find(String presented, String remote) {
        if (!BearerToken.isWellFormed(presented)) {
            return Optional.empty();
        }
        // The hash of 256 random bits is the map's key: the time a look-up takes says nothing about a token.
        TokenHash hash = TokenHash.of(presented);
        Token token = byHash.get(hash);
        if (token == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (token.revokedAt().isPresent() || !now.isBefore(token.expiresAt())) {
            tellRefusal(hash, token, remote, now);
            return Optional.empty();
        }
        used.put(hash, now);
        return Optional.of(token);
    }

    /** Once an hour for each token, however often it is tried: nobody can fill the audit with it. */
    private void tellRefusal(TokenHash hash, Token token, String remote, Instant now) {
        Instant before = refused.get(hash);
        if (before != null && before.isAfter(now.minus(REFUSALS_TOLD_EVERY))) {
            return;
        }
        refused.put(hash, now);
        String why = token.revokedAt().isPresent() ? "revoked" : "expired";
        log.warn("token={} state=REFUSED it is {}; it came from {}", token.name(), why, remote);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int first = unit.update(
                    "update token set refused_at = ? where hash = ? and (refused_at is null or refused_at < ?)",
                    now,
                    hash.toString(),
                    now.minus(REFUSALS_TOLD_EVERY));
            if (first > 0) {
                Audit.append(unit, clock, remote, "token.refused", token.name(), why);
                unit.commit();
            }
        } catch (RecordFailure e) {
            refused.remove(hash, now);
        }
    }

    /** Called every second: takes what any node changed, and notes which tokens were used. */
    public void refresh() {
        try {
            noteUse();
            read();
        } catch (RecordFailure e) {
            log.debug("The record is away: {}", e.getMessage()); // the sweep says so loudly
        }
    }

    private synchronized void read() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            long latest = unit.query("""
                            select coalesce(max(number), 0) from audit
                            where action in ('token.created', 'token.revoked')""", row -> row.getLong(1)).get(0);
            if (latest == revision) {
                return;
            }
            Map<TokenHash, Token> read = new HashMap<>();
            unit.query("select * from token", row -> read.put(hash(row), token(row)));
            byHash = Map.copyOf(read);
            revision = latest;
        }
    }

    private void noteUse() {
        for (TokenHash hash : Set.copyOf(used.keySet())) {
            Instant at = used.remove(hash);
            if (at != null) {
                noteUse(hash, at);
            }
        }
    }

    private void noteUse(TokenHash hash, Instant at) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int noted = unit.update(
                    "update token set last_used_at = ? where hash = ? and (last_used_at is null or last_used_at < ?)",
                    at,
                    hash.toString(),
                    at.minus(USE_NOTED_EVERY));
            if (noted > 0) {
                unit.commit();
            }
        }
    }

    private static TokenHash hash(ResultSet row) throws SQLException {
        String text = row.getString("hash");
        return TokenHash.parse(text).orElseThrow(() -> new IllegalStateException("No hash of a token: " + text));
    }

    private static Token token(ResultSet row) throws SQLException {
        Set<Scope> scopes = Arrays.stream(row.getString("scopes").split(",", -1))
                .flatMap(word -> Scope.parse(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        return new Token(
                row.getString("name"),
                scopes,
                Optional.ofNullable(row.getString("partner")),
                Optional.ofNullable(row.getString("connection")),
                instant(row, "created_at").orElse(Instant.EPOCH),
                row.getString("created_by"),
                instant(row, "expires_at").orElse(Instant.EPOCH),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable Instant at = UnitOfWork.instant(row, column);
        return Optional.ofNullable(at);
    }
}
