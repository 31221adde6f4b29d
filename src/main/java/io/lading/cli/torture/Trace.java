package io.lading.cli.torture;

import io.lading.cli.bench.Delivered;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.RecordReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the files went whose orders are missing: what the sender was told, and what the record says. */
record Trace(List<Sample> samples, Sender sender, RecordReader record) {

    List<String> of(Site site) throws SQLException {
        Delivered delivered = new Delivered();
        site.orders().effects().forEach(arrival -> delivered.add(arrival.body()));
        Set<String> came = delivered.numbers();
        List<String> lines = new ArrayList<>();
        for (Sample sample : samples) {
            if (!came.containsAll(sample.orders())) {
                lines.add(where(sample));
            }
        }
        lines.add(sender.stillSending() + " senders had not come to their end.");
        record.states().forEach(state -> lines.add("In the record: " + state));
        return lines;
    }

    private String where(Sample sample) throws SQLException {
        Set<String> receipts = sender.receipts(sample.name());
        if (receipts.isEmpty()) {
            String refusal = sender.refusal(sample.name());
            return sample.name()
                    + (refusal.isEmpty() ? " was never received." : " was refused by what answered there: " + refusal);
        }
        List<String> standings = new ArrayList<>();
        for (String receipt : receipts) {
            standings.add(record.standing(receipt));
        }
        return sample.name() + " was received as " + String.join("; and as ", standings);
    }
}
