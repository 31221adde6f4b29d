package io.lading.cli;

import io.lading.cli.Specimens.CannotMakeException;
import io.lading.cli.Specimens.Specimen;
import io.lading.cli.process.HubProcess;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Behaviour;
import io.lading.cli.simulate.RefusedAtDoorException;
import io.lading.cli.simulate.Twins;
import io.lading.interchange.Finding;
import io.lading.partner.AcknowledgementPolicy;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Format;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays a partner against a hub, both ways, and compares what the hub did with what it should do. */
final class Simulation {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final PlayedAgreements agreements;
    private final Community community;
    private final Twins played;
    private final Twins others;
    private final Specimens specimens;
    private final HubProcess hub;
    private final HubRecord record;
    private final Arrivals arrivals;
    private final String partner;
    private final int count;
    private final Duration pause;
    private final Consumer<String> story;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * Who plays.
     *
     * @param agreements those of the partner whom the first twins play
     * @param others what the hub delivers to and gets documents from
     */
    record Cast(PlayedAgreements agreements, Twins played, Twins others, HubProcess hub) {}

    /**
     * Makes one for any number of runs.
     *
     * @param count documents of each kind
     * @param pause between two
     */
    Simulation(Cast cast, Specimens specimens, int count, Duration pause, Consumer<String> story) {
        this.agreements = cast.agreements();
        this.community = agreements.community();
        this.played = cast.played();
        this.others = cast.others();
        this.hub = cast.hub();
        this.partner = agreements.partner();
        this.arrivals = new Arrivals(partner, cast.played(), cast.others());
        this.record = new HubRecord(cast.hub().client(), partner);
        this.specimens = specimens;
        this.count = count;
        this.pause = pause;
        this.story = story;
        for (String word : List.of("sent", "delivered", "refused", "acknowledged", "received", "answered")) {
            counts.put(word, 0);
        }
    }

    Map<String, Integer> counts() {
        return counts;
    }

    /** What should have been seen and was not, in sentences. */
    List<String> missing() {
        return missing;
    }

    /** Once through all agreements. */
    void play(Misbehaviour misbehaviour) throws IOException {
        played.behave(misbehaviour.behaviour());
        int before = moved();
        if (misbehaviour.isOfSending()) {
            for (ReceivingAgreement agreement : agreements.receiving()) {
                if (fits(misbehaviour, agreement)) {
                    send(agreement, misbehaviour);
                }
            }
        }
        if (misbehaviour.isOfAnswering()) {
            for (SendingAgreement agreement : agreements.sending()) {
                if (misbehaviour == Misbehaviour.NONE || agreement.expect().isPresent()) {
                    take(agreement, misbehaviour);
                }
            }
        }
        played.behave(Behaviour.GOOD);
        if (before == moved()) {
            missing.add(partner + " has no agreement by which it could be " + misbehaviour.word()
                    + ", or none of whose documents can be made.");
        }
    }

    private int moved() {
        return counts.getOrDefault("sent", 0) + counts.getOrDefault("received", 0);
    }

    private boolean fits(Misbehaviour misbehaviour, ReceivingAgreement agreement) {
        return switch (misbehaviour) {
            case WRONG_CERTIFICATE ->
                agreements.entry(agreement).filter(way -> way.as2().isPresent()).isPresent();
            case TRUNCATED, DUPLICATE -> agreement.format() instanceof Format.Edi;
            case NONE, LATE, REORDERED, REJECTING -> true;
        };
    }

    // ---- the partner sends ----------------------------------------------------------------------------------------

    private void send(ReceivingAgreement agreement, Misbehaviour misbehaviour) throws IOException {
        Optional<Connection> way = agreements.entry(agreement);
        List<Specimen> all = make(agreement, misbehaviour == Misbehaviour.REORDERED ? Math.max(3, count) : count);
        if (way.isEmpty() || all.isEmpty()) {
            return;
        }
        if (misbehaviour == Misbehaviour.REORDERED) {
            Collections.reverse(all);
        }
        int verdicts = verdicts().size();
        List<String> earlier = record.arrivals();
        int refused = 0;
        for (Specimen specimen : all) {
            refused += send(played, way.get(), specimen) == Sent.REFUSED ? 1 : 0;
            hub.awaitEnd(pause);
        }
        counts.merge("sent", all.size(), Integer::sum);
        if (misbehaviour.mustBeRefused()) {
            judgeRefusal(agreement, all, refused, earlier);
            return;
        }
        for (Specimen specimen : all) {
            judgeDelivery(agreement, specimen);
        }
        if (misbehaviour == Misbehaviour.DUPLICATE) {
            await(
                    () -> record.standings(earlier).stream()
                                    .filter("REPEATED"::equals)
                                    .count()
                            >= all.size(),
                    "The hub did not count what " + agreement.id() + " sent twice as repeated; it says "
                            + record.standings(earlier) + ".");
            all.forEach(specimen -> judgeOnce(agreement, specimen));
        }
        judgeAcknowledgements(agreement, all.size(), verdicts);
    }

