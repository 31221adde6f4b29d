package io.lading.cli;

import io.lading.document.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A map that reads a partner's own XML, begun from a sample: which element repeats as a line is, which elements are called
 * like fields. What is not known is listed and left to whoever knows the partner; nothing is guessed from values.
 */
final class NewXmlMap {
    private final Shape document;
    private final Element root;
    /** Elements and attributes that hold text, by their path from the root, of the document and of its lines. */
    private final Set<String> heads = new LinkedHashSet<>();

    private final Set<String> lineValues = new LinkedHashSet<>();
    private final @Nullable String line;
    private final List<String> unknown = new ArrayList<>();

    private NewXmlMap(Shape document, Element root) {
        this.document = document;
        this.root = root;
        this.line = repeated(root, name(root));
        gather(root, name(root));
    }

    /** File name, below the map's folder → content. */
    static Map<String, String> of(String id, Shape document, Path sample) throws IOException {
        NewXmlMap map = new NewXmlMap(document, root(sample, Files.readAllBytes(sample)));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("map.yaml", """
                id: %s
                kind: smooks
                description:\s
                from: { syntax: xml }     # charset: ISO-8859-1 where the files do not declare theirs
                to: { document: %s }
                """.formatted(id, document.name()));
        files.put("smooks.xml", map.configuration());
        return files;
    }

    private static Element root(Path sample, byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(bytes))
                    .getDocumentElement();
        } catch (SAXException e) {
            throw new WrongUseException("The sample " + sample + " is no XML: " + e.getMessage());
        } catch (IOException e) {
            throw new WrongUseException("The sample " + sample + " cannot be read: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser must be able to refuse DOCTYPE.", e);
        }
    }

    private static String name(Node node) {
        return node.getLocalName();
    }

    /** The path of the outermost element that stands more than once below one other; null if none does. */
    private @Nullable String repeated(Element element, String path) {
        Set<String> seen = new LinkedHashSet<>();
        for (Element child : children(element)) {
            if (!seen.add(name(child)) && !children(child).isEmpty()) {
                return path + "/" + name(child);
            }
        }
        for (Element child : children(element)) {
            String found = repeated(child, path + "/" + name(child));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void gather(Element element, String path) {
        Set<String> values = line != null && (path + "/").startsWith(line + "/") ? lineValues : heads;
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String attribute = element.getAttributes().item(i).getNodeName();
            if (!attribute.startsWith("xmlns") && !attribute.contains(":")) {
                values.add(path + "/@" + attribute);
            }
        }
        List<Element> children = children(element);
        if (children.isEmpty() && !element.getTextContent().isBlank()) {
            values.add(path);
        }
        children.forEach(child -> gather(child, path + "/" + name(child)));
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private String configuration() {
        Shape.Field lines = document.field("lines");
        String head = values(document, heads, "");
        boolean nested = false;
        String body = "";
        if (line != null && lines != null && lines.kind() == Shape.Kind.RECORDS) {
            nested = true;
            body = values(lines.shape(), lineValues, "lines.");
        } else {
            unknown.addAll(lineValues);
        }
        String more = unknown.isEmpty()
                ? ""
                : "\n  <!-- Still without a field of " + document.name() + ":\n       "
                        + String.join("\n       ", unknown) + " -->\n";
        String wiring = nested ? "    <jb:wiring property=\"lines\" beanIdRef=\"lines\"/>\n" : "";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                      xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                      xmlns:jb="https://www.smooks.org/xsd/smooks/javabean-1.6.xsd">

                  <core:filterSettings type="SAX NG" defaultSerialization="false"/>

                  <!-- The keys are fields of %s; docs/reference/maps.md tells how. XML needs no reader. -->
                  <jb:bean beanId="document" class="java.util.LinkedHashMap" createOnElement="%s">
                %s%s  </jb:bean>
                %s%s</smooks-resource-list>
                """.formatted(document.name(), name(root), head, wiring, nested ? lineBeans(body) : "", more);
    }

    private String lineBeans(String values) {
        return """

                  <jb:bean beanId="lines" class="java.util.ArrayList" createOnElement="%s">
                    <jb:wiring beanIdRef="line"/>
                  </jb:bean>

                  <jb:bean beanId="line" class="java.util.LinkedHashMap" createOnElement="%s">
                %s  </jb:bean>
                """.formatted(name(root), line, values);
    }

    private String values(Shape shape, Set<String> paths, String prefix) {
        StringBuilder values = new StringBuilder();
        Set<String> filled = new LinkedHashSet<>();
        for (String path : paths) {
            String field = field(shape, path, prefix);
            if (field == null || !filled.add(field)) {
                unknown.add(path);
                continue;
            }
            values.append("    <jb:value property=\"").append(field).append("\" data=\"");
            values.append(path).append("\"/>\n");
        }
        return values.toString();
    }

    /** The single field that is called like the path's last name, or like the document or line and it: OrderNumber. */
    private @Nullable String field(Shape shape, String path, String prefix) {
        String plain = NewMap.plain(path.substring(path.lastIndexOf('/') + 1));
        List<String> names = prefix.isEmpty()
                ? List.of("", NewMap.plain(document.name()), "po", "document")
                : List.of("", "line", "item", "position", "pos");
        for (Shape.Field field : shape.fields()) {
            for (String name : names) {
                if (NewMap.isSingle(field) && plain.equals(name + NewMap.plain(field.name()))) {
                    return field.name();
                }
            }
        }
        return null;
    }
}
