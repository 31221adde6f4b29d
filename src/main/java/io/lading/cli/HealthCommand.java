package io.lading.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "health", description = "Asks the hub whether all its parts are well.")
final class HealthCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Option(names = "--json", description = "The hub's own answer instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        ApiClient.Answer answer = hub.get("api/v1/health");
        if (!answer.isFine()) {
            return plain(hub.get("health/ready"));
        }
        boolean ready = answer.json().path("ready").asBoolean(false);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body());
        } else {
            answer.json().path("parts").forEach(part -> {
                String why = part.path("why").asString("");
                out.println(part.path("name").asString() + "  "
                        + part.path("state").asString() + (why.isEmpty() ? "" : "\n    " + why));
            });
            out.println("ready  " + (ready ? "yes" : "no"));
        }
        return ready ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    /** What a hub tells everybody, for one that cannot look at tokens at this moment. */
    private int plain(ApiClient.Answer answer) {
        answer.json().properties().forEach(part -> spec.commandLine()
                .getOut()
                .println(part.getKey() + "  " + part.getValue().asString()));
        return answer.isFine() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