    private List<Specimen> make(ReceivingAgreement agreement, int wanted) throws IOException {
        List<Specimen> made = new ArrayList<>();
        try {
            for (int each = 0; each < wanted; each++) {
                made.add(specimens.next(agreement));
            }
        } catch (CannotMakeException e) {
            missing.add(e.getMessage());
        }
        return made;
    }

    private enum Sent {
        TAKEN,
        REFUSED,
        FAILED
    }

    /** What is refused at the door is told; what does not get there at all is missing. */
    private Sent send(Twins twins, Connection way, Specimen specimen) {
        String what = way.id() + " sends " + specimen.letter().fileName() + ": ";
        try {
            story.accept(what + twins.send(way.id(), specimen.letter()));
            return Sent.TAKEN;
        } catch (RefusedAtDoorException e) {
            story.accept(what + e.getMessage());
            return Sent.REFUSED;
        } catch (IOException e) {
            missing.add(what + "it could not be handed over: " + e.getMessage());
            return Sent.FAILED;
        }
    }

    private void judgeDelivery(ReceivingAgreement agreement, Specimen specimen) throws IOException {
        if (community.destinations(agreement).isEmpty()) {
            story.accept(agreement.id() + " delivers to nobody, so nothing is expected of it.");
        }
        for (SendingAgreement destination : community.destinations(agreement)) {
            boolean came = await(
                    () -> arrivals.count(destination.through(), specimen) > 0,
                    specimen.letter().fileName() + " did not come to " + destination.through() + ". The hub says: "
                            + record.standings(List.of()) + ".");
            if (came) {
                counts.merge("delivered", 1, Integer::sum);
                story.accept(destination.through() + " has " + String.join(", ", specimen.numbers()) + " from "
                        + specimen.letter().fileName());
            }
        }
    }

    private void judgeOnce(ReceivingAgreement agreement, Specimen specimen) {
        for (SendingAgreement destination : community.destinations(agreement)) {
            long times = arrivals.count(destination.through(), specimen);
            if (times != 1) {
                missing.add(specimen.letter().fileName() + " came to " + destination.through() + " " + times
                        + " times; expected once.");
            }
        }
    }

    /** Refused at the door, or taken and answered so, and in no case delivered. */
    private void judgeRefusal(ReceivingAgreement agreement, List<Specimen> all, int atDoor, List<String> earlier)
            throws IOException {
        if (atDoor < all.size()) {
            boolean judged = await(
                    () -> record.standings(earlier).size() >= all.size() - atDoor
                            && record.standings(earlier).stream().noneMatch(HubRecord::isUnderWay),
                    "The hub came to no end with what " + agreement.id() + " sent: " + record.standings(earlier) + ".");
            List<String> standings = record.standings(earlier);
            story.accept("the hub says of it: " + (judged ? standings : "nothing yet"));
            if (judged && !standings.stream().allMatch(HubRecord::isRefused)) {
                missing.add("The hub should have refused what " + agreement.id() + " sent; it says " + standings + ".");
            }
        }
        for (Specimen specimen : all) {
            boolean delivered = community.destinations(agreement).stream()
                    .anyMatch(destination -> arrivals.count(destination.through(), specimen) > 0);
            if (delivered) {
                missing.add(specimen.letter().fileName() + " should have been refused and was delivered.");
            } else {
                counts.merge("refused", 1, Integer::sum);
            }
        }
    }

