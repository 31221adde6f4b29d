package io.lading.cli.demo;

import io.lading.cli.demo.HubStories.Story;
import io.lading.cli.demo.Scenario.Expected;
import io.lading.cli.demo.Scenario.Step;
import io.lading.cli.process.HubClient;
import io.lading.cli.process.HubProcess;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Letter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plays a scenario against a running hub and tells what happens. */
final class Demo {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Scenario scenario;
    private final Players players;
    private final HubProcess hub;
    private final HubStories stories;
    private final Path data;
    private final StoryPrinter printer;
    private final Observation observation;

    Demo(Scenario scenario, Players players, HubProcess hub, Path data, StoryPrinter printer) {
        this.scenario = scenario;
        this.players = players;
        this.hub = hub;
        this.stories = new HubStories(hub.client());
        this.data = data;
        this.printer = printer;
        this.observation = new Observation(players);
    }

    /** Plays all steps; what was seen and what not is in the answer. */
    Observation play() throws IOException {
        int number = 0;
        for (Step step : scenario.steps()) {
            number++;
            printer.chapter(number, step.tell());
            play(step);
        }
        observation.nothingMore(scenario.nothingMore());
        return observation;
    }

    private void play(Step step) throws IOException {
        int answeredBefore = players.acknowledged().size();
        String transmission = begin(step);
        List<Arrival> answers = new ArrayList<>();
        boolean owesAnswers = false;
        for (Expected expected : step.expected()) {
            Optional<Arrival> arrival = observation.await(expected, LONGEST_STEP);
            if (expected.kind().equals(Observation.ACKNOWLEDGEMENTS)) {
                arrival.ifPresent(answers::add);
            }
            owesAnswers |= acknowledges(expected.at());
        }
        if (owesAnswers) {
            observeAnswer(answeredBefore);
        }
        List<Story> told = settled(step, transmission);
        if (step.answered()) {
            observation.note(
                    Observation.MATCHES,
                    told.stream().anyMatch(Demo::isConfirmed),
                    "The partner's acknowledgement of " + step.number() + " did not find what it answers.");
        }
        told.forEach(printer::story);
        if (!step.refused().isEmpty()) {
            boolean refused = told.stream().anyMatch(story -> story.standing().equals(step.refused()));
            observation.note(
                    Observation.REFUSALS,
                    refused,
                    "The hub should have said " + step.refused() + " about " + step.file() + ", but said "
                            + told.stream().map(Story::standing).toList() + ".");
        }
        for (Arrival answer : answers) {
            printer.acknowledgement(partner(answer), answer.body());
        }
    }

    private String begin(Step step) throws IOException {
        if (step.by().isEmpty()) {
            return drop(step);
        }
        return step.by().contains("/") ? send(step) : post(step);
    }

    /** A twin sends as its partner would; found again by the order's number. */
    private String send(Step step) throws IOException {
        byte[] bytes = Files.readAllBytes(step.file());
        String name = step.file().getFileName().toString();
        String key = name + "-" + UUID.randomUUID();
        try {
            String words = players.send(step.by(), new Letter(bytes, name, "application/octet-stream", key));
            printer.line("   " + name + ", " + bytes.length + " bytes by " + step.by() + ": " + words);
        } catch (IOException e) {
            observation.note(
                    Observation.DELIVERIES, false, "The hub did not take " + step.file() + ": " + e.getMessage());
        }
        return "";
    }

    private String post(Step step) throws IOException {
        byte[] bytes = Files.readAllBytes(step.file());
        HubClient.Answer answer = players.client(step.by())
                .post(
                        "api/v1/interchanges",
                        "application/edi-x12",
                        bytes,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        if (!answer.fine()) {
            observation.note(
                    Observation.DELIVERIES, false, "The hub did not take " + step.file() + ": " + answer.text());
            return "";
        }
        String transmission = answer.json().path("transmission").asString("");
        printer.line("   " + scenario.folder().relativize(step.file()) + ", " + bytes.length + " bytes: HTTP "
                + answer.status() + ", receipt " + transmission);
        return transmission;
    }

    /** Written beside and renamed, as a careful ERP does; the watched folder takes complete files only. */
    private String drop(Step step) throws IOException {
        Path folder = data.resolve(scenario.folders().getOrDefault(step.into(), step.into()));
        Files.createDirectories(folder);
        Path draft = folder.resolve("." + step.file().getFileName() + ".part");
        Files.copy(step.file(), draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, folder.resolve(step.file().getFileName()), StandardCopyOption.ATOMIC_MOVE);
        printer.line("   " + scenario.folder().relativize(step.file()) + " dropped into " + folder);
        return "";
    }

    private boolean acknowledges(String address) {
        String partner = address.substring(0, address.indexOf('/'));
        return scenario.roles().stream().anyMatch(role -> role.partner().equals(partner) && role.acknowledges());
    }

    /** The partner's 997 must not only arrive at the hub but find what it answers there. */
    private void observeAnswer(int before) throws IOException {
        long deadline = System.nanoTime() + LONGEST_STEP.toNanos();
        String standing = "";
        while (!standing.equals("MATCHED") && System.nanoTime() < deadline && !hub.awaitEnd(LOOK_EVERY)) {
            List<String> receipts = players.acknowledged();
            standing = receipts.size() > before ? stories.standing(receipts.get(before)) : "";
        }
        observation.note(
                Observation.ACKNOWLEDGEMENTS,
                standing.equals("MATCHED"),
                "The partner's 997 did not find what it answers; it stands as \"" + standing + "\".");
    }

    /** The stories once nothing of them is under way any more. */
    private List<Story> settled(Step step, String transmission) throws IOException {
        List<Story> told = tell(step, transmission);
        long deadline = System.nanoTime() + LONGEST_STEP.toNanos();
        while ((told.isEmpty()
                        || told.stream().anyMatch(Story::isUnderWay)
                        || (step.answered() && told.stream().noneMatch(Demo::isConfirmed)))
                && System.nanoTime() < deadline
                && !hub.awaitEnd(LOOK_EVERY)) {
            told = tell(step, transmission);
        }
        return told;
    }

    /** As stories call it when a partner's acknowledgement has accepted what we sent. */
    private static boolean isConfirmed(Story story) {
        return story.steps().stream().anyMatch(step -> step.word().equals("confirmed"));
    }

    private List<Story> tell(Step step, String transmission) throws IOException {
        if (!transmission.isEmpty()) {
            return stories.ofTransmission(transmission);
        }
        return step.number().isEmpty() ? List.of() : stories.ofNumber(step.number());
    }

    private static String partner(Arrival arrival) {
        return arrival.path().substring(1, arrival.path().indexOf('/', 1));
    }
}
