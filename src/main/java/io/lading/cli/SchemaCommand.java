package io.lading.cli;

import io.lading.schema.Schema;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "schema",
        description = "What a transaction set may hold.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {SchemaCommand.Show.class, SchemaImportCommand.class})
final class SchemaCommand implements Runnable {

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading schema show x12/004010/850");
    }

    @Command(
            name = "show",
            description = {
                "Shows a set's segments, or a segment's elements; without a name the schemas there are.",
                "With --guide it shows what holds for that partner, and marks what the guide made."
            })
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "SCHEMA",
                description = "x12/004010/850 or edifact/d96a/ORDERS; x12/004010/850/PO1 for one segment of it.")
        private @Nullable String name;

        @Option(names = "--guide", paramLabel = "FILE", description = "A partner's guide; may be repeated.")
        private List<Path> guides = new ArrayList<>();

        @Option(names = "--json", description = "One object on a line for each.")
        private boolean json;

        @Override
        public Integer call() {
            List<Schema> all = Examination.load(guides).all();
            PrintWriter out = spec.commandLine().getOut();
            if (name == null) {
                all.stream().sorted(Comparator.comparing(Examination::id)).forEach(schema -> line(out, schema));
                return ExitCode.FINE;
            }
            String wanted = name.toUpperCase(Locale.ROOT);
            SchemaText text = new SchemaText(out, json, Terminal.ofProcess());
            for (Schema schema : all) {
                String id = Examination.id(schema).toUpperCase(Locale.ROOT);
                if (wanted.equals(id)) {
                    text.segments(schema);
                    return ExitCode.FINE;
                }
                if (wanted.startsWith(id + "/")) {
                    text.elements(schema, wanted.substring(id.length() + 1));
                    return ExitCode.FINE;
                }
            }
            throw new WrongUseException("There is no schema " + name + ". `lading schema show` lists those there are.");
        }

        private void line(PrintWriter out, Schema schema) {
            String id = Examination.id(schema);
            out.println(
                    json
                            ? JsonMapper.shared().writeValueAsString(Map.of("schema", id, "label", schema.label()))
                            : Words.padded(id, 20) + "  " + schema.label());
        }
    }
}
