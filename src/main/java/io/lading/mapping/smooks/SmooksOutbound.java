package io.lading.mapping.smooks;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.FieldTables;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smooks.Smooks;
import org.smooks.api.ExecutionContext;
import org.smooks.api.SmooksException;
import org.smooks.io.sink.StringSink;
import org.smooks.io.source.StringSource;
import org.w3c.dom.Element;

/**
 * A document in a receiver's own format, by a FreeMarker template that Smooks applies. The template sees the document
 * under its type's name, {@code order}. Values are escaped by the template's declared output format.
 */
public final class SmooksOutbound implements OutboundMap.OfText {
    /** The whole input of the filter: templates take everything from the document, and apply to {@code #document}. */
    private static final String TRIGGER = "<document/>";

    private final Smooks smooks;
    private final FieldTables tables;
    private final String mediaType;
    private final String extension;

    private SmooksOutbound(Smooks smooks, FieldTables tables, String mediaType, String extension) {
        this.smooks = smooks;
        this.tables = tables;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Reads and checks the folder's configuration and templates; null if there are problems. */
    public static @Nullable SmooksOutbound load(
            Path folder, FieldTables tables, String mediaType, String extension, Problems problems) {
        int before = problems.list().size();
        org.w3c.dom.Document config = SmooksFiles.parse(folder, problems);
        if (config == null) {
            return null;
        }
        List<Element> templates = SmooksFiles.elements(config, "template");
        if (templates.isEmpty()) {
            problems.add(
                    new Place(folder.resolve(SmooksFiles.CONFIG).toString(), 1, 1),
                    "Expected a FreeMarker template; a map out of a document needs one.");
        }
        for (Element template : templates) {
            Path file = folder.resolve(template.getTextContent().strip());
            String text = SmooksFiles.read(file, problems);
            checkTemplate(file, text, mediaType, problems);
            // Into the configuration itself: FreeMarker would read a changed file again without anybody having checked
            // it.
            template.setTextContent(text);
        }
        Smooks smooks = problems.list().size() > before ? null : SmooksFiles.open(folder, config, problems);
        return smooks == null ? null : new SmooksOutbound(smooks, tables, mediaType, extension);
    }

    /** Escaping must not depend on anybody's care: an XML template declares its output format, and nothing steps round it. */
    private static void checkTemplate(Path file, String text, String mediaType, Problems problems) {
        String[] lines = text.split("\n", -1);
        if (mediaType.contains("xml") && !lines[0].contains("output_format=\"XML\"")) {
            problems.add(
                    new Place(file.toString(), 1, 1),
                    "The template must begin with <#ftl output_format=\"XML\">, so that values are escaped.");
        }
        for (int i = 0; i < lines.length; i++) {
            // Smooks passes a template on in the platform's character set.
            if (lines[i].chars().anyMatch(c -> c > '~')) {
                problems.add(
                        new Place(file.toString(), i + 1, 1),
                        "Write characters beyond ASCII as references: &#233; for é.");
            }
            for (String refused : List.of("?no_esc", "<#noautoesc", "?new", "?api", "?eval", "?interpret")) {
                int at = lines[i].indexOf(refused);
                if (at >= 0) {
                    problems.add(new Place(file.toString(), i + 1, at + 1), "A template must not use " + refused + ".");
                }
            }
        }
    }

    @Override
    public Rendering write(Document document, Lookups lookups) {
        DocumentModel model = new DocumentModel(tables, lookups);
        Map<String, Object> fields = model.of(document);
        List<Finding> findings = new ArrayList<>(model.findings());
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            return new Rendering(new byte[0], mediaType, extension, findings);
        }
        try {
            ExecutionContext context = smooks.createExecutionContext();
            context.getBeanContext().addBean(document.type().toLowerCase(Locale.ROOT), fields);
            StringSink sink = new StringSink();
            smooks.filterSource(context, new StringSource(TRIGGER), sink);
            byte[] bytes = sink.getResult().getBytes(StandardCharsets.UTF_8);
            return new Rendering(bytes, mediaType, extension, findings);
        } catch (SmooksException e) {
            findings.add(failure(e));
            return new Rendering(new byte[0], mediaType, extension, findings);
        }
    }

    private static Finding failure(SmooksException e) {
        return new Finding(
                FindingCode.MAP_FAILED,
                Severity.ERROR,
                Finding.Origin.MAP,
                Position.inText(null, 0, 0, null, 0),
                "a template that can be filled from this document",
                SmooksFiles.reason(e));
    }

    /** Frees what Smooks holds; to be called when no translation uses this version any more. */
    public void close() {
        smooks.close();
    }
}
