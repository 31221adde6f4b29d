package io.lading.mapping.smooks;

import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
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
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A document in a receiver's own format, by the FreeMarker template that a Smooks configuration names. The template sees the
 * document under its type's name, {@code order}, as maps, lists and texts, and nothing else: it is filled by a FreeMarker that
 * loads no files, makes no objects and calls no methods, which that of Smooks' own cartridge does. Values are escaped by the
 * template's declared output format.
 */
public final class SmooksOutbound implements OutboundMap.OfText {
    /** Below the map's own folder. */
    private static final Pattern FILE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,3}");

    private final Template template;
    private final FieldTables tables;
    private final String mediaType;
    private final String extension;

    private SmooksOutbound(Template template, FieldTables tables, String mediaType, String extension) {
        this.template = template;
        this.tables = tables;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Reads and checks the folder's configuration and templates; null if there are problems. */
    public static @Nullable SmooksOutbound load(
            Path folder, FieldTables tables, String mediaType, String extension, Problems problems) {
        int before = problems.list().size();
        org.w3c.dom.Document config = SmooksFiles.parse(folder, AllowedElements.Way.OUT_OF_DOCUMENTS, problems);
        if (config == null) {
            return null;
        }
        List<Element> templates = SmooksFiles.elements(config, "template");
        String name = templates.size() == 1 ? templates.get(0).getTextContent().strip() : "";
        if (!FILE.matcher(name).matches()) {
            problems.add(
                    new Place(folder.resolve(SmooksFiles.CONFIG).toString(), 1, 1),
                    "Expected one FreeMarker template, by the name of a file in the map's folder; a map out of a document"
                            + " needs one. Found: " + (name.isEmpty() ? templates.size() + " templates" : name) + ".");
            return null;
        }
        Path file = folder.resolve(name);
        String text = SmooksFiles.read(file, problems);
        if (problems.list().size() > before) {
            return null;
        }
        checkText(file, text, mediaType, problems);
        Template template = template(file, text, problems);
        return template == null || problems.list().size() > before
                ? null
                : new SmooksOutbound(template, tables, mediaType, extension);
    }

    private static @Nullable Template template(Path file, String text, Problems problems) {
        Configuration engine = new Configuration(Configuration.VERSION_2_3_33);
        engine.setTemplateLoader(null);
        engine.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        engine.setAPIBuiltinEnabled(false);
        engine.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_33));
        engine.setLocale(Locale.ROOT);
        engine.setNumberFormat("#.##########");
        engine.setLogTemplateExceptions(false);
        engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        try {
            Template template = new Template(file.toString(), text, engine);
            new TemplateCheck(file.toString(), problems).check(template);
            return template;
        } catch (ParseException e) {
            problems.add(
                    new Place(file.toString(), Math.max(1, e.getLineNumber()), Math.max(1, e.getColumnNumber())),
                    "FreeMarker cannot read this template: " + SmooksFiles.reason(e));
        } catch (IOException e) {
            throw new IllegalStateException("A template in memory must be readable.", e);
        }
        return null;
    }

    /** Escaping must not depend on anybody's care: an XML template declares its output format. */
    private static void checkText(Path file, String text, String mediaType, Problems problems) {
        String[] lines = text.split("\n", -1);
        if (mediaType.contains("xml") && !lines[0].contains("output_format=\"XML\"")) {
            problems.add(
                    new Place(file.toString(), 1, 1),
                    "The template must begin with <#ftl output_format=\"XML\">, so that values are escaped.");
        }
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].chars().anyMatch(c -> c > '~')) {
                problems.add(
                        new Place(file.toString(), i + 1, 1),
                        "Write characters beyond ASCII as references: &#233; for é.");
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
            StringWriter out = new StringWriter();
            template.process(Map.of(document.type().toLowerCase(Locale.ROOT), fields), out);
            byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
            return new Rendering(bytes, mediaType, extension, findings);
        } catch (TemplateException | IOException e) {
            findings.add(failure(e));
            return new Rendering(new byte[0], mediaType, extension, findings);
        }
    }

    private static Finding failure(Exception e) {
        return new Finding(
                FindingCode.MAP_FAILED,
                Severity.ERROR,
                Finding.Origin.MAP,
                Position.inText(null, 0, 0, null, 0),
                "a template that can be filled from this document",
                SmooksFiles.reason(e));
    }
}
