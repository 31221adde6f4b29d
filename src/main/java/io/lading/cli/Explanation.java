package io.lading.cli;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a reader and says in words what it hears. */
final class Explanation implements InterchangeListener {
    private static final String INDENT = "          ";
    private static final int MOST_UNUSED = 10;

    private final String file;
    private final PrintWriter out;
    private final Terminal terminal;
    private final Examination examination;
    private final Bindings bindings;
    private final Wishes wishes;
    private final EnvelopeWords envelopes;
    private final Validator validator = new Validator();
    private @Nullable InterchangeHeader interchange;
    private @Nullable GroupHeader group;
    private boolean errors;

    /** How it is to be told. */
    record Wishes(boolean segments, boolean json) {}

    Explanation(
            String file,
            PrintWriter out,
            Terminal terminal,
            Examination examination,
            Bindings bindings,
            Wishes wishes) {
        this.file = file;
        this.out = out;
        this.terminal = terminal;
        this.examination = examination;
        this.bindings = bindings;
        this.wishes = wishes;
        this.envelopes = new EnvelopeWords(examination, terminal);
    }

    boolean hasErrors() {
        return errors;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        interchange = header;
        say(envelopes.interchange(header));
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        String answer = segment.text(0, 1) + ": " + segment.text(0, 4) + ", note " + segment.text(0, 5);
        say("  TA1 for interchange " + Printable.of(answer));
    }

    @Override
    public void groupStarted(GroupHeader header) {
        group = header;
        String words = envelopes.group(header);
        if (!words.isEmpty()) {
            say("  " + words);
        }
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        Schema schema = interchange == null
                ? null
                : examination
                        .schema(interchange.standard(), header.release(), header.type())
                        .orElse(null);
        Position place = place(header);
        Translation translation = interchange == null
                ? null
                : bindings.read(interchange.standard(), new EdiSource(set, place, header.release()))
                        .orElse(null);
        if (wishes.json()) {
            json(header, translation, schema);
            return;
        }
        String label = schema == null ? "" : schema.label();
        List<Document> documents = translation == null ? List.of() : translation.documents();
        String number = "    " + terminal.bold(Printable.of(header.controlNumber())) + "  ";
        String cut = complete ? "" : terminal.bad("  (its trailer is missing)");
        if (documents.isEmpty()) {
            String name = label.isEmpty() ? "a transaction set we have no schema for" : label;
            say(number + Printable.of(header.type()) + ", " + name + release(header) + cut);
        }
        for (Document document : documents) {
            List<String> lines = DocumentWords.of(document, label);
            say(number + lines.get(0) + release(header) + cut);
            lines.subList(1, lines.size()).forEach(line -> say(INDENT + line));
        }
        findings(header, set, schema, translation);
        if (translation != null) {
            unused(translation.unused());
        }
        if (wishes.segments() || documents.isEmpty()) {
            new SegmentWords(schema, terminal).of(set).forEach(line -> say(INDENT + line));
        }
    }

    private Position place(SetHeader header) {
        return new Position(
                file,
                interchange == null ? "" : interchange.controlNumber(),
                group == null ? "" : group.controlNumber(),
                header.controlNumber(),
                header.type(),
                null,
                0,
                0,
                0,
                0,
                null,
                header.offset());
    }

    /** EDIFACT says the release in each message rather than in its group. */
    private String release(SetHeader header) {
        boolean told = group != null && header.release().equals(group.release());
        return told || header.release().isEmpty() ? "" : ", release " + Printable.of(header.release());
    }

    /** What the schema forbids, and of what the map says only that which is about another place. */
    private void findings(
            SetHeader header, SegmentTable set, @Nullable Schema schema, @Nullable Translation translation) {
        List<Finding> ofSchema = schema == null
                ? List.of()
                : validator.validate(
                        new SetContext(
                                file,
                                place(header).interchange(),
                                place(header).group(),
                                interchange != null && interchange.isSyntaxFour()),
                        header,
                        set,
                        schema);
        ofSchema.forEach(this::complain);
        if (translation != null) {
            translation.findings().stream()
                    .filter(finding -> ofSchema.stream()
                            .noneMatch(other -> other.position().offset()
                                    == finding.position().offset()))
                    .forEach(this::complain);
        }
    }

    private void complain(Finding finding) {
        Position at = finding.position();
        String segment = at.segment() == null ? "" : "segment " + at.segmentOrdinal() + " " + at.segment();
        String element = at.element() == 0
                ? ""
                : ", element " + at.element() + (at.elementName() == null ? "" : " (" + at.elementName() + ")");
        String where = segment.isEmpty() ? "" : Printable.of(segment + element) + ": ";
        say(INDENT + terminal.bold(where) + FindingText.message(finding, terminal));
        errors = true;
    }

    private void unused(List<Finding> unused) {
        unused.stream().limit(MOST_UNUSED).forEach(finding -> {
            Position at = finding.position();
            String element = at.element() > 0 ? " element " + at.element() : "";
            String what = at.segment() + element + " \"" + finding.found() + "\" (segment " + at.segmentOrdinal() + ")";
            say(INDENT + terminal.dim("Kept but not used by our map: " + Printable.of(what)));
        });
        if (unused.size() > MOST_UNUSED) {
            say(INDENT + terminal.dim("… and " + (unused.size() - MOST_UNUSED) + " more"));
        }
    }

    private void json(SetHeader header, @Nullable Translation translation, @Nullable Schema schema) {
        JsonMapper mapper = JsonMapper.shared();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file);
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
        errors = true;
        say("  " + FindingText.message(finding, terminal));
    }

    private void say(String line) {
        if (!wishes.json()) {
            out.println(line);
        }
    }
}
