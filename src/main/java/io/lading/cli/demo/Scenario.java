package io.lading.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a demo plays, as {@code scenario.yaml} of its folder tells it.
 *
 * @param folders variables of the partner files and the folders, below the hub's data, that they stand for
 * @param nothingMore addresses where nothing may arrive beyond what steps expect
 */
record Scenario(
        Path folder,
        String name,
        String title,
        List<Role> roles,
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
     * @param acknowledges the 997 it posts back for each thing it takes, with places for numbers; null for none
     */
    record Role(
            String partner,
            String url,
            String token,
            List<String> takes,
            String answers,
            @Nullable Path acknowledges) {}

    /**
     * One thing that happens.
     *
     * @param tell what it is, for people
     * @param file what is posted, or dropped into a folder
     * @param by who posts; empty if it is dropped
     * @param into the variable of the folder it is dropped into; empty if it is posted
     * @param number the order by which something dropped is found again
     * @param refused the standing that the hub must give it; empty if it is to be taken
     */
    record Step(
            String tell, Path file, String by, String into, String number, String refused, List<Expected> expected) {}

    /**
     * Something that must arrive.
     *
     * @param at {@code partner/address}
     * @param file lines that must stand in it, in this order
     */
    record Expected(String at, Path file) {
        /** True for the EDI answers among the things that arrive. */
        boolean acknowledgement() {
            return file.toString().endsWith(".997") || file.toString().endsWith(".contrl");
        }
    }

    Path partners() {
        return folder.resolve("partners");
    }
}
