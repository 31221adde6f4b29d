package io.lading.cli;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.cli.simulate.Letter;
import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.registry.LoadedMap;
import io.lading.partner.Address;
import io.lading.partner.Agreement;
import io.lading.partner.Community;
import io.lading.partner.Format;
import io.lading.partner.Identifier;
import io.lading.partner.Match;
import io.lading.partner.Partner;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.edifact.EdifactSettings;
import io.lading.syntax.edifact.EdifactWriter;
import io.lading.syntax.x12.EnvelopeSettings;
import io.lading.syntax.x12.GroupSettings;
import io.lading.syntax.x12.X12Writer;
import io.lading.yaml.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid documents as an agreement wants them. Their contents are those of the cases that prove the maps, with numbers of
 * their own; the agreement gives standard, release, map, overlays and addresses. What its own checks would refuse is not
 * taken.
 */
final class Specimens {
    private static final Match ANYTHING = new Match(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Community community;
    private final Bindings bindings;
    private final long seed;
    private final int lines;
    private final LocalDateTime at;
    private final Map<String, List<Document>> byType = new HashMap<>();
    private final Map<String, List<Document>> sound = new HashMap<>();
    private long control;

    /** @param lines how many lines each has; 0 for as many as its model has */
    Specimens(Community community, Bindings bindings, long seed, int lines, LocalDateTime at) {
        this.community = community;
        this.bindings = bindings;
        this.seed = seed;
        this.lines = lines;
        this.at = at;
    }

    /** A document to be sent. */
    record Specimen(Letter letter, List<String> numbers, long control) {}

    /** Why there is none: to be read by people. */
    static final class CannotMakeException extends Exception {
        private static final long serialVersionUID = 1;

        CannotMakeException(String message) {
            super(message);
        }
    }

    /** The next one. */
    Specimen next(ReceivingAgreement agreement) throws IOException, CannotMakeException {
        long number = ++control;
        String name =
                agreement.partner() + "-" + agreement.document().toLowerCase(java.util.Locale.ROOT) + "-" + number;
        if (agreement.format() instanceof Format.Mapped mapped) {
            return mapped(agreement, mapped, name, number);
        }
        List<Document> models = models(agreement);
        Document model = models.get((int) Math.floorMod(seed + number, (long) models.size()));
        Document document = numbered(model, number);
        List<String> numbers = List.of(document.number());
        if (agreement.format() instanceof Format.Edi edi) {
            byte[] bytes = written(agreement, edi, document, number, finding -> {});
            String extension = edi.standard() == Standard.X12 ? ".x12" : ".edi";
            String mediaType = edi.standard() == Standard.X12 ? "application/edi-x12" : "application/edifact";
            return new Specimen(new Letter(bytes, name + extension, mediaType, name), numbers, number);
        }
        byte[] json = DocumentJson.write(document);
        return new Specimen(new Letter(json, name + ".json", "application/json", name), numbers, number);
    }

    // ---- models ---------------------------------------------------------------------------------------------------

    private List<Document> models(ReceivingAgreement agreement) throws IOException, CannotMakeException {
        List<Document> known = sound.get(agreement.id());
        if (known != null) {
            return known;
        }
        List<Document> all = all(agreement.document());
        List<Document> usable = new ArrayList<>();
        List<Finding> why = new ArrayList<>();
        for (Document model : all) {
            List<Finding> findings = faults(agreement, numbered(model, 1));
            if (findings.isEmpty()) {
                usable.add(model);
            } else if (why.isEmpty()) {
                why.addAll(findings);
            }
        }
        if (usable.isEmpty()) {
            throw new CannotMakeException("No valid " + agreement.document() + " can be made for " + agreement.id()
                    + ": "
                    + (why.isEmpty()
                            ? "no case of any map holds one. Add one to the cases of the map."
                            : "of " + all.size() + " models none keeps to the agreement; the first breaks this: "
                                    + why.get(0).sentence()
                                    + " Add a case that keeps to it to the cases of the map."));
        }
        sound.put(agreement.id(), usable);
        return usable;
    }

    /** All documents of a type that cases of maps hold, in the order of their folders. */
    private List<Document> all(String type) throws IOException {
        List<Document> known = byType.get(type);
        if (known != null) {
            return known;
        }
        List<Document> found = new ArrayList<>();
        for (Path file : caseFiles(Home.folder().resolve("mappings"))) {
            if (file.getFileName().toString().matches("(expected|input)\\.json")
                    && !Files.exists(file.resolveSibling("findings.txt"))) {
                DocumentJson.read(Files.readAllBytes(file)).documents().stream()
                        .filter(document -> document.type().equals(type))
                        .forEach(found::add);
            }
        }
        byType.put(type, found);
        return found;
    }

    private static List<Path> caseFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getNameCount() > 2
                            && file.getName(file.getNameCount() - 3).toString().equals("cases"))
                    .sorted()
                    .toList();
        }
    }

    /** The model under a number of its own, with as many lines as were asked for. */
    private Document numbered(Document model, long number) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(DocumentJson.write(model));
        json.put("number", String.format(java.util.Locale.ROOT, "SIM-%d-%05d", seed, number));
        if (lines > 0 && json.path("lines") instanceof ArrayNode present && !present.isEmpty()) {
            ArrayNode wanted = JsonMapper.shared().createArrayNode();
            for (int line = 0; line < lines; line++) {
                ObjectNode copy = ((ObjectNode) present.get(line % present.size())).deepCopy();
                wanted.add(copy.put("number", String.valueOf(line + 1)));
            }
            json.set("lines", wanted);
            json.remove("totals");
        }
        return DocumentJson.read(JsonMapper.shared().writeValueAsBytes(json))
                .single()
                .orElse(model);
    }

    // ---- writing --------------------------------------------------------------------------------------------------

    private List<Finding> faults(ReceivingAgreement agreement, Document document)
            throws IOException, CannotMakeException {
        List<Finding> errors = new ArrayList<>();
        Consumer<Finding> noting = finding -> {
            if (finding.severity() == Severity.ERROR) {
                errors.add(finding);
            }
        };
        check(agreement, document, errors, noting);
        for (SendingAgreement destination : community.destinations(agreement)) {
            check(destination, document, errors, noting);
        }
        return errors;
    }

    /** What is no EDI has no rules that could be broken here. */
    private void check(Agreement agreement, Document document, List<Finding> errors, Consumer<Finding> noting)
            throws IOException, CannotMakeException {
        if (agreement.format() instanceof Format.Edi edi) {
            byte[] bytes = written(agreement, edi, document, 1, noting);
            errors.addAll(errors(bytes, agreement.guide().stream().toList()));
        }
    }

    /** What is wrong with an interchange by its standard and a partner's guide. */
    static List<Finding> errors(byte[] bytes, List<Path> guides) throws IOException {
        List<Finding> errors = new ArrayList<>();
        Consumer<Finding> noting = finding -> {
            if (finding.severity() == Severity.ERROR) {
                errors.add(finding);
            }
        };
        Examination examination = Examination.load(guides);
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "simulated",
                (interchange, group, set) -> examination
                        .schema(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes::add);
        Examination.read("simulated", new ByteArrayInputStream(bytes), examiner, noting);
        for (InterchangeOutcome outcome : outcomes) {
            outcome.findings().forEach(noting);
            outcome.groups().forEach(group -> {
                group.findings().forEach(noting);
                group.sets().forEach(set -> set.findings().forEach(noting));
            });
        }
        examiner.findingsOutside().forEach(noting);
        return errors;
    }

    private byte[] written(
            Agreement agreement, Format.Edi edi, Document document, long number, Consumer<Finding> findings)
            throws CannotMakeException {
        OutboundMap.OfSegments writer = binding(agreement, edi);
        Standard standard = edi.standard();
        Match match = agreement instanceof ReceivingAgreement receiving ? receiving.match() : ANYTHING;
        Address sender = address(match.from(), community.partner(agreement.partner()), standard);
        Address receiver = address(match.to(), community.own(), standard);
        if (standard == Standard.EDIFACT) {
            return edifact(match, edi, sender, receiver, new Filling(writer, document, number), findings);
        }
        Schema schema = Examination.load()
                .schema(standard, edi.release(), edi.set())
                .orElseThrow(() -> new CannotMakeException("There is no schema " + edi.text() + "."));
        X12Writer out = new X12Writer(findings);
        out.beginInterchange(
                EnvelopeSettings.between(sender.qualifier(), sender.id(), receiver.qualifier(), receiver.id())
                        .with(edi.release().substring(0, 5), false, Usage.TEST)
                        .withSuffix(SegmentSuffix.LF),
                number,
                at);
        out.beginGroup(
                new GroupSettings(
                        schema.functionalGroup(),
                        match.groupFrom().orElse(sender.id()),
                        match.groupTo().orElse(receiver.id()),
                        edi.release()),
                number,
                at);
        out.beginSet(edi.set(), "0001", match.association().orElse(""));
        fill(new Filling(writer, document, number), out, edi, findings);
        out.endSet();
        out.endGroup();
        out.endInterchange();
        return out.toByteArray();
    }

    private record Filling(OutboundMap.OfSegments writer, Document document, long number) {}

    private void fill(Filling filling, SegmentSink out, Format.Edi edi, Consumer<Finding> findings) {
        filling.writer()
                .write(filling.document(), out, edi.release(), bindings.lookups())
                .forEach(findings);
    }

    private byte[] edifact(
            Match match,
            Format.Edi edi,
            Address sender,
            Address receiver,
            Filling filling,
            Consumer<Finding> findings) {
        EdifactWriter out = new EdifactWriter(findings);
        EdifactSettings usual = EdifactSettings.between(
                new EdifactSettings.Party(
                        sender.id(), sender.qualifier(), match.fromAddress().orElse("")),
                new EdifactSettings.Party(
                        receiver.id(), receiver.qualifier(), match.toAddress().orElse("")));
        EdifactSettings settings = usual.with(usual.application(), true, usual.agreement(), Usage.TEST)
                .withDelimiters(usual.una(), usual.delimiters(), SegmentSuffix.LF);
        out.beginInterchange(settings, String.valueOf(filling.number()), at);
        out.beginSet(edi.set(), "1", edi.release(), match.association().orElse(""));
        fill(filling, out, edi, findings);
        out.endSet();
        out.endInterchange();
        return out.toByteArray();
    }

    private OutboundMap.OfSegments binding(Agreement agreement, Format.Edi edi) throws CannotMakeException {
        Optional<LoadedMap> base = agreement.map().isPresent()
                ? bindings.map(agreement.map().get())
                : bindings.writers(edi.standard(), agreement.document()).stream()
                        .filter(map -> map.setType().filter(edi.set()::equals).isPresent())
                        .findFirst();
        if (base.isPresent() && agreement.mapOverlay().isPresent()) {
            Problems problems = new Problems();
            base = bindings.overlaid(base.get().id(), agreement.mapOverlay().get(), problems);
        }
        if (base.flatMap(LoadedMap::outbound).orElse(null) instanceof OutboundMap.OfSegments writer) {
            return writer;
        }
        throw new CannotMakeException("No binding writes " + agreement.document() + " as " + edi.text() + ", which "
                + agreement.id() + " asks for; send a file of the partner's own with ./lading send.");
    }

    private static Address address(Optional<Address> wanted, Optional<Partner> partner, Standard standard)
            throws CannotMakeException {
        if (wanted.isPresent()) {
            return wanted.get();
        }
        return partner.flatMap(each -> each.identifier(Identifier.Scheme.of(standard)))
                .map(Identifier::address)
                .orElseThrow(() ->
                        new CannotMakeException(partner.map(Partner::name).orElse("Nobody") + " has no identifier for "
                                + standard.label() + "; add one to 'identifiers' of its file."));
    }

    // ---- other maps -----------------------------------------------------------------------------------------------

    /** By the map's other direction where it has one, or else what its own cases read. */
    private Specimen mapped(ReceivingAgreement agreement, Format.Mapped format, String name, long number)
            throws IOException, CannotMakeException {
        String id = agreement.map().orElse(format.map());
        LoadedMap map = bindings.map(id)
                .orElseThrow(() ->
                        new CannotMakeException("There is no map " + id + ", which " + agreement.id() + " names."));
        if (map.outbound().orElse(null) instanceof OutboundMap.OfText text) {
            List<Document> models = models(agreement);
            Document document = numbered(models.get((int) Math.floorMod(seed + number, (long) models.size())), number);
            Rendering rendering = text.write(document, bindings.lookups());
            Letter letter =
                    new Letter(rendering.bytes(), name + "." + rendering.extension(), rendering.mediaType(), name);
            return new Specimen(letter, List.of(document.number()), number);
        }
        for (Path file : caseFiles(map.folder())) {
            String fileName = file.getFileName().toString();
            if (fileName.startsWith("input.") && !Files.exists(file.resolveSibling("findings.txt"))) {
                byte[] bytes = Files.readAllBytes(file);
                String extension = fileName.substring("input".length());
                return new Specimen(
                        new Letter(bytes, name + extension, mediaType(extension), name), numbers(map, bytes), number);
            }
        }
        throw new CannotMakeException(
                "The map " + id + " only reads, and has no case without findings whose input could be"
                        + " sent; add one to " + map.folder() + "/cases.");
    }

    private List<String> numbers(LoadedMap map, byte[] bytes) {
        if (map.inbound().orElse(null) instanceof InboundMap.OfText reader) {
            return reader.read(TextSource.utf8(bytes, "simulated"), bindings.lookups()).documents().stream()
                    .map(Document::number)
                    .toList();
        }
        return List.of();
    }

    private static String mediaType(String extension) {
        return switch (extension) {
            case ".xml" -> "application/xml";
            case ".json" -> "application/json";
            default -> "text/plain";
        };
    }
}
