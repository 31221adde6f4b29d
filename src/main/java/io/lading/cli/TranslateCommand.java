package io.lading.cli;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.mapping.registry.LoadedMap;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.EnvelopeSettings.SegmentSuffix;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "translate",
        description =
                "Turns X12, canonical JSON, or with --from whatever a map reads, into another format. Needs no hub.")
final class TranslateCommand implements Callable<Integer> {
    private static final String X12 = "x12/";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--to",
            defaultValue = "json",
            paramLabel = "FORMAT",
            description = "json, x12/004010, x12/005010, or a map's id. Default: ${DEFAULT-VALUE}.")
    private String to;

    @Option(names = "--from", paramLabel = "MAP", description = "The map that reads the files, such as csv/erp-orders.")
    private @Nullable String from;

    @Option(names = "--sender", defaultValue = "ZZ:SENDER", description = "ISA05 and 06. Default: ${DEFAULT-VALUE}.")
    private String sender;

    @Option(
            names = "--receiver",
            defaultValue = "ZZ:RECEIVER",
            description = "ISA07 and 08. Default: ${DEFAULT-VALUE}.")
    private String receiver;

    @Option(names = "--json", description = "JSON in one line a document; findings as JSON objects.")
    private boolean json;

    private long interchanges;

    @Override
    public Integer call() throws IOException {
        Bindings bindings = Bindings.load(id -> id.startsWith(X12) || id.equals(from) || id.equals(to));
        FindingText findings = new FindingText(spec.commandLine().getErr(), json, Terminal.ofProcess());
        for (Path file : Examination.expand(files)) {
            List<Document> documents = read(file, bindings, findings);
            if (!documents.isEmpty()) {
                write(documents, bindings, findings);
            }
        }
        spec.commandLine().getErr().flush();
        return findings.hasErrors() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    // ---- reading
    // ------------------------------------------------------------------------------------------------------

    private List<Document> read(Path file, Bindings bindings, FindingText findings) throws IOException {
        byte[] bytes = Examination.read(file);
        if (from != null) {
            LoadedMap map =
                    bindings.map(from).orElseThrow(() -> new WrongUseException("There is no map " + from + "."));
            if (map.inbound().orElse(null) instanceof InboundMap.OfText reader) {
                return note(reader.read(TextSource.utf8(bytes, file.toString()), bindings.lookups()), findings);
            }
            throw new WrongUseException("The map " + from + " reads no such files.");
        }
        SyntaxKind syntax = SyntaxDetector.detect(bytes, bytes.length);
        return switch (syntax) {
            case X12 -> SetTranslation.read(bytes, file.toString(), bindings, findings);
            case JSON -> canonical(bytes, file, findings);
            case EDIFACT, XML, TEXT, UNKNOWN, EMPTY -> {
                findings.print(Examination.unsupported(file.toString(), syntax));
                findings.remark("Name the map that reads it: --from csv/erp-orders.");
                yield List.of();
            }
        };
    }

    private static List<Document> note(Translation translation, FindingText findings) {
        findings.print(translation.findings());
        return translation.documents();
    }

    private static List<Document> canonical(byte[] bytes, Path file, FindingText findings) {
        DocumentJson.Outcome outcome = DocumentJson.read(bytes);
        for (DocumentJson.Problem problem : outcome.problems()) {
            Position at = Position.atOffset(problem.offset()).inFile(file + ":" + problem.line());
            String where = problem.path().isEmpty() ? "" : " in " + problem.path();
            findings.print(
                    Finding.error(FindingCode.VALUE_NOT_USABLE, at, problem.expected() + where, problem.found()));
        }
        return outcome.documents();
    }

    // ---- writing
    // ------------------------------------------------------------------------------------------------------

    private void write(List<Document> documents, Bindings bindings, FindingText findings) throws IOException {
        if (to.equals("json")) {
            documents.forEach(
                    document -> print(json ? DocumentJson.write(document) : DocumentJson.writeIndented(document)));
            return;
        }
        Optional<LoadedMap> map = bindings.map(to);
        if (map.isPresent() && map.get().outbound().orElse(null) instanceof OutboundMap.OfText writer) {
            for (Document document : documents) {
                Rendering rendering = writer.write(document, bindings.lookups());
                findings.print(rendering.findings());
                print(rendering.bytes());
            }
            return;
        }
        if (to.startsWith(X12) && to.length() == X12.length() + 6) {
            print(interchange(documents, to.substring(X12.length()), bindings, findings));
            return;
        }
        throw new WrongUseException(
                "Nothing writes " + to + "; expected json, x12/004010, x12/005010 or one of the maps "
                        + String.join(", ", bindings.ids()) + ".");
    }

    private byte[] interchange(List<Document> documents, String release, Bindings bindings, FindingText findings) {
        LocalDateTime now = LocalDateTime.now(Clock.systemDefaultZone());
        X12Writer writer = new X12Writer(findings::print);
        String[] own = address(sender);
        String[] other = address(receiver);
        EnvelopeSettings settings = EnvelopeSettings.between(own[0], own[1], other[0], other[1])
                .with("00" + release.substring(2, 5), false, io.lading.interchange.Usage.TEST)
                .withSuffix(SegmentSuffix.LF);
        writer.beginInterchange(settings, ++interchanges, now);
        writer.beginGroup(new GroupSettings("PO", own[1], other[1], release), interchanges, now);
        int ordinal = 0;
        for (Document document : documents) {
            OutboundMap.OfSegments binding = bindings.writer(document.type())
                    .orElseThrow(() -> new WrongUseException("No binding writes " + document.type() + " as X12."));
            String number = String.valueOf(10_000 + ++ordinal).substring(1);
            writer.beginSet(binding.setType(), number, "");
            findings.print(new ArrayList<>(binding.write(document, writer, release, bindings.lookups())));
            writer.endSet();
        }
        writer.endGroup();
        writer.endInterchange();
        return writer.toByteArray();
    }

    private static String[] address(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new WrongUseException("An address is written QUALIFIER:ID, such as ZZ:BUYER01, not " + text + ".");
        }
        return new String[] {text.substring(0, colon), text.substring(colon + 1)};
    }

    private void print(byte[] bytes) {
        PrintWriter out = spec.commandLine().getOut();
        String text = new String(bytes, StandardCharsets.UTF_8);
        out.print(text);
        if (!text.endsWith("\n")) {
            out.println();
        }
        out.flush();
    }
}
