package io.lading.cli.simulate;

import java.nio.charset.StandardCharsets;

/**
 * What arrived at a partner's.
 *
 * @param key the Idempotency-Key; empty if there was none
 * @param repeat true if the same key came before: it took no effect
 * @param nanos when, by {@link System#nanoTime}
 */
public record Arrival(String path, String key, String contentType, byte[] body, boolean repeat, long nanos) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
