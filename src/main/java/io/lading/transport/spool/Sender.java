package io.lading.transport.spool;

import java.util.Optional;

/**
 * Who sends a body, as far as its header tells.
 *
 * @param partner whose name it gives; without one it is anybody
 * @param known true if the partner was let in from this address before
 */
public record Sender(Optional<String> partner, String address, boolean known) {
    public static Sender anybody(String address) {
        return new Sender(Optional.empty(), address, false);
    }
}
