package io.lading.operations;

import io.lading.operations.Caller.Administrator;
import io.lading.operations.Caller.Machine;
import io.lading.partner.Door;
import io.lading.partner.LoadedCommunity;
import io.lading.security.AdministratorToken;
import io.lading.security.Scope;
import io.lading.tracking.MachineTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** Knows whose a bearer token is, and the key that opens the console as long as this process lives. Thread-safe. */
final class Callers {
    private static final Administrator ADMINISTRATOR = new Administrator("administrator");

    private final AdministratorToken administrator;
    private final ObjectProvider<LoadedCommunity> community;
    private final ObjectProvider<MachineTokens> tokens;
    private final String consoleKey;

    /** @param community asked at each request, for partner files may be reloaded */
    Callers(
            AdministratorToken administrator,
            ObjectProvider<LoadedCommunity> community,
            ObjectProvider<MachineTokens> tokens,
            SecureRandom random) {
        this.administrator = administrator;
        this.community = community;
        this.tokens = tokens;
        byte[] key = new byte[16];
        random.nextBytes(key);
        this.consoleKey = HexFormat.of().formatHex(key);
    }

    /** @param remote from where it was presented */
    Optional<Caller> byToken(String token, String remote) {
        if (administrator.matches(token)) {
            return Optional.of(ADMINISTRATOR);
        }
        return ofConnection(token).or(() -> ofMachine(token, remote));
    }

    private Optional<Caller> ofConnection(String token) {
        LoadedCommunity loaded = community.getIfAvailable();
        if (loaded == null) {
            return Optional.empty();
        }
        return loaded.current()
                .connectionByToken(token)
                .filter(connection -> connection.door().equals(Door.HTTP_IN))
                .map(connection -> new Machine(
                        connection.id(),
                        Set.of(Scope.SUBMIT),
                        Optional.of(connection.partner()),
                        Optional.of(connection.id())));
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
