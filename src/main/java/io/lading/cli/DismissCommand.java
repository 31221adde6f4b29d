package io.lading.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "dismiss",
        description = "Takes entries off the work list though nothing was done; the audit keeps the reason.")
final class DismissCommand extends HubVerb {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids that work prints.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why nothing is to be done.")
    private String reason = "";

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Instead of ids: all in this state, such as rejected; several with commas.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--partner", paramLabel = "PARTNER", description = "Only those of this sender or receiver.")
    private @Nullable String partner;

    @Override
    public Integer call() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("reason", reason);
        fill(body, "ids", ids);
        fill(body, "states", states);
        if (partner != null) {
            body.put("partner", partner);
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode results =
                fine(hub.post("api/v1/work/dismiss", "application/json", bytes)).path("results");
        boolean fine = !results.isEmpty();
        for (JsonNode result : results) {
            boolean dismissed = Words.text(result, "outcome").equals("DISMISSED");
            fine &= dismissed;
            out().println(json ? result : line(result, dismissed));
        }
        if (results.isEmpty() && !json) {
            out().println("Nothing of the work list fits.");
        }
        return fine ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private static String line(JsonNode result, boolean dismissed) {
        String what = (Words.text(result, "id") + "  " + Printable.of(Words.text(result, "what"))).strip();
        return dismissed ? "Dismissed: " + what : what + ": " + Words.text(result, "message");
    }

    private static void fill(ObjectNode body, String member, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = body.putArray(member);
            texts.forEach(list::add);
        }
    }
}
