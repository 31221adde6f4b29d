package io.lading.routing.process;

import io.lading.tracking.Counters;
import java.util.HashMap;
import java.util.Map;

/** The control numbers a batch has taken, handed out one after another. */
final class ControlNumbers {
    private final Map<String, Long> next;

    ControlNumbers(Map<String, Long> first) {
        this.next = new HashMap<>(first);
    }

    long next(String counter) {
        Long number = next.get(counter);
        if (number == null) {
            throw new IllegalStateException("No number was taken from the counter " + counter);
        }
        next.put(counter, Counters.after(number, 1));
        return number;
    }
}
