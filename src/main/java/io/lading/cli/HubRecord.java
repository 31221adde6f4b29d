package io.lading.cli;

import io.lading.cli.process.HubClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a hub's record says of a partner's documents.
 *
 * @param partner whose transmissions are asked for
 */
record HubRecord(HubClient hub, String partner) {

    /** What the stories of a number's documents say, in their words: confirmed, refused, overdue. */
    List<String> words(String number) throws IOException {
        List<String> words = new ArrayList<>();
        for (JsonNode document :
                hub.get("api/v1/documents", Map.of("number", number)).json().path("documents")) {
            String path = "api/v1/documents/" + Words.text(document, "id") + "/timeline";
            hub.get(path).json().path("steps").forEach(step -> words.add(Words.text(step, "word")));
        }
        return words.stream().distinct().toList();
    }

    /** Where the transmissions from the partner stand that were not there earlier. */
    List<String> standings(List<String> earlier) throws IOException {
        List<String> standings = new ArrayList<>();
        for (JsonNode each : transmissions()) {
            if (!earlier.contains(Words.text(each, "id"))) {
                standings.add(Words.text(each, "standing"));
            }
        }
        return standings;
    }

    /** The ids of the transmissions from the partner. */
    List<String> arrivals() throws IOException {
        return transmissions().valueStream().map(each -> Words.text(each, "id")).toList();
    }

    /** True if more is to come soon. */
    static boolean isUnderWay(String standing) {
        return List.of("RECEIVED", "ON_ITS_WAY", "RETRYING").contains(standing);
    }

    /** True if it was not accepted, whatever the reason. */
    static boolean isRefused(String standing) {
        return List.of("REJECTED", "PARTLY_REJECTED", "UNRECOGNISED", "HELD", "QUARANTINED")
                .contains(standing);
    }

    private JsonNode transmissions() throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("partner", partner);
        query.put("direction", "in");
        query.put("limit", "200");
        return hub.get("api/v1/transmissions", query).json().path("transmissions");
    }
}
