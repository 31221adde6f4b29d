package io.lading.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a demo plays, as {@code scenario.yaml} of its folder tells it.
 *
 * @param twins partners that are played on all their connections, as their files describe them
 * @param folders variables of the partner files and the folders, below the hub's data, that they stand for
 * @param nothingMore addresses where nothing may arrive beyond what steps expect
 */
record Scenario(
        Path folder,
        String name,
        String title,
        List<Role> roles,
        List<String> twins,
        Map<String, String> folders,
        List<Step> steps,
        List<String> nothingMore) {

    /**
     * A partner's system.
     *
     * @param url the variable that holds its web address
     * @param token the variable that holds the hash of its token; empty if it never posts
     * @param takes its addresses
     * @param answers what it answers; {@code {count}} stands for how many it took
     * @param acknowledges whether it posts back a 997 or CONTRL for each thing it takes
     */
    record Role(String partner, String url, String token, List<String> takes, String answers, boolean acknowledges) {}

    /**
     * One thing that happens.
     *
     * @param tell what it is, for people
     * @param file what is posted, or dropped into a folder
     * @param by who posts; or the connection, partner/name, by which a twin sends; empty if it is dropped
     * @param into the variable of the folder it is dropped into; empty if it is posted
     * @param number the order by which something dropped is found again
     * @param answered the partner's acknowledgement must have found what it answers
     * @param refused the standing that the hub must give it; empty if it is to be taken
     */
    record Step(
            String tell,
            Path file,
            String by,
            String into,
            String number,
            String refused,
            boolean answered,
            List<Expected> expected) {}

    /**
     * Something that must arrive.
     *
     * @param at {@code partner/address}
     * @param lines that must stand in it, in this order
     * @param source where they are written
     */
    record Expected(String at, List<String> lines, String source) {
        /** Whether it is the EDI answer or the transport's receipt among the things that arrive. */
        String kind() {
            if (at.endsWith("/receipts")) {
                return Observation.RECEIPTS;
            }
            boolean acknowledgement = source.endsWith(".997")
                    || source.endsWith(".contrl")
                    || lines.stream().anyMatch(line -> line.startsWith("ST*997") || line.contains("CONTRL"));
            return acknowledgement ? Observation.ACKNOWLEDGEMENTS : Observation.DELIVERIES;
        }
    }

    Path partners() {
        return folder.resolve("partners");
    }
}
