package io.lading.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "certificates",
        description = "All certificates in force, ours and partners', with the days they have left; exits 1 if one ends"
                + " within 60 days and no other takes its place.")
final class PartnerCertificatesCommand extends PartnerCommand.Verb {

    @Override
    public Integer call() {
        JsonNode answer = fine(hub.get("api/v1/partners/certificates"));
        boolean due = false;
        for (JsonNode one : answer.path("certificates")) {
            due |= one.has("level");
            if (!json) {
                out().println(line(one));
            }
        }
        if (json) {
            out().println(answer);
        } else {
            warnings(answer);
        }
        return due ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void warnings(JsonNode answer) {
        answer.path("certificates").forEach(one -> {
            if (one.has("warning")) {
                out().println();
                out().println(Words.text(one, "warning"));
            }
        });
    }

    private static String line(JsonNode one) {
        long days = one.path("daysLeft").asLong();
        String left = days < 0 ? "ended" : days + (days == 1 ? " day" : " days");
        return Words.padded(left, 10) + Words.text(one, "until").substring(0, 10) + "  "
                + Words.padded(one.path("partner").asString("this hub"), 16) + "  "
                + Words.padded(one.path("ours").asBoolean() ? "ours" : "theirs", 7)
                + Words.padded(listed(one.path("uses")), 17) + Words.text(one, "subject")
                + (one.path("followed").asBoolean() ? "  (another takes its place)" : "");
    }

    private static String listed(JsonNode words) {
        List<String> out = new ArrayList<>();
        words.forEach(word -> out.add(word.asString()));
        return String.join(", ", out);
    }
}
