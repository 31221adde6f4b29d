package io.lading.cli;

import io.lading.document.Shape;
import io.lading.interchange.Standard;
import io.lading.schema.ElementRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first files of a new map: all that can be known from its id, the document and a sample. */
final class NewMap {
    private static final String SEPARATORS = ";,\t|";

    private final String id;
    private final Shape document;
    private final @Nullable Path sample;

    NewMap(String id, Shape document, @Nullable Path sample) {
        this.id = id;
        this.document = document;
        this.sample = sample;
    }

    /** File name, below the map's folder → content. */
    Map<String, String> files() throws IOException {
        String syntax = id.substring(0, id.indexOf('/'));
        return switch (syntax) {
            case "x12", "edifact" -> binding(syntax);
            case "json" ->
                Map.of("map.yaml", mapFile("json", "{ document: " + document.name() + " }", "{ syntax: json }", ""));
            case "csv" -> csv();
            case "xml" -> xml();
            default ->
                throw new WrongUseException(
                        "A map's id begins with x12/, edifact/, csv/, xml/ or json/, not with " + syntax + "/.");
        };
    }

    private String mapFile(String kind, String from, String to, String more) {
        return "id: " + id + "\nkind: " + kind + "\ndescription: \nfrom: " + from + "\nto: " + to + "\n" + more;
    }

    // ---- bindings -------------------------------------------------------------------------------------------------

    /** Rules to be filled in: every segment the set must have, each element by its name. */
    private Map<String, String> binding(String syntax) {
        String set = id.substring(syntax.length() + 1).split("-", 2)[0].toUpperCase(Locale.ROOT);
        Standard standard = syntax.equals("x12") ? Standard.X12 : Standard.EDIFACT;
        Schema schema = Examination.load().all().stream()
                .filter(candidate ->
                        candidate.standard() == standard && candidate.setType().equals(set))
                .findFirst()
                .orElseThrow(() -> new WrongUseException("There is no schema of a set " + set
                        + "; a binding's id begins with its set, such as x12/855-order-response."));
        StringBuilder rules = new StringBuilder();
        rules.append("# Each line names an element and the field of ").append(document.name());
        rules.append(" that it is; docs/guide/bindings.md tells how.\n");
        rules.append("binding: ")
                .append(syntax)
                .append('/')
                .append(set)
                .append(" <-> ")
                .append(document.name());
        rules.append("\n\n");
        for (int i = 1; i < schema.nodeCount() - 1; i++) {
            segment(schema.node(i), i == 1, rules);
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "map.yaml",
                mapFile(
                        "binding",
                        "{ syntax: " + syntax + ", set: \"" + set + "\" }",
                        "{ document: " + document.name() + " }",
                        ""));
        files.put("binding.yaml", rules.toString());
        return files;
    }

    /** The first segment names the document: its first element that may be long stands for the number until told otherwise. */
    private static void segment(SegmentNode node, boolean first, StringBuilder rules) {
        if (!node.mandatory() && !first) {
            return;
        }
        rules.append(first ? "" : "# ").append(node.name()).append(":");
        rules.append(" ".repeat(Math.max(1, 30 - node.name().length())))
                .append("# ")
                .append(node.layout().label());
        rules.append('\n');
        boolean numbered = false;
        for (int place = 1; place <= node.layout().size(); place++) {
            ElementRule rule = node.layout().element(place);
            if (rule == null || !rule.mandatory()) {
                continue;
            }
            boolean number =
                    first && !numbered && rule.components() == null && rule.codes() == null && rule.longest() > 10;
            numbered |= number;
            String name = place < 10 ? "0" + place : String.valueOf(place);
            rules.append(number ? "  " : "#  ").append(name).append(": ").append(number ? "number" : "");
            rules.append(" ".repeat(number ? 18 : 23))
                    .append("# ")
                    .append(rule.label())
                    .append('\n');
        }
    }

    // ---- text -----------------------------------------------------------------------------------------------------

