package io.lading.transport.sftp;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Login;
import io.lading.security.LoginLimit;
import io.lading.security.PasswordHash;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may sign in, by the partner files in force. Synchronous throughout: no answer is given before the check. */
final class Logins {
    private static final Logger log = LoggerFactory.getLogger(Logins.class);
    /** Each check of a password takes 19 MB. */
    private static final int CHECKS_AT_ONCE = 4;

    private final Supplier<Community> community;
    private final LoginLimit limit;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    /** So that an unknown user takes as long as a known one. */
    private final PasswordHash nobody = PasswordHash.of("nobody".toCharArray(), new SecureRandom());

    Logins(Supplier<Community> community, Clock clock) {
        this.community = community;
        this.limit = new LoginLimit(clock);
    }

    /** The mailbox a user signs in to. */
    Optional<Connection> mailbox(String user) {
        return community.get().mailbox(user);
    }

    boolean byKey(String user, PublicKey offered, ServerSession session) {
        Optional<Login> login = mailbox(user).flatMap(Connection::login);
        return login.isPresent() && login.get().keys().stream().anyMatch(key -> isSame(key, offered, session));
    }

    private static boolean isSame(String text, PublicKey offered, ServerSession session) {
        try {
            PublicKey known = PublicKeyEntry.parsePublicKeyEntry(text).resolvePublicKey(session, null, null);
            return KeyUtils.compareKeys(known, offered);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            log.warn("A key in the partner files cannot be read: {}", e.getMessage());
            return false;
        }
    }

    boolean byPassword(String user, String password, ServerSession session) {
        String address = address(session.getClientAddress());
        if (!limit.allows(user, address)) {
            log.warn("sftp user={} remote={} refused=\"too many failures; waiting\"", shown(user), address);
            return false;
        }
        Optional<PasswordHash> hash = mailbox(user).flatMap(Connection::login).flatMap(Login::password);
        checks.acquireUninterruptibly();
        boolean right;
        try {
            right = hash.orElse(nobody).matches(password.toCharArray()) && hash.isPresent();
        } finally {
            checks.release();
        }
        if (right) {
            limit.succeeded(user, address);
        } else {
            limit.failed(user, address);
            log.warn("sftp user={} remote={} refused=\"wrong user or password\"", shown(user), address);
        }
        return right;
    }

    static String address(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
    }

    private static String shown(String user) {
        return user.replaceAll("[^A-Za-z0-9._-]", "?").substring(0, Math.min(user.length(), 64));
    }
}
