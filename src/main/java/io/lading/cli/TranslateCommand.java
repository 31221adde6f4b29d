package io.lading.cli;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.mapping.registry.LoadedMap;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "translate",
        description = {
            "Turns X12, EDIFACT, canonical JSON, or with --from whatever a map reads, into another format.",
            "What was wrong goes to standard error. Needs no hub."
        })
final class TranslateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--to",
            defaultValue = "json",
            paramLabel = "FORMAT",
            description =
                    "json, x12/004010, edifact/d96a (or x12/004010/865), or a map's id. Default: ${DEFAULT-VALUE}.")
    private String to = "json";

    @Option(names = "--from", paramLabel = "MAP", description = "The map that reads the files, such as csv/erp-orders.")
    private @Nullable String from;

    @Option(
            names = "--sender",
            paramLabel = "QUALIFIER:ID",
            description = "Who sends. Default: as in the file, else ZZ:SENDER.")
    private @Nullable String sender;

    @Option(
            names = "--receiver",
            paramLabel = "QUALIFIER:ID",
            description = "Who receives. Default: as in the file, else ZZ:RECEIVER.")
    private @Nullable String receiver;

    @Option(
            names = "--production",
            description = "Marks what is written as production, not as a test. Default: as in the file, else a test.")
    private boolean production;

    @Option(names = "--json", description = "Findings as JSON objects; documents as JSON in one line each.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Input> inputs = Input.all(files);
        Optional<EdiFormat> edi = EdiFormat.parse(to);
        Bindings bindings = Bindings.load(id -> Bindings.isEdi(id) || id.equals(from) || id.equals(to));
        FindingText findings = new FindingText(spec.commandLine().getErr(), json, Terminal.ofErrors());
        FieldOrigins origins = new FieldOrigins(bindings, edi.isPresent());
        Writer writer =
                edi.isPresent() ? new EdiWriter(edi.get(), bindings, findings, origins) : writer(bindings, findings);
        try (Progress progress = Progress.over(inputs, spec.commandLine().getErr())) {
            for (Input input : inputs) {
                SetTranslation sets = new SetTranslation(input.name(), bindings, findings, writer::add, origins);
                read(input, progress, bindings, sets, writer, findings);
                writer.endOfFile(sets);
                origins.forget();
                progress.wipe();
                spec.commandLine().getOut().flush();
            }
        }
        findings.endOfNotes();
        spec.commandLine().getErr().flush();
        return findings.hasErrors() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void read(
            Input input, Progress progress, Bindings bindings, SetTranslation sets, Writer writer, FindingText findings)
            throws IOException {
        if (from != null) {
            mapped(input, from, bindings, findings).forEach(writer::add);
            return;
        }
        if (input.isStandardInput()) {
            // It can be read only once, and JSON is read whole.
            byte[] bytes = input.bytes();
            if (isJson(bytes)) {
                canonical(bytes, input, findings).forEach(writer::add);
            } else {
                Examination.read(input.name(), new ByteArrayInputStream(bytes), sets, unreadable(findings));
            }
        } else if (isJson(input.head())) {
            canonical(input.bytes(), input, findings).forEach(writer::add);
        } else {
            Examination.read(input, progress, sets, unreadable(findings));
        }
    }

    private static boolean isJson(byte[] head) {
        return SyntaxDetector.detect(head, head.length) == SyntaxKind.JSON;
    }

    private static Consumer<Finding> unreadable(FindingText findings) {
        return finding -> {
            findings.print(finding);
            findings.remark("Name the map that reads it, such as --from csv/erp-orders.");
        };
    }

    private static List<Document> mapped(Input input, String map, Bindings bindings, FindingText findings)
            throws IOException {
        LoadedMap loaded =
                bindings.map(map).orElseThrow(() -> new WrongUseException("There is no map " + map + " in mappings."));
        if (loaded.inbound().orElse(null) instanceof InboundMap.OfText reader) {
            Translation translation = reader.read(TextSource.of(input.bytes(), input.name()), bindings.lookups());
            findings.print(translation.findings());
            return translation.documents();
        }
        throw new WrongUseException("The map " + map + " reads no such files.");
    }

    private static List<Document> canonical(byte[] bytes, Input input, FindingText findings) {
        DocumentJson.Outcome outcome = DocumentJson.read(bytes);
        for (DocumentJson.Problem problem : outcome.problems()) {
            Position at = Position.inText(input.name(), problem.line(), 0, problem.path(), problem.offset());
            findings.print(Finding.error(FindingCode.VALUE_NOT_USABLE, at, problem.expected(), problem.found()));
        }
        return outcome.documents();
    }

    // ---- writing --------------------------------------------------------------------------------------------------

    /** Takes the documents of one file after another. */
    private interface Writer {
        void add(Document document);

        void endOfFile(SetTranslation source);
    }

    private Writer writer(Bindings bindings, FindingText findings) {
        if (to.equals("json")) {
            return each(document -> print(json ? DocumentJson.write(document) : DocumentJson.writeIndented(document)));
        }
        if (bindings.map(to).flatMap(LoadedMap::outbound).orElse(null) instanceof OutboundMap.OfText text) {
            return each(document -> {
                Rendering rendering = text.write(document, bindings.lookups());
                findings.print(rendering.findings());
                print(rendering.bytes());
            });
        }
        throw new WrongUseException(
                "Nothing writes " + to
                        + "; expected json, x12/004010, x12/005010, edifact/d96a, edifact/d01b or the id of a map that writes.");
    }

    private static Writer each(Consumer<Document> printer) {
        return new Writer() {
            @Override
            public void add(Document document) {
                printer.accept(document);
            }

            @Override
            public void endOfFile(SetTranslation source) {}
        };
    }

    /** One interchange for the documents of each file, between those whom the file names. */
    private final class EdiWriter implements Writer {
        private final EdiFormat format;
        private final EdiText text;
        private final List<Document> documents = new ArrayList<>();

        EdiWriter(EdiFormat format, Bindings bindings, FindingText findings, FieldOrigins origins) {
            this.format = format;
            this.text = new EdiText(
                    format,
                    bindings,
                    Examination.load(),
                    findings,
                    origins,
                    LocalDateTime.now(Clock.system(ZoneId.systemDefault())));
        }

        @Override
        public void add(Document document) {
            documents.add(document);
        }

        @Override
        public void endOfFile(SetTranslation source) {
            if (documents.isEmpty()) {
                return;
            }
            Usage usage = production
                    ? Usage.PRODUCTION
                    : source.interchange().map(InterchangeHeader::usage).orElse(Usage.TEST);
            EdiAddress own =
                    address(sender, source, InterchangeHeader::senderQualifier, InterchangeHeader::sender, "SENDER");
            EdiAddress other = address(
                    receiver, source, InterchangeHeader::receiverQualifier, InterchangeHeader::receiver, "RECEIVER");
            print(text.write(documents, new EdiText.Envelope(own, other, usage)).getBytes(StandardCharsets.UTF_8));
            documents.clear();
        }

        private EdiAddress address(
                @Nullable String given,
                SetTranslation source,
                Function<InterchangeHeader, String> qualifier,
                Function<InterchangeHeader, String> id,
                String usual) {
            if (given != null) {
                return EdiAddress.parse(given);
            }
            return source.interchange()
                    .map(header -> new EdiAddress(qualifier.apply(header), id.apply(header))
                            .translated(header.standard(), format.standard()))
                    .orElse(new EdiAddress("ZZ", usual).translated(Standard.X12, format.standard()));
        }
    }

    private void print(byte[] bytes) {
        PrintWriter out = spec.commandLine().getOut();
        String text = new String(bytes, StandardCharsets.UTF_8);
        out.print(text);
        if (!text.endsWith("\n")) {
            out.println();
        }
    }
}
