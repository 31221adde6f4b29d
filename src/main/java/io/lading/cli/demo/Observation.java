package io.lading.cli.demo;

import io.lading.cli.demo.Scenario.Expected;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps count of what was expected and what was seen at the partners' side. */
final class Observation {
    static final String DELIVERIES = "deliveries";
    static final String ACKNOWLEDGEMENTS = "acknowledgements";
    static final String REFUSALS = "refusals";
    static final String RECEIPTS = "receipts";
    static final String MATCHES = "answers matched at the hub";

    private final Players players;
    private final Map<String, Integer> expected = new LinkedHashMap<>();
    private final Map<String, Integer> observed = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<Arrival> taken = new HashSet<>();

    Observation(Players players) {
        this.players = players;
        for (String kind : List.of(DELIVERIES, ACKNOWLEDGEMENTS, REFUSALS)) {
            expected.put(kind, 0);
            observed.put(kind, 0);
        }
    }

    /** Waits for something to arrive, each arrival counting once. */
    Optional<Arrival> await(Expected wanted, Duration longest) {
        String kind = wanted.kind();
        List<String> lines = wanted.lines();
        Mailbox mailbox = players.mailbox(wanted.at());
        if (mailbox == null) {
            note(kind, false, "The scenario plays no address " + wanted.at() + ".");
            return Optional.empty();
        }
        mailbox.await(arrivals -> find(arrivals, lines).isPresent(), longest);
        Optional<Arrival> found = find(mailbox.effects(), lines);
        found.ifPresent(taken::add);
        note(
                kind,
                found.isPresent(),
                "At " + wanted.at() + " nothing arrived that is as " + wanted.source() + " says.");
        return found;
    }

    private Optional<Arrival> find(List<Arrival> arrivals, List<String> lines) {
        return arrivals.stream()
                .filter(arrival -> !taken.contains(arrival) && holds(arrival.text(), lines))
                .findFirst();
    }

    private static boolean holds(String text, List<String> lines) {
        int from = 0;
        for (String line : lines) {
            int place = text.indexOf(line, from);
            if (place < 0) {
                return false;
            }
            from = place + line.length();
        }
        return true;
    }

    /** Notes whether something that was expected was seen. */
    void note(String kind, boolean seen, String otherwise) {
        expected.merge(kind, 1, Integer::sum);
        observed.putIfAbsent(kind, 0);
        if (seen) {
            observed.merge(kind, 1, Integer::sum);
        } else {
            missing.add(otherwise);
        }
    }

    /** Notes what arrived where nothing more may arrive. */
    void nothingMore(List<String> addresses) {
        for (String address : addresses) {
            Mailbox mailbox = players.mailbox(address);
            if (mailbox != null) {
                mailbox.effects().stream()
                        .filter(arrival -> !taken.contains(arrival))
                        .forEach(arrival -> missing.add(
                                "At " + address + " something arrived that nobody expected: " + start(arrival.text())));
            }
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(200, text.length())).strip();
    }

    Map<String, Integer> expected() {
        return expected;
    }

    Map<String, Integer> observed() {
        return observed;
    }

    /** What is not as it should be, in sentences. */
    List<String> missing() {
        return List.copyOf(missing);
    }
}
