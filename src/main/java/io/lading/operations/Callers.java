package io.lading.operations;

import io.lading.operations.Caller.Administrator;
import io.lading.operations.Caller.Submitter;
import io.lading.partner.Door;
import io.lading.partner.LoadedCommunity;
import io.lading.security.AdministratorToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** Knows whose a bearer token is, and the key that opens the console as long as this process lives. Thread-safe. */
final class Callers {
    private static final Administrator ADMINISTRATOR = new Administrator("administrator");

    private final AdministratorToken administrator;
    private final ObjectProvider<LoadedCommunity> community;
    private final String consoleKey;

    /** @param community asked at each request, for partner files may be reloaded */
    Callers(AdministratorToken administrator, ObjectProvider<LoadedCommunity> community, SecureRandom random) {
        this.administrator = administrator;
        this.community = community;
        byte[] key = new byte[16];
        random.nextBytes(key);
        this.consoleKey = HexFormat.of().formatHex(key);
    }

    Optional<Caller> byToken(String token) {
        if (administrator.matches(token)) {
            return Optional.of(ADMINISTRATOR);
        }
        LoadedCommunity loaded = community.getIfAvailable();
        if (loaded == null) {
            return Optional.empty();
        }
        return loaded.current()
                .connectionByToken(token)
                .filter(connection -> connection.door().equals(Door.HTTP_IN))
                .map(connection -> new Submitter(connection.partner(), connection.id()));
    }

    Optional<Caller> byConsoleKey(String key) {
        boolean same = MessageDigest.isEqual(
                key.getBytes(StandardCharsets.UTF_8), consoleKey.getBytes(StandardCharsets.UTF_8));
        return same ? Optional.of(ADMINISTRATOR) : Optional.empty();
    }

    /** What follows the console's address in the link that opens it. */
    String consoleQuery() {
        return "?key=" + consoleKey;
    }
}
