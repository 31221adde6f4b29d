package io.lading.partner;

import io.lading.security.AllowedTarget;
import io.lading.security.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How we call a partner over HTTP, beside its address and fixed headers.
 *
 * @param signature by which each body is signed
 * @param identity our client certificate
 * @param trusted who may have issued the partner's certificate; empty for the authorities that Java trusts
 * @param allowed addresses that this connection may reach beside public ones and those of {@code delivery.allowTargets}
 */
public record HttpCall(
        Optional<Basic> basic,
        Optional<OAuth2> oauth2,
        Optional<Secret> signature,
        Optional<Identity> identity,
        List<X509Certificate> trusted,
        Timeouts timeouts,
        List<AllowedTarget> allowed) {

    public HttpCall {
        trusted = List.copyOf(trusted);
        allowed = List.copyOf(allowed);
    }

    public record Basic(String user, Secret password) {
        /** The Authorization header's value (RFC 7617). */
        public String header() {
            byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    /** Client credentials (RFC 6749 §4.4). */
    public record OAuth2(URI tokenUrl, String clientId, Secret clientSecret, Optional<String> scope) {}

    /** @param chain our certificate first */
    public record Identity(List<X509Certificate> chain, PrivateKey key) {
        public Identity {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return chain.get(0).getSubjectX500Principal().getName();
        }
    }

    /** What is absent comes from {@code delivery.*}. */
    public record Timeouts(Optional<Duration> connect, Optional<Duration> response, Optional<Duration> total) {}
}
