package io.lading.api;

import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.PartnerFiles;
import io.lading.routing.plan.PlanTrial;
import io.lading.yaml.Durations;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads what is proposed: partner files, mappings and what to try them on. Contents are in base64. */
final class ProposalBody {
    /** Partner files, mappings and samples. */
    static final long MOST_BODY = 128L << 20;

    private static final int USUAL_MOST = 10_000;
    private static final int MOST = 1_000_000;

    /** No way out of the folder they are laid out in. */
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}");

    private ProposalBody() {}

    static PlanTrial.Proposal read(JsonNode body) {
        Optional<Duration> since = Optional.ofNullable(body.path("since").asString(null))
                .map(text -> Durations.parse(text)
                        .orElseThrow(() -> Refusal.wrong("The member 'since': expected " + Durations.EXPECTED
                                + ", found " + Callers.shown(text) + ".")));
        int most = body.path("most").asInt(USUAL_MOST);
        if (most < 1 || most > MOST) {
            throw Refusal.wrong("The member 'most': expected a number from 1 to " + MOST + ".");
        }
        return new PlanTrial.Proposal(
                files(body),
                body.has("mappings") ? Optional.of(mappings(body)) : Optional.empty(),
                since,
                most,
                contents(body, "samples"),
                Optional.ofNullable(body.path("through").asString(null)));
    }

    static PartnerFiles files(JsonNode body) {
        if (!body.path("files").isObject()) {
            throw Refusal.wrong("The member 'files': expected an object of file names and their contents in base64.");
        }
        try {
            return PartnerFiles.of(contents(body, "files"));
        } catch (PartnerFiles.NotTaken e) {
            throw Refusal.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static MappingFiles mappings(JsonNode body) {
        SortedMap<String, byte[]> files = contents(body, "mappings");
        for (String path : files.keySet()) {
            if (!PATH.matcher(path).matches()) {
                throw Refusal.wrong(
                        "The file name " + Callers.shown(path)
                                + " cannot be taken: expected letters, digits, '.', '_', '-' and '/', no part beginning with a dot.");
            }
        }
        return MappingFiles.of(files);
    }

    private static SortedMap<String, byte[]> contents(JsonNode body, String member) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : body.path(member).properties()) {
            try {
                contents.put(
                        file.getKey(),
                        Base64.getDecoder().decode(file.getValue().asString("")));
            } catch (IllegalArgumentException e) {
                throw Refusal.wrong("The file " + Callers.shown(file.getKey()) + " is not in base64.");
            }
        }
        return contents;
    }
}
