package io.lading.cli.torture.mix;

import io.lading.cli.simulate.Arrival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every order that was brought, held against every order that came.
 *
 * @param faults each a sentence; none if the promise was kept
 * @param orders brought
 * @param repeats on the wire that took no effect, as they should
 */
public record Tally(List<String> faults, int orders, int repeats) {
    /** The buyer that is answered, the group of its that is, and how that went. */
    private static final Pattern ANSWER =
            Pattern.compile("GS\\*FA\\*[^*]*\\*([^*]+)\\*.*?AK1\\*PO\\*(\\d+).*?AK9\\*([A-Z])", Pattern.DOTALL);

    private static final String ACCEPTED = "A";

    /** What came, in a form that can be counted. */
    record Came(List<Arrival> orders, List<Arrival> acknowledgements, List<String> conflicts, int repeats, Path files) {
        static Came at(Receivers receivers, Path files) {
            List<String> conflicts = new ArrayList<>(receivers.orders().conflicts());
            conflicts.addAll(receivers.acknowledgements().conflicts());
            int repeats = receivers.orders().repeats().size()
                    + receivers.acknowledgements().repeats().size();
            return new Came(
                    receivers.orders().effects(), receivers.acknowledgements().effects(), conflicts, repeats, files);
        }
    }

    static Tally of(List<BuyersOrder> brought, Came came) throws IOException {
        List<String> faults = new ArrayList<>();
        compare(
                "At the ERP",
                brought,
                times(came.orders().stream().map(Arrival::body).toList()),
                faults);
        compare("In the warehouse's folder", brought, times(files(came.files())), faults);
        answered(brought, came.acknowledgements(), faults);
        came.conflicts().forEach(key -> faults.add("The key " + key + " came again with other bytes."));
        return new Tally(faults, brought.size(), came.repeats());
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    bodies.add(Files.readAllBytes(file));
                }
            }
        }
        return bodies;
    }

    private static Map<String, Integer> times(List<byte[]> orders) {
        Map<String, Integer> times = new HashMap<>();
        for (byte[] order : orders) {
            String number = JsonMapper.shared().readTree(order).path("number").asString("(without a number)");
            times.merge(number, 1, Integer::sum);
        }
        return times;
    }

    private static void compare(
            String where, List<BuyersOrder> brought, Map<String, Integer> times, List<String> faults) {
        Set<String> strange = new TreeSet<>(times.keySet());
        for (BuyersOrder order : brought) {
            strange.remove(order.name());
            int came = times.getOrDefault(order.name(), 0);
            if (came == 0) {
                faults.add(where + ": " + order.name() + " is lost.");
            } else if (came > 1) {
                faults.add(where + ": " + order.name() + " took effect " + came + " times.");
            }
        }
        strange.forEach(name -> faults.add(where + ": " + name + " came, and nobody brought it."));
    }

    /** Every group accepted at least once and nowhere refused; an unproven answer may have been given again. */
    private static void answered(List<BuyersOrder> brought, List<Arrival> answers, List<String> faults) {
        Map<String, Set<String>> status = new HashMap<>();
        for (Arrival answer : answers) {
            Matcher found = ANSWER.matcher(new String(answer.body(), StandardCharsets.US_ASCII));
            while (found.find()) {
                status.computeIfAbsent(found.group(1) + "-" + found.group(2), name -> new HashSet<>())
                        .add(found.group(3));
            }
        }
        for (BuyersOrder order : brought) {
            Set<String> said = status.getOrDefault(order.name(), Set.of());
            if (said.isEmpty()) {
                faults.add(order.name() + " was never acknowledged.");
            } else if (!said.equals(Set.of(ACCEPTED))) {
                faults.add(order.name() + " was acknowledged with " + said + "; expected A only.");
            }
        }
    }

    /** With more faults before those there are. */
    Tally after(List<String> first) {
        List<String> all = new ArrayList<>(first);
        all.addAll(faults);
        return new Tally(all, orders, repeats);
    }

    /** With what is known about what went wrong. */
    Tally explainedBy(List<String> known) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(known);
        return new Tally(all, orders, repeats);
    }
}
