package io.lading.cli.simulate;

import java.util.Map;

/**
 * What a partner holds: its tokens, its password wherever it signs in, and its AS2 identity.
 *
 * @param token for every connection that has none of its own
 * @param tokens by {@code partner/connection}
 */
record Credentials(String token, Map<String, String> tokens, String password, KeyPairFile identity) {
    String token(String connection) {
        return tokens.getOrDefault(connection, token);
    }

    @Override
    public String toString() {
        return identity.name(); // never the others
    }
}
