package io.lading.cli;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a reader and says in words what it hears. */
final class Explanation implements InterchangeListener {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ISA_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final String INDENT = "          ";
    private static final int MOST_UNUSED = 10;

    private final PrintWriter out;
    private final Terminal terminal;
    private final SchemaCatalog schemas;
    private final Bindings bindings;
    private final Wishes wishes;
    private @Nullable InterchangeHeader interchange;
    private @Nullable GroupHeader group;

    /** How it is to be told. */
    record Wishes(boolean segments, boolean json) {}

    Explanation(PrintWriter out, Terminal terminal, SchemaCatalog schemas, Bindings bindings, Wishes wishes) {
        this.out = out;
        this.terminal = terminal;
        this.schemas = schemas;
        this.bindings = bindings;
        this.wishes = wishes;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        interchange = header;
        String from = (header.senderQualifier() + " " + header.sender()).strip();
        String to = (header.receiverQualifier() + " " + header.receiver()).strip();
        String rest = from + " → " + to + ", " + date(header) + ", "
                + header.usage().name().toLowerCase(Locale.ROOT);
        say(terminal.bold(Printable.of("Interchange " + header.controlNumber())) + "   " + Printable.of(rest));
    }

    private static String date(InterchangeHeader header) {
        String time = header.time().length() >= 4
                ? " " + header.time().substring(0, 2) + ":" + header.time().substring(2, 4)
                : "";
        try {
            return DAY.format(LocalDate.parse(header.date(), ISA_DATE)) + time;
        } catch (DateTimeParseException e) {
            return header.date() + time;
        }
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        String answer = segment.text(0, 1) + ": " + segment.text(0, 4) + ", note " + segment.text(0, 5);
        say("  TA1 for interchange " + Printable.of(answer));
    }

    @Override
    public void groupStarted(GroupHeader header) {
        group = header;
        String rest = header.functionalId() + " from " + header.sender().strip() + " to "
                + header.receiver().strip() + ", release " + header.release();
        say("  " + terminal.bold(Printable.of("Group " + header.controlNumber())) + "   " + Printable.of(rest));
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        Schema schema = interchange == null
                ? null
                : schemas.find(interchange.standard(), header.release(), header.type())
                        .orElse(null);
        Translation translation = translate(header, set);
        if (wishes.json()) {
            json(header, translation, schema);
            return;
        }
        List<Document> documents = translation == null ? List.of() : translation.documents();
        String cut = complete ? "" : terminal.bad("  (its trailer is missing)");
        if (documents.isEmpty()) {
            String label = schema == null ? "transaction set " + header.type() : schema.label();
            say("    " + terminal.bold(Printable.of(header.controlNumber())) + "  " + header.type() + " " + label
                    + cut);
        }
        for (Document document : documents) {
            List<String> lines = OrderWords.of(document);
            say("    " + terminal.bold(Printable.of(header.controlNumber())) + "  " + lines.get(0) + cut);
            lines.subList(1, lines.size()).forEach(line -> say(INDENT + line));
        }
        if (translation != null) {
            translation.findings().forEach(finding -> say(INDENT + terminal.warning(Printable.of(finding.message()))));
            unused(translation.unused());
        }
        if (wishes.segments() || documents.isEmpty()) {
            segments(set, schema);
        }
    }

    private void unused(List<Finding> unused) {
        unused.stream().limit(MOST_UNUSED).forEach(finding -> {
            Position at = finding.position();
            say(INDENT
                    + terminal.dim("Kept but not used by our map: " + at.segment()
                            + (at.element() > 0 ? " element " + at.element() : "") + " \""
                            + Printable.of(finding.found())
                            + "\" (segment " + at.segmentOrdinal() + ")"));
        });
        if (unused.size() > MOST_UNUSED) {
            say(INDENT + terminal.dim("… and " + (unused.size() - MOST_UNUSED) + " more"));
        }
    }

    private @Nullable Translation translate(SetHeader header, SegmentTable set) {
        Optional<InboundMap.OfSegments> reader = bindings.reader(header.type());
        return reader.map(binding -> binding.read(EdiSource.of(set, header.release()), bindings.lookups()))
                .orElse(null);
    }

    private void segments(SegmentTable set, @Nullable Schema schema) {
        for (int segment = 0; segment < set.segmentCount(); segment++) {
            String tag = set.tagText(segment);
            String label = schema == null ? null : schema.segmentLabel(tag);
            StringBuilder line = new StringBuilder(INDENT).append(Words.padded(String.valueOf(segment + 1), 5));
            line.append(terminal.bold(Words.padded(tag, 4))).append(label == null ? "" : label + ": ");
            String joint = "";
            for (int element = 1; element <= set.elementCount(segment); element++) {
                String value = set.text(segment, element);
                if (!value.isEmpty()) {
                    line.append(joint).append(element(schema, tag, element, value));
                    joint = ", ";
                }
            }
            say(line.toString());
        }
    }

    private String element(@Nullable Schema schema, String tag, int element, String value) {
        String name = schema == null ? null : schema.elementName(tag, element);
        String meaning = schema == null ? null : schema.codeLabel(tag, element, value);
        String shown = Printable.of(value);
        return terminal.dim(name == null ? element + " " : name + " ")
                + shown
                + (meaning == null ? "" : terminal.dim(" (" + meaning + ")"));
    }

    private void json(SetHeader header, @Nullable Translation translation, @Nullable Schema schema) {
        JsonMapper mapper = JsonMapper.shared();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("interchange", interchange == null ? "" : interchange.controlNumber());
        object.put("group", group == null ? "" : group.controlNumber());
        object.put("transactionSet", header.controlNumber());
        object.put("type", header.type());
        object.put("release", header.release());
        object.put("label", schema == null ? "" : schema.label());
        if (translation != null) {
            object.put(
                    "documents",
                    translation.documents().stream()
                            .map(document ->
                                    mapper.readTree(new String(DocumentJson.write(document), StandardCharsets.UTF_8)))
                            .toList());
        }
        out.println(mapper.writeValueAsString(object));
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        group = null;
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        if (trailer == null) {
            say("  " + terminal.bad("The file ends inside this interchange."));
        }
        interchange = null;
    }

    @Override
    public void finding(Finding finding) {
        say("  " + terminal.warning(Printable.of(finding.message())));
    }

    private void say(String line) {
        if (!wishes.json()) {
            out.println(line);
        }
    }
}
