package io.lading.cli.torture;

import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.Manifest;
import io.lading.cli.simulate.Arrival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what went in against what came out.
 *
 * @param faults each a sentence; none if the promise was kept
 * @param repeats on the wire that took no effect, as they should
 */
public record Judgement(List<String> faults, int repeats, int acknowledgements) {
    /** AK1 with the acknowledged group's number, up to the AK9 that says how it went. */
    private static final Pattern ANSWER = Pattern.compile("AK1\\*PO\\*(\\d+).*?AK9\\*([A-Z])", Pattern.DOTALL);

    /** UCI with the answered interchange's reference, and 7 if all of it was accepted. */
    private static final Pattern EDIFACT_ANSWER = Pattern.compile("UCI\\+(\\d+)\\+[^+']*\\+[^+']*\\+(\\d)");

    private static final String ACCEPTED = "A";
    private static final String INTERCHANGE_ACCEPTED = "7";

    /** @param start the first order's control number; those that follow count up */
    static Judgement of(Site site, Manifest manifest, long start) throws IOException {
        List<String> faults = new ArrayList<>();
        judgeOrders(site, manifest, faults);
        judgeFiles(site, manifest, faults);
        int answers = judgeAcknowledgements(site.acknowledgements().effects(), start, manifest.orders(), faults);
        for (String key : site.orders().conflicts()) {
            faults.add("The key " + key + " came again with other bytes.");
        }
        for (String key : site.acknowledgements().conflicts()) {
            faults.add("The acknowledgement's key " + key + " came again with other bytes.");
        }
        int repeats = site.orders().repeats().size()
                + site.acknowledgements().repeats().size();
        return new Judgement(faults, repeats, answers);
    }

    /** With where the missing went, if something is missing. */
    Judgement explainedBy(Trace trace, Site site) throws SQLException {
        return faults.isEmpty() ? this : withFaults(trace.of(site));
    }

    /** With more faults after those there are. */
    Judgement withFaults(List<String> more) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(more);
        return new Judgement(all, repeats, acknowledgements);
    }

    private static void judgeOrders(Site site, Manifest manifest, List<String> faults) {
        Delivered delivered = new Delivered();
        site.orders().effects().forEach(arrival -> delivered.add(arrival.body()));
        String difference = delivered.difference(manifest);
        if (!difference.isEmpty()) {
            faults.add("At the ERP: " + difference);
        }
    }

    private static void judgeFiles(Site site, Manifest manifest, List<String> faults) throws IOException {
        Delivered delivered = new Delivered();
        for (String name : site.warehouse().names()) {
            delivered.add(site.warehouse().read(name));
        }
        String difference = delivered.difference(manifest);
        if (!difference.isEmpty()) {
            faults.add("In the warehouse's folder: " + difference);
        }
    }

    /** Every group accepted at least once and nowhere refused; an unproven answer may have been given again. */
    private static int judgeAcknowledgements(List<Arrival> arrivals, long start, long orders, List<String> faults) {
        Map<Long, TreeSet<String>> statusByGroup = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            String text = new String(arrival.body(), StandardCharsets.US_ASCII);
            collect(ANSWER.matcher(text), ACCEPTED, statusByGroup);
            collect(EDIFACT_ANSWER.matcher(text), INTERCHANGE_ACCEPTED, statusByGroup);
        }
        for (long group = start; group < start + orders; group++) {
            TreeSet<String> status = statusByGroup.get(group);
            if (status == null) {
                faults.add("Group " + group + " was never acknowledged.");
            } else if (status.size() != 1 || !status.contains(ACCEPTED)) {
                faults.add("Group " + group + " was acknowledged with " + status + "; expected A only.");
            }
        }
        return arrivals.size();
    }

    private static void collect(Matcher answers, String accepted, Map<Long, TreeSet<String>> statusByGroup) {
        while (answers.find()) {
            String status = answers.group(2);
            statusByGroup
                    .computeIfAbsent(Long.parseLong(answers.group(1)), group -> new TreeSet<>())
                    .add(status.equals(accepted) ? ACCEPTED : status);
        }
    }
}
