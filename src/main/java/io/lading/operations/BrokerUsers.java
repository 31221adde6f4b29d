package io.lading.operations;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Login;
import io.lading.security.BearerToken;
import io.lading.security.LoginLimit;
import io.lading.security.PasswordHash;
import io.lading.security.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what at the embedded broker: the hub itself everything; a partner's user, by the partner files in force, may
 * send to its partner's inbound queues and read its outbound ones. Thread-safe.
 */
final class BrokerUsers implements ActiveMQSecurityManager5 {
    private static final Logger log = LoggerFactory.getLogger(BrokerUsers.class);
    /** Each check of a password takes 19 MB. */
    private static final int CHECKS_AT_ONCE = 4;

    private static final int MOST_KNOWN = 1_000;
    private static final String HUB = "lading hub";

    private final Secret own = BearerToken.generate(new SecureRandom());
    private final byte[] memoKey = SecureRandom.getSeed(32);
    private final LoginLimit limit;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final PasswordHash nobody = PasswordHash.of("nobody".toCharArray(), new SecureRandom());
    /** Passwords that were right: the broker asks again every few seconds, and each answer would cost 30 ms. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private volatile Supplier<Community> community = () -> {
        throw new IllegalStateException("The partner files are not read yet.");
    };
    private volatile boolean open;

    BrokerUsers(Clock clock) {
        this.limit = new LoginLimit(clock);
    }

    /** The hub's own name at its broker. */
    String user() {
        return HUB;
    }

    /** Made anew by each process and known to nobody else. */
    String password() {
        return own.reveal();
    }

    /** From now on partners may sign in. */
    void admit(Supplier<Community> partners) {
        community = partners;
        open = true;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (user == null || password == null) {
            return null;
        }
        boolean right = user.equals(HUB)
                ? MessageDigest.isEqual(bytes(password), bytes(own.reveal()))
                : open && isPartner(user, password, address(connection));
        return right ? subject(user) : null;
    }

    private boolean isPartner(String user, String password, String address) {
        if (!limit.allows(user, address)) {
            log.warn("queue user={} remote={} refused=\"too many failures; waiting\"", shown(user), address);
            return false;
        }
        Optional<PasswordHash> hash =
                community.get().queueUser(user).flatMap(Connection::login).flatMap(Login::password);
        boolean right = hash.isPresent() && digest(hash.get(), password).equals(known.get(user));
        if (!right) {
            right = check(hash, password);
        }
        if (!right) {
            limit.failed(user, address);
            known.remove(user);
            log.warn("queue user={} remote={} refused=\"wrong user or password\"", shown(user), address);
            return false;
        }
        limit.succeeded(user, address);
        if (known.size() < MOST_KNOWN) {
            known.put(user, digest(hash.orElse(nobody), password));
        }
        return true;
    }

    /** An unknown user takes as long as a known one. */
    private boolean check(Optional<PasswordHash> hash, String password) {
        checks.acquireUninterruptibly();
        try {
            return hash.orElse(nobody).matches(password.toCharArray()) && hash.isPresent();
        } finally {
            checks.release();
        }
    }

    private String digest(PasswordHash hash, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(memoKey, "HmacSHA256"));
            mac.update(bytes(hash.text()));
            return java.util.HexFormat.of().formatHex(mac.doFinal(bytes(password)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks HmacSHA256.", e);
        }
    }

    /** Answers by the partner files of this moment, so that a user who was removed can do nothing more. */
    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        String user = name(subject);
        if (user.equals(HUB)) {
            return true;
        }
        Optional<Connection> login = open ? community.get().queueUser(user) : Optional.empty();
        return login.isPresent()
                && community.get().connections().stream()
                        .anyMatch(connection ->
                                connection.partner().equals(login.get().partner())
                                        && allows(connection, check, address));
    }

    /** @param address the address, or address::queue, where the queue of an address bears its name */
    private static boolean allows(Connection connection, CheckType check, String address) {
        String own = connection.setting("address").orElse("");
        if (own.isEmpty() || !(address.equals(own) || address.equals(own + "::" + own))) {
            return false;
        }
        if (check == CheckType.CREATE_ADDRESS || check == CheckType.CREATE_DURABLE_QUEUE) {
            return true; // the client makes its own queue if it comes before the hub's listener
        }
        return connection.direction() == Direction.IN
                ? check == CheckType.SEND
                : check == CheckType.CONSUME || check == CheckType.BROWSE;
    }

    private static Subject subject(String user) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    private static String name(@Nullable Subject subject) {
        return subject == null
                ? ""
                : subject.getPrincipals(UserPrincipal.class).stream()
                        .map(UserPrincipal::getName)
                        .findFirst()
                        .orElse("");
    }

    /** Without the port, which is another at each try. */
    private static String address(@Nullable RemotingConnection connection) {
        String remote = connection == null ? "" : String.valueOf(connection.getRemoteAddress());
        int colon = remote.lastIndexOf(':');
        return colon < 0 ? remote : remote.substring(0, colon);
    }

    private static String shown(String user) {
        return user.replaceAll("[^A-Za-z0-9._-]", "?").substring(0, Math.min(user.length(), 64));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return authenticate(user, password, null, null) != null;
    }

    /** Only asked of managers of older kinds. */
    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return user.equals(HUB) && validateUser(user, password);
    }
}
