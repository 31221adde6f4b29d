package io.lading.transport.soap;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Door;
import io.lading.partner.Login;
import io.lading.security.LoginLimit;
import io.lading.security.PasswordHash;
import io.lading.security.Scope;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.UsedNonces;
import io.lading.transport.soap.Refusal.Code;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the connection that a caller signs in to. One answer for whatever was wrong about it. Thread-safe. */
final class SignIn {
    private static final Logger log = LoggerFactory.getLogger(SignIn.class);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** Each check of a password takes 19 MB. */
    private static final int CHECKS_AT_ONCE = 4;

    private final Supplier<Community> community;
    private final MachineTokens tokens;
    private final UsedNonces nonces;
    private final Clock clock;
    private final LoginLimit limit;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    /** So that an unknown user takes as long as a known one. */
    private final PasswordHash nobody = PasswordHash.of("nobody".toCharArray(), random);

    private final byte[] processKey = new byte[32];
    /** Checking Argon2 for each call would take 40 ms; what passed once is known by a keyed hash of this process. */
    private final Map<String, Passed> passed = new ConcurrentHashMap<>();

    private record Passed(PasswordHash hash, byte[] mac) {}

    SignIn(Supplier<Community> community, MachineTokens tokens, UsedNonces nonces, Clock clock) {
        this.community = community;
        this.tokens = tokens;
        this.nonces = nonces;
        this.clock = clock;
        this.limit = new LoginLimit(clock);
        random.nextBytes(processKey);
    }

    /** Who calls, and how safely. */
    record Caller(String remote, boolean safe) {}

    Connection byToken(String token, Caller caller) {
        return community
                .get()
                .connectionByToken(token)
                .or(() -> tokens.find(token, caller.remote())
                        .filter(found -> found.scopes().contains(Scope.SUBMIT))
                        .flatMap(MachineTokens.Token::connection)
                        .flatMap(id -> community.get().connection(id)))
                .filter(connection -> connection.door().equals(Door.SOAP_IN))
                .orElseThrow(() -> refuse("token", caller));
    }

    Connection byUser(UserNameToken token, Caller caller) {
        if (!caller.safe()) {
            throw Refusal.of(
                    Code.NOT_SIGNED_IN,
                    "The password was sent without TLS",
                    "Call the https address of this service, and change the password: it could be read on its way.");
        }
        if (!limit.allows(token.user(), caller.remote())) {
            throw refuse("user=" + shown(token.user()) + ", waiting after failures", caller);
        }
        Optional<Connection> connection = community.get().connectionByUser(Door.SOAP_IN, token.user());
        Optional<PasswordHash> hash = connection.flatMap(Connection::login).flatMap(Login::password);
        if (!matches(token, hash)) {
            limit.failed(token.user(), caller.remote());
            throw refuse("user=" + shown(token.user()), caller);
        }
        limit.succeeded(token.user(), caller.remote());
        Connection found = connection.orElseThrow();
        useUp(token, found);
        return found;
    }

    private boolean matches(UserNameToken token, Optional<PasswordHash> hash) {
        byte[] mac = mac(token.user() + '\n' + token.password());
        Passed before = passed.get(token.user());
        if (before != null && hash.isPresent() && hash.get().equals(before.hash())) {
            if (MessageDigest.isEqual(before.mac(), mac)) {
                return true;
            }
        }
        checks.acquireUninterruptibly();
        try {
            boolean right = hash.orElse(nobody).matches(token.password().toCharArray()) && hash.isPresent();
            if (right) {
                passed.put(token.user(), new Passed(hash.get(), mac));
            }
            return right;
        } finally {
            checks.release();
        }
    }

    /** A token with a nonce is good for once; without Created nobody could say how long to remember it. */
    private void useUp(UserNameToken token, Connection connection) {
        if (token.created().isPresent()) {
            Instant created = token.created().get();
            Instant now = clock.instant();
            if (created.isBefore(now.minus(LONGEST_AGE)) || created.isAfter(now.plus(SKEW))) {
                throw Refusal.of(
                        Code.REPLAYED,
                        "The UsernameToken's Created is not of the last " + LONGEST_AGE.toMinutes() + " minutes",
                        "Make a new token for each call, and check the sender's clock; the hub's says " + now + ".");
            }
        }
        if (token.nonce().length == 0) {
            return;
        }
        if (token.created().isEmpty()) {
            throw Refusal.of(
                    Code.BAD_REQUEST, "The UsernameToken has a Nonce without Created", "Send both, or neither.");
        }
        Instant until = token.created().get().plus(LONGEST_AGE).plus(SKEW);
        if (!nonces.use(connection.id(), sha256(token.nonce()), until)) {
            throw Refusal.of(
                    Code.REPLAYED,
                    "The UsernameToken's Nonce was used before",
                    "Make a new Nonce for each call. To repeat a submission, send the same idempotencyKey and bytes.");
        }
    }

    private static RuntimeException refuse(String what, Caller caller) {
        log.warn("soap {} remote={} refused=\"wrong user, password or token\"", what, caller.remote());
        return notSignedIn();
    }

    static RuntimeException notSignedIn() {
        return Refusal.of(
                Code.NOT_SIGNED_IN,
                "Sign in first",
                "Send a WS-Security UsernameToken with the connection's user and password, or its token as HTTP header"
                        + " 'Authorization: Bearer ldg_…'. After several failures wait a minute.");
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(processKey, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }

    private static String shown(String user) {
        return user.replaceAll("[^A-Za-z0-9._-]", "?").substring(0, Math.min(user.length(), 64));
    }
}
