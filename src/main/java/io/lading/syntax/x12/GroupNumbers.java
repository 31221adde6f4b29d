package io.lading.syntax.x12;

import io.lading.interchange.GroupHeader;
import io.lading.syntax.ControlNumbers;
import java.util.HashMap;
import java.util.Map;

/** Remembers which group control numbers an interchange has used: GS06 is unique per functional identifier, sender and receiver. */
final class GroupNumbers {
    private static final int MOST_REMEMBERED = 10_000;

    private record Key(String functionalId, String sender, String receiver) {}

    private final Map<Key, ControlNumbers> used = new HashMap<>();

    /** @return false if the number was there before */
    boolean add(GroupHeader group) {
        Key key = new Key(group.functionalId(), group.sender(), group.receiver());
        ControlNumbers numbers = used.get(key);
        if (numbers == null && used.size() < MOST_REMEMBERED) {
            numbers = new ControlNumbers();
            used.put(key, numbers);
        }
        return numbers == null || numbers.add(group.controlNumber());
    }

    void clear() {
        used.clear();
    }
}
