package io.lading.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** From which addresses partners proved themselves; forgets who was not seen for longest. Thread-safe. */
final class KnownAddresses {
    private static final int MOST_KEPT = 20_000;

    private record Met(String partner, String address) {}

    private final Map<Met, Boolean> met = new Kept<>();
    private final Map<String, String> last = new Kept<>();

    private static final class Kept<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Kept() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST_KEPT;
        }
    }

    synchronized void met(String partner, String address) {
        met.put(new Met(partner, address), true);
        last.put(address, partner);
    }

    synchronized boolean isKnown(String partner, String address) {
        return met.get(new Met(partner, address)) != null;
    }

    synchronized Optional<String> partnerAt(String address) {
        return Optional.ofNullable(last.get(address));
    }
}