    private void judgeAcknowledgements(ReceivingAgreement agreement, int owed, int before) throws IOException {
        boolean due = agreement.format() instanceof Format.Edi
                && agreement.acknowledge().functional() != AcknowledgementPolicy.Functional.NONE;
        if (!due) {
            return;
        }
        boolean came = await(
                () -> verdicts().size() >= before + owed,
                agreement.id() + " is owed " + owed + " acknowledgements, and not all came.");
        List<String> verdicts = verdicts().subList(before, verdicts().size());
        verdicts.forEach(verdict -> story.accept("the hub's acknowledgement says " + Verdict.words(verdict)));
        counts.merge("acknowledged", verdicts.size(), Integer::sum);
        if (came && verdicts.stream().anyMatch(verdict -> "PR4".contains(verdict))) {
            missing.add("The hub refused what " + agreement.id() + " sent, which the simulation holds to be valid: "
                    + verdicts + ".");
        }
    }

    /** What the hub's acknowledgements to the partner have said so far. */
    private List<String> verdicts() {
        List<String> verdicts = new ArrayList<>();
        community.connections().stream()
                .filter(way -> way.partner().equals(partner) && way.direction() == Direction.OUT)
                .flatMap(way -> arrivals.at(way.id()).stream())
                .forEach(arrival -> verdicts.addAll(Verdict.all(arrival.text())));
        return verdicts;
    }

    // ---- the partner takes ----------------------------------------------------------------------------------------

    private void take(SendingAgreement agreement, Misbehaviour misbehaviour) throws IOException {
        Optional<ReceivingAgreement> source = agreements.feeding(agreement);
        if (source.isEmpty()) {
            story.accept(agreement.id() + ": nobody's agreement delivers to it, so nothing is sent by it.");
            return;
        }
        Optional<Connection> way = agreements.entry(source.get());
        Twins sender = source.get().partner().equals(partner) ? played : others;
        for (Specimen specimen : way.isEmpty() ? List.<Specimen>of() : make(source.get(), count)) {
            if (send(sender, way.get(), specimen) != Sent.TAKEN) {
                missing.add("The hub did not take " + specimen.letter().fileName() + " from "
                        + way.get().id() + ".");
                continue;
            }
            boolean came = await(
                    () -> arrivals.count(agreement.through(), specimen) > 0,
                    specimen.letter().fileName() + " did not come to " + agreement.through() + ".");
            if (came) {
                counts.merge("received", 1, Integer::sum);
                judgeReceived(agreement, specimen);
                judgeAnswered(agreement, specimen, misbehaviour);
            }
            hub.awaitEnd(pause);
        }
    }

    private void judgeReceived(SendingAgreement agreement, Specimen specimen) throws IOException {
        if (!(agreement.format() instanceof Format.Edi)) {
            return;
        }
        for (Arrival arrival : arrivals.at(agreement.through())) {
            if (Arrivals.holds(arrival, specimen)) {
                List<Finding> errors = Specimens.errors(
                        arrival.body(), agreement.guide().stream().toList());
                story.accept(agreement.through() + " has " + specimen.numbers() + ", "
                        + (errors.isEmpty() ? "valid" : errors.size() + " errors"));
                errors.stream()
                        .findFirst()
                        .ifPresent(first -> missing.add(
                                "What the hub sent by " + agreement.id() + " is not valid: " + first.sentence()));
            }
        }
    }

    private void judgeAnswered(SendingAgreement agreement, Specimen specimen, Misbehaviour misbehaviour)
            throws IOException {
        if (agreement.expect().isEmpty() || specimen.numbers().isEmpty()) {
            return;
        }
        String number = specimen.numbers().get(0);
        String word =
                switch (misbehaviour) {
                    case LATE -> "overdue";
                    case REJECTING -> "refused";
                    case NONE, DUPLICATE, TRUNCATED, WRONG_CERTIFICATE, REORDERED -> "confirmed";
                };
        boolean seen = await(
                () -> record.words(number).contains(word),
                "The hub does not say \"" + word + "\" of " + number + ", only " + record.words(number) + ".");
        if (seen && misbehaviour == Misbehaviour.LATE) {
            seen = await(
                    () -> record.words(number).contains("confirmed"),
                    "The late acknowledgement of " + number + " did not find what it answers.");
        }
        if (seen) {
            counts.merge("answered", 1, Integer::sum);
            story.accept("the hub says of " + number + ": " + word);
        }
    }

    // ---- looking --------------------------------------------------------------------------------------------------

    private interface Condition {
        boolean holds() throws IOException;
    }

    private boolean await(Condition condition, String otherwise) throws IOException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || hub.awaitEnd(LOOK_EVERY)) {
                missing.add(otherwise);
                return false;
            }
        }
        return true;
    }
}
