package io.lading.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Prints Lading's version and Java's.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object instead of words.")
    private boolean json;

    @Override
    public Integer call() {
        String version = Lading.class.getPackage().getImplementationVersion();
        String ours = version == null ? "unpackaged" : version;
        String java = Runtime.version().toString();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println("{\"version\":\"" + ours + "\",\"java\":\"" + java + "\"}");
        } else {
            out.println("Lading " + ours + " on Java " + java);
        }
        return ExitCode.FINE;
    }
}
