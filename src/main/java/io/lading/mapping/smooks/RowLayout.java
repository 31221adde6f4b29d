package io.lading.mapping.smooks;

import io.lading.document.Shape;
import io.lading.mapping.TextSource;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * How the rows of a flat file make documents: {@code rows: { document: number, list: lines }} in map.yaml says which field
 * tells documents apart and which list each row adds to; the beans in smooks.xml say which column is which field. Immutable.
 *
 * @param columns names in the order of the file
 * @param header true if the first line holds them
 * @param properties the bean's properties, each a column's field
 * @param constants fields that every document gets
 * @param recordConstants fields that every record of the list gets, from the list on
 * @param charset in which files are written that do not say it themselves; null for UTF-8
 */
record RowLayout(
        Shape shape,
        List<String> columns,
        boolean header,
        char separator,
        char quote,
        int skip,
        char decimalMark,
        String key,
        Shape.@Nullable Field list,
        List<Property> properties,
        Map<RowField, Object> constants,
        Map<RowField, Object> recordConstants,
        @Nullable Charset charset) {

    /**
     * @param name as the row's map holds it
     * @param column its number in the file, from 1
     * @param inList true if it belongs to the list's record, false if to the document
     */
    record Property(String name, RowField field, int column, boolean inList) {}

    /** Null if there are problems. */
    static @Nullable RowLayout read(MapNode map, Document config, Shape shape, Problems problems) {
        int before = problems.list().size();
        Place place = new Place(map.place().file().replace("map.yaml", SmooksFiles.CONFIG), 1, 1);
        List<Element> readers = SmooksFiles.elements(config, "reader");
        MapNode rows = map.map("rows");
        if (readers.size() != 1 || rows == null) {
            problems.add(
                    place,
                    "A map of rows needs one csv:reader here, and in map.yaml"
                            + " 'rows: { document: number, list: lines }'.");
            return null;
        }
        Element reader = readers.get(0);
        List<String> columns = List.of(reader.getAttribute("fields").split("\\s*,\\s*"));
        Shape.Field list = list(rows, shape, problems);
        List<Property> properties = new ArrayList<>();
        for (Element value : SmooksFiles.elements(config, "value")) {
            Property property = property(value, columns, shape, list, place, problems);
            if (property != null) {
                properties.add(property);
            }
        }
        String key = rows.text("document", "number");
        if (properties.stream().noneMatch(property -> property.name().equals(key))) {
            problems.add(rows.place(), "No column fills '" + key + "', which is to tell the documents apart.");
        }
        MapNode from = map.map("from");
        RowLayout layout = new RowLayout(
                shape,
                columns,
                from != null && "true".equals(from.text("header")),
                character(reader, "separator", ','),
                character(reader, "quote", '"'),
                skip(reader),
                decimalMark(map, problems),
                key,
                list,
                List.copyOf(properties),
                constants(map, shape, null, problems),
                list == null ? Map.of() : constants(map, shape, list, problems),
                charset(map, problems));
        return problems.list().size() > before ? null : layout;
    }

    private static Shape.@Nullable Field list(MapNode rows, Shape shape, Problems problems) {
        String name = rows.text("list");
        if (name == null) {
            return null;
        }
        Shape.Field field = shape.field(name);
        if (field == null || field.kind() != Shape.Kind.RECORDS) {
            problems.add(rows.place(), shape.name() + " has no list of records '" + name + "'.");
            return null;
        }
        return field;
    }

    private static @Nullable Property property(
            Element value,
            List<String> columns,
            Shape shape,
            Shape.@Nullable Field list,
            Place place,
            Problems problems) {
        String name = value.getAttribute("property");
        String data = value.getAttribute("data");
        if (name.equals(SmooksInbound.RECORD)) {
            return null;
        }
        String column = data.substring(data.lastIndexOf('/') + 1);
        int number = columns.indexOf(column) + 1;
        if (number == 0) {
            problems.add(place, "The reader has no column '" + column + "'." + Problems.didYouMean(column, columns));
        }
        boolean inList = list != null && name.startsWith(list.name() + ".");
        Shape root = inList && list != null ? list.shape() : shape;
        RowField field = RowField.of(root, inList ? name.substring(name.indexOf('.') + 1) : name);
        if (field == null) {
            problems.add(
                    place,
                    shape.name() + " has no single value '" + name + "'."
                            + Problems.didYouMean(name.substring(name.lastIndexOf('.') + 1), root.fieldNames()));
            return null;
        }
        return new Property(name, field, number, inList);
    }

    /** @param list null for the document's own; else those of each record that a row adds to it, {@code lines.stock[0].code} */
    static Map<RowField, Object> constants(MapNode map, Shape shape, Shape.@Nullable Field list, Problems problems) {
        Map<RowField, Object> constants = new LinkedHashMap<>();
        MapNode node = map.map("constants");
        if (node == null) {
            return constants;
        }
        for (Map.Entry<String, YamlNode> entry : node.values().entrySet()) {
            String key = entry.getKey();
            String first = rowList(map);
            boolean ofRecord = !first.isEmpty() && key.startsWith(first + ".");
            if (ofRecord != (list != null)) {
                continue;
            }
            RowField field = list == null
                    ? RowField.of(shape, key)
                    : RowField.of(list.shape(), key.substring(list.name().length() + 1));
            String text = entry.getValue() instanceof TextNode found ? found.value() : "";
            Object value = field == null ? null : field.value(text, '.');
            if (field == null || value == null) {
                problems.add(
                        entry.getValue().place(),
                        shape.name() + " takes no '" + text + "' as its '" + entry.getKey() + "'.");
            } else {
                constants.put(field, value);
            }
        }
        return constants;
    }

    private static String rowList(MapNode map) {
        MapNode rows = map.map("rows");
        return rows == null ? "" : rows.text("list", "");
    }

    static char decimalMark(MapNode map, Problems problems) {
        String mark = map.text("decimalMark", ".");
        if (!mark.equals(".") && !mark.equals(",")) {
            problems.add(map.place(), "'decimalMark' is \".\" or \",\", found '" + mark + "'.");
            return '.';
        }
        return mark.charAt(0);
    }

    /** {@code from: { charset: ISO-8859-1 }}. */
    static @Nullable Charset charset(MapNode map, Problems problems) {
        MapNode from = map.map("from");
        String name = from == null ? null : from.text("charset");
        Charset charset = name == null ? null : TextSource.named(name);
        if (name != null && charset == null) {
            problems.add(
                    map.place(),
                    "'charset' of 'from': this Java knows no character set '" + name + "', such as ISO-8859-1.");
        }
        return charset;
    }

    private static char character(Element reader, String attribute, char otherwise) {
        String text = reader.getAttribute(attribute);
        return text.isEmpty() ? otherwise : text.charAt(0);
    }

    private static int skip(Element reader) {
        String text = reader.getAttribute("skipLines");
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
