package io.lading.cli;

import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
        subcommands = SchemaCommand.Show.class)
final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading schema show x12/004010/850");
    }

    @Command(
            name = "show",
            description = "Shows a set's segments, or a segment's elements; without a name all there are.")
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "SCHEMA",
                description = "x12/004010/850, or x12/004010/850/PO1 for one segment of it.")
        private @Nullable String name;

        @Option(names = "--json", description = "One object on a line for each.")
        private boolean json;

        private final Terminal terminal = Terminal.ofProcess();

        @Override
        public Integer call() {
            List<Schema> all = Examination.load().schemas().all();
            if (name == null) {
                all.stream().sorted(Comparator.comparing(SchemaCommand::id)).forEach(this::line);
                return ExitCode.FINE;
            }
            for (Schema schema : all) {
                String id = id(schema);
                if (name.equalsIgnoreCase(id)) {
                    segments(schema);
                    return ExitCode.FINE;
                }
                if (name.toUpperCase(Locale.ROOT).startsWith(id.toUpperCase(Locale.ROOT) + "/")) {
                    return elements(schema, name.substring(id.length() + 1).toUpperCase(Locale.ROOT));
                }
            }
            throw new WrongUseException("There is no schema " + name + ". `lading schema show` lists those there are.");
        }

        private void line(Schema schema) {
            print(
                    Map.of("schema", id(schema), "label", schema.label(), "version", schema.version()),
                    Words.padded(id(schema), 18) + "  " + schema.label());
        }

        private void segments(Schema schema) {
            if (!json) {
                out().println(terminal.bold(id(schema)) + "  " + schema.label());
            }
            for (int i = 0; i < schema.nodeCount(); i++) {
                SegmentNode node = schema.node(i);
                int depth = depth(schema, node);
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("segment", node.name());
                object.put("label", node.layout().label());
                object.put("mandatory", node.mandatory());
                object.put("most", node.most());
                object.put("depth", depth);
                object.put("loop", node.loop());
                print(
                        object,
                        "  ".repeat(depth + 1) + terminal.bold(Words.padded(node.name(), 4)) + " "
                                + (node.mandatory() ? "M" : terminal.dim("O")) + " " + Words.padded(most(node), 8)
                                + node.layout().label() + (node.loop() ? terminal.dim("  starts a loop") : ""));
            }
        }

        private static String most(SegmentNode node) {
            return node.most() >= 99_999 ? ">1" : "×" + node.most();
        }

        private static int depth(Schema schema, SegmentNode node) {
            int depth = node.loop() ? 1 : 0;
            int parent = node.parent();
            while (parent >= 0) {
                depth++;
                parent = schema.node(parent).parent();
            }
            return node.loop() ? depth - 1 : depth;
        }

        private int elements(Schema schema, String tag) {
            LayoutRule layout = schema.layout(tag);
            if (layout == null) {
                throw new WrongUseException(id(schema) + " has no segment " + tag + ".");
            }
            if (!json) {
                out().println(terminal.bold(tag) + "  " + layout.label());
            }
            for (int place = 1; place <= layout.size(); place++) {
                ElementRule rule = layout.element(place);
                if (rule != null) {
                    element(tag, place, rule);
                }
            }
            return ExitCode.FINE;
        }

        private void element(String tag, int place, ElementRule rule) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("element", place);
            object.put("reference", rule.reference());
            object.put("label", rule.label());
            object.put("mandatory", rule.mandatory());
            object.put("type", rule.type().words());
            object.put("shortest", rule.shortest());
            object.put("longest", rule.longest());
            object.put("repetitions", rule.repetitions());
            if (rule.codes() != null) {
                object.put("codes", rule.codes().codes());
            }
            String codes = rule.codes() == null
                    ? ""
                    : terminal.dim("  one of " + rule.codes().words());
            print(
                    object,
                    "  " + terminal.bold(tag + (place < 10 ? "0" : "") + place) + "  "
                            + Words.padded(rule.reference(), 5) + (rule.mandatory() ? "M" : terminal.dim("O")) + "  "
                            + Words.padded(rule.type().words() + ", " + rule.lengthWords(), 34) + rule.label() + codes);
        }

        private void print(Map<String, Object> object, String line) {
            out().println(json ? JsonMapper.shared().writeValueAsString(object) : line);
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    private static String id(Schema schema) {
        return schema.standard().name().toLowerCase(Locale.ROOT) + "/" + schema.release() + "/" + schema.setType();
    }
}
