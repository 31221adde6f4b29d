package io.lading.cli;

import io.lading.cli.Specimens.Specimen;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.Twins;
import java.util.List;

/**
 * What has come to whom in a simulation.
 *
 * @param partner whom the first twins play
 */
record Arrivals(String partner, Twins played, Twins others) {

    /** At a connection of the partner's or of another's, each effect once. */
    List<Arrival> at(String connection) {
        Mailbox mailbox =
                connection.startsWith(partner + "/") ? played.mailbox(connection) : others.mailbox(connection);
        return mailbox == null ? List.of() : mailbox.effects();
    }

    long count(String connection, Specimen specimen) {
        return at(connection).stream()
                .filter(arrival -> holds(arrival, specimen))
                .count();
    }

    static boolean holds(Arrival arrival, Specimen specimen) {
        String text = arrival.text();
        return specimen.numbers().stream().allMatch(text::contains);
    }
}