    private Map<String, String> csv() throws IOException {
        if (sample == null) {
            throw new WrongUseException("A map of CSV begins with a file: give one by --sample.");
        }
        byte[] bytes = Files.readAllBytes(sample);
        boolean utf8 = isUtf8(bytes);
        String text = new String(bytes, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        String header = text.lines().findFirst().orElse("");
        char separator = separator(header);
        List<String> columns = columns(header, separator);
        Map<String, String> files = new LinkedHashMap<>();
        String list = document.field("lines") == null ? "" : ", list: lines";
        files.put(
                "map.yaml",
                mapFile(
                        "smooks",
                        "{ syntax: csv, header: true" + (utf8 ? "" : ", charset: windows-1252") + " }"
                                + (utf8 ? "" : "     # the sample is not UTF-8: check with its sender"),
                        "{ document: " + document.name() + " }",
                        "rows: { document: number" + list + " }     # rows with the same number are one document\n"));
        files.put("smooks.xml", rows(columns, separator));
        return files;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static char separator(String header) {
        char best = ',';
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static List<String> columns(String header, char separator) {
        List<String> columns = new ArrayList<>();
        for (String name : header.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1)) {
            String plain = name.strip().replace("\"", "").replaceAll("[^A-Za-z0-9_]", "_");
            columns.add(plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "c" + plain : plain);
        }
        return columns;
    }

    private String rows(List<String> columns, char separator) {
        String mark = separator == '\t' ? "&#9;" : String.valueOf(separator);
        StringBuilder values = new StringBuilder();
        List<String> unknown = new ArrayList<>();
        boolean numbered = columns.stream().anyMatch(column -> "number".equals(field(column)));
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String field = i == 0 && !numbered ? "number" : field(column);
            if (field == null) {
                unknown.add(column);
            } else {
                values.append("    <jb:value property=\"").append(field).append("\" data=\"row/");
                values.append(column).append("\"/>\n");
            }
        }
        if (!unknown.isEmpty()) {
            values.append("    <!-- Columns that still need a field of ")
                    .append(document.name())
                    .append(": ");
            values.append(String.join(", ", unknown)).append(" -->\n");
        }
        return ROWS.formatted(String.join(",", columns), mark, values);
    }

    /** The field of the document, or of its lines, that is called like the column. */
    private @Nullable String field(String column) {
        String plain = plain(column);
        Shape.Field lines = document.field("lines");
        for (Shape.Field field : document.fields()) {
            if (plain(field.name()).equals(plain) && isSingle(field)) {
                return field.name();
            }
        }
        if (lines != null && lines.kind() == Shape.Kind.RECORDS) {
            for (Shape.Field field : lines.shape().fields()) {
                if (isSingle(field)
                        && (plain(field.name()).equals(plain)
                                || plain("line" + field.name()).equals(plain))) {
                    return "lines." + field.name();
                }
            }
        }
        return null;
    }

    static boolean isSingle(Shape.Field field) {
        return !field.isList() && field.kind() != Shape.Kind.RECORD;
    }

    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private Map<String, String> xml() throws IOException {
        if (sample != null) {
            return NewXmlMap.of(id, document, sample);
        }
        String root = document.name().substring(0, 1).toLowerCase(Locale.ROOT)
                + document.name().substring(1);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("map.yaml", mapFile("smooks", "{ document: " + document.name() + " }", "{ syntax: xml }", ""));
        files.put("smooks.xml", TEMPLATE.formatted(root));
        files.put(root + ".xml.ftl", FREEMARKER.formatted(document.name(), root, root, root));
        return files;
    }

    private static final String ROWS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                  xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                  xmlns:csv="https://www.smooks.org/xsd/smooks/csv-1.7.xsd"
                                  xmlns:jb="https://www.smooks.org/xsd/smooks/javabean-1.6.xsd">

              <core:filterSettings type="SAX NG" defaultSerialization="false"/>

              <csv:reader fields="%s"
                          separator="%s" escape="&#127;" skipLines="1" strict="false"
                          rootElementName="rows" recordElementName="row"/>

              <jb:bean beanId="rows" class="java.util.ArrayList" createOnElement="rows">
                <jb:wiring beanIdRef="row"/>
              </jb:bean>

              <jb:bean beanId="row" class="java.util.LinkedHashMap" createOnElement="row">
                <jb:value property="record" data="row/@number"/>
            %s  </jb:bean>
            </smooks-resource-list>
            """;

    private static final String TEMPLATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                  xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                  xmlns:ftl="https://www.smooks.org/xsd/smooks/freemarker-2.1.xsd">

              <core:filterSettings type="SAX NG" defaultSerialization="false"/>

              <ftl:freemarker applyOnElement="#document">
                <ftl:template>%s.xml.ftl</ftl:template>
              </ftl:freemarker>
            </smooks-resource-list>
            """;

    private static final String FREEMARKER = """
            <#ftl output_format="XML">
            <#-- The fields are those of %s; mappings/schemas/canonical describes them. -->
            <?xml version="1.0" encoding="UTF-8"?>
            <%s>
              <number>${%s.number}</number>
            </%s>
            """;
}
