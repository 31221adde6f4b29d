package io.lading.cli;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeExaminer.SchemaChoice;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.json.JsonMap;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.yaml.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and examines files with the hub's own engine, schemas and partners' guides, without a hub. */
public final class Examination {
    private static final int HEAD = 4096;
    private static final int CHUNK = 64 << 10;
    private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][\\w.:-]*)");

    private final SchemaCatalog schemas;
    private final Map<Schema, Schema> guided;
    private final Problems problems;

    private Examination(SchemaCatalog schemas, Map<Schema, Schema> guided, Problems problems) {
        this.schemas = schemas;
        this.guided = guided;
        this.problems = problems;
    }

    public static Examination load() {
        return load(List.of());
    }

    /** @param guides partners' implementation guides, each for the set it names */
    static Examination load(List<Path> guides) {
        Problems problems = new Problems();
        SchemaCatalog schemas =
                SchemaCatalog.onDemand(Home.folder().resolve("mappings"), problem -> problems.addAll(List.of(problem)));
        Map<Schema, Schema> guided = new HashMap<>();
        for (Path guide : guides) {
            if (!Files.isReadable(guide)) {
                throw new WrongUseException("There is no guide " + guide + " that can be read.");
            }
            Overlay overlay = Overlay.read(guide, problems);
            Schema base = schemas.all().stream()
                    .filter(schema -> id(schema).equalsIgnoreCase(overlay.schema()))
                    .findFirst()
                    .orElseThrow(() -> new WrongUseException(guide + " is for the schema '" + overlay.schema()
                            + "', which there is not. `lading schema show` lists those there are."));
            guided.put(base, guided.getOrDefault(base, base).with(overlay, problems));
        }
        refuse("The guides cannot be used", problems);
        return new Examination(schemas, guided, problems);
    }

    private static void refuse(String what, Problems problems) {
        if (!problems.isEmpty()) {
            String list = problems.list().stream().map(Object::toString).collect(Collectors.joining("\n  "));
            throw new WrongUseException(what + ":\n  " + list);
        }
    }

    /** {@code x12/004010/850}, as formats and guides name it. */
    static String id(Schema schema) {
        String standard = schema.standard().name().toLowerCase(Locale.ROOT);
        return standard + "/" + schema.release() + "/" + schema.setType();
    }

    /** What a set must keep to, a given guide included. */
    public Optional<Schema> schema(Standard standard, String release, String setType) {
        Optional<Schema> found = schemas.find(standard, release, setType);
        refuse("The schemas cannot be used", problems);
        return found.map(schema -> guided.getOrDefault(schema, schema));
    }

    /** All schemas, those with a guide under it. */
    List<Schema> all() {
        List<Schema> all = schemas.all();
        refuse("The schemas cannot be used", problems);
        return all.stream().map(schema -> guided.getOrDefault(schema, schema)).toList();
    }

    /** Each set by its own release, with a given guide. */
    public SchemaChoice choice() {
        return new SchemaChoice() {
            @Override
            public @Nullable Schema schemaFor(InterchangeHeader interchange, GroupHeader group, SetHeader set) {
                return schema(interchange.standard(), set.release(), set.type()).orElse(null);
            }

            @Override
            public Optional<SchemaCatalog> catalog() {
                return Optional.of(schemas);
            }
        };
    }

    /** Reads and validates; what belongs to no interchange goes to {@code outside}. */
    void examine(Input input, Progress progress, Consumer<InterchangeOutcome> interchanges, Consumer<Finding> outside)
            throws IOException {
        InterchangeExaminer examiner = new InterchangeExaminer(input.name(), choice(), interchanges);
        read(input, progress, examiner, outside);
        examiner.findingsOutside().forEach(outside);
    }

    /** Reads in constant memory whatever the size; a document that is no EDI gets one finding. */
    static void read(Input input, Progress progress, InterchangeListener listener, Consumer<Finding> outside)
            throws IOException {
        try (InputStream in = progress.watch(input.open())) {
            read(input.name(), in, listener, outside);
        }
    }

    public static void read(String name, InputStream in, InterchangeListener listener, Consumer<Finding> outside)
            throws IOException {
        byte[] head = in.readNBytes(HEAD);
        SyntaxKind syntax = SyntaxDetector.detect(head, head.length);
        if (syntax == SyntaxKind.JSON) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            json.write(head);
            in.transferTo(json);
            if (json(name, json.toByteArray(), outside)) {
                return;
            }
        }
        if (syntax == SyntaxKind.XML || syntax == SyntaxKind.JSON) {
            outside.accept(unsupported(name, syntax, head));
            return;
        }
        InterchangeReader reader = new InterchangeReader(ReaderOptions.strict(name), listener);
        reader.feed(head, 0, head.length);
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            reader.feed(chunk, 0, n);
        }
        reader.end();
    }

    /** Canonical JSON says its type, and which of its fields are wrong; false for any other JSON. */
    private static boolean json(String name, byte[] json, Consumer<Finding> outside) {
        String type = DocumentJson.numbers(json).type();
        if (DocumentJson.schema(type) == null) {
            return false;
        }
        new JsonMap(type)
                .read(TextSource.utf8(json, name), Lookups.NONE)
                .findings()
                .forEach(outside);
        return true;
    }

    /** @param head the document's first bytes, whose root element names its type */
    static Finding unsupported(String name, SyntaxKind syntax, byte[] head) {
        String found = syntax.name();
        if (syntax == SyntaxKind.XML) {
            Matcher root = ROOT.matcher(new String(head, StandardCharsets.UTF_8));
            found = root.find() ? "XML document " + root.group(1) : found;
        }
        return Finding.error(
                FindingCode.UNSUPPORTED_TYPE,
                Position.atOffset(0).inFile(name),
                "an X12 or EDIFACT interchange",
                found);
    }
}
