package io.lading.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What verbs that change or show something of a running hub share. */
abstract class HubVerb implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ApiClient hub;

    @Option(names = "--json", description = "The hub's answer as one JSON object.")
    boolean json;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The answer, if it is one and no refusal. */
    static ApiClient.Answer checked(ApiClient.Answer answer) {
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        return answer;
    }

    /** What it holds, if it is no refusal. */
    static JsonNode fine(ApiClient.Answer answer) {
        return checked(answer).json();
    }

    /** Prints the answer, or what it comes to in words. */
    Integer done(ApiClient.Answer answer, String words) {
        checked(answer);
        out().println(json ? answer.json() : words);
        return ExitCode.FINE;
    }
}
