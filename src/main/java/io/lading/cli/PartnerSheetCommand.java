package io.lading.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sheet",
        description = "Prints what a partner must be told of us: addresses, names, certificates, host key, documents.")
final class PartnerSheetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(paramLabel = "PARTNER", description = "The partner, as its file calls it.")
    private String partner = "";

    @Option(names = "--json", description = "The hub's answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        ApiClient.Answer answer = hub.get("api/v1/partners/" + Words.pathPart(partner) + "/sheet");
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        spec.commandLine().getOut().print(json ? answer.json() + "\n" : Words.text(answer.json(), "text"));
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }
}
