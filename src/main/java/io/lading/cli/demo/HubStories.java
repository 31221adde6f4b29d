package io.lading.cli.demo;

import io.lading.cli.process.HubClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the hub's API what became of things. */
final class HubStories {
    private final HubClient hub;

    HubStories(HubClient hub) {
        this.hub = hub;
    }

    /**
     * What happened to a document or transmission.
     *
     * @param standing where it stands as a whole, in one word
     */
    record Story(
            String title,
            String subject,
            String standing,
            @Nullable Duration duration,
            List<Step> steps) {
        /** True if something is still to come soon, so that telling it now would cut it short. */
        boolean isUnderWay() {
            return standing.equals("RECEIVED") || standing.equals("ON_ITS_WAY") || standing.equals("RETRYING");
        }
    }

    /** @param at null for what is awaited */
    record Step(@Nullable Instant at, String word, String text) {}

    /** The stories of the documents that came by a transmission, and the transmission's own if there are none or more. */
    List<Story> ofTransmission(String id) throws IOException {
        List<Story> stories = new ArrayList<>();
        for (JsonNode document : list(hub.get("api/v1/documents", Map.of("transmission", id)))) {
            stories.add(story("api/v1/documents/" + text(document, "id") + "/timeline"));
        }
        Story own = story("api/v1/transmissions/" + id + "/timeline");
        if (stories.isEmpty() || !own.standing().equals("DELIVERED")) {
            stories.add(own);
        }
        return stories;
    }

    /** The story of the newest document of an order number; nothing if there is none. */
    List<Story> ofNumber(String number) throws IOException {
        List<JsonNode> documents = list(hub.get("api/v1/documents", Map.of("number", number)));
        return documents.isEmpty()
                ? List.of()
                : List.of(story("api/v1/documents/" + text(documents.get(0), "id") + "/timeline"));
    }

    /** Where a transmission stands, in one word. */
    String standing(String transmission) throws IOException {
        return story("api/v1/transmissions/" + transmission + "/timeline").standing();
    }

    private Story story(String path) throws IOException {
        JsonNode json = hub.get(path).json();
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : json.path("steps")) {
            String at = text(step, "at");
            steps.add(new Step(at.isEmpty() ? null : Instant.parse(at), text(step, "word"), text(step, "text")));
        }
        String duration = text(json, "duration");
        return new Story(
                text(json, "title"),
                text(json, "subject"),
                text(json, "standing"),
                duration.isEmpty() ? null : Duration.parse(duration),
                steps);
    }

    private static List<JsonNode> list(HubClient.Answer answer) {
        JsonNode json = answer.json();
        List<JsonNode> entries = new ArrayList<>();
        JsonNode list = json.isArray() ? json : json.path("documents");
        list.forEach(entries::add);
        return entries;
    }

    private static String text(JsonNode json, String key) {
        return json.path(key).asString("");
    }
}
