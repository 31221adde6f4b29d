package io.lading.cli;

import io.lading.schema.directory.DirectoryImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Writes the schemas of an EDIFACT directory below mappings/schemas/edifact.",
            "The jar is org.smooks.cartridges.edi:edifact-schemas:2.0.0 of Maven Central, with the directory",
            "(d93a to d21b) as classifier: mvn dependency:copy"
                    + " -Dartifact=org.smooks.cartridges.edi:edifact-schemas:2.0.0:jar:d07a"
        })
final class SchemaImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JAR", description = "The jar of one directory.")
    private Path jar;

    @Option(names = "--message", paramLabel = "TYPE", description = "Only this message; may be repeated.")
    private List<String> messages = new ArrayList<>();

    @Option(names = "--all", description = "All messages of the directory, not only those of the hub's documents.")
    private boolean all;

    @Option(
            names = "--from",
            paramLabel = "DIRECTORY",
            defaultValue = DirectoryImport.SERVICE_SEGMENTS,
            description = {
                "Write elements, segments and codes as differences to this directory (d96a, d01b),",
                "which makes them a quarter as long."
            })
    private String earlier = DirectoryImport.SERVICE_SEGMENTS;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(jar)) {
            throw new WrongUseException("There is no file " + jar + " that can be read.");
        }
        List<String> usual = all ? List.of() : List.copyOf(DirectoryImport.MESSAGES);
        Path mappings = Home.folder().resolve("mappings");
        if (!Files.exists(mappings.resolve("schemas/edifact").resolve(earlier).resolve("elements"))) {
            throw new WrongUseException("There is no directory " + earlier + " below mappings/schemas/edifact.");
        }
        Path folder = DirectoryImport.run(jar, mappings, messages.isEmpty() ? usual : messages, earlier);
        spec.commandLine().getOut().println("Written to " + folder + ".");
        return ExitCode.FINE;
    }
}
