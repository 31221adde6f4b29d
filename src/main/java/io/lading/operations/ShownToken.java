package io.lading.operations;

import io.lading.partner.Connection;
import io.lading.partner.HttpEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A token as a request shows it: {@code Authorization: Bearer TOKEN}, or as the password of Basic authentication (RFC 7617)
 * from a client that knows nothing else, which holds only where the connection names its user.
 *
 * @param user absent for Bearer
 */
record ShownToken(String text, Optional<String> user) {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    static Optional<ShownToken> of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(new ShownToken(header.substring(BEARER.length()).strip(), Optional.empty()));
        }
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? basic(header.substring(BASIC.length()).strip())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "a token" + user.map(name -> " of " + name).orElse("");
    }

    private static Optional<ShownToken> basic(String credentials) {
        try {
            String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new ShownToken(both.substring(colon + 1), Optional.of(both.substring(0, colon))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what is no Base64 shows no token
        }
    }

    /** Whether the connection's token may be shown in this way. */
    boolean isAgreedAt(Connection connection) {
        return user.isEmpty()
                || connection.entry().flatMap(HttpEntry::basicUser).equals(user);
    }
}
