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
        ApiClient.Answer answer = hub.get("health/ready");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body());
        } else {
            answer.json()
                    .properties()
                    .forEach(part ->
                            out.println(part.getKey() + "  " + part.getValue().asString()));
        }
        return answer.isFine() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
