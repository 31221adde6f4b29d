package io.lading.schema.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A directory as {@code org.smooks.cartridges.edi:edifact-schemas} publishes it: two XML schemas in a jar, one of messages
 * and one of segments, composites, elements and codes. Only the facts are taken.
 */
final class DirectoryFile {
    private static final String MESSAGES = "EDIFACT-Messages.dfdl.xsd";
    private static final String SEGMENTS = "EDIFACT-Segments.dfdl.xsd";
    private static final String GROUP = "SegGrp";

    /** A segment or a group of a message; a group's first child is the segment that starts it. */
    record Node(String tag, boolean mandatory, int most, List<Node> children) {
        boolean isGroup() {
            return tag.startsWith(GROUP);
        }
    }

    /** An element or composite in its place; {@code repeats} places in a row. */
    record Use(String reference, boolean mandatory, int repeats) {}

    /** A segment or composite. */
    record Layout(String name, String label, List<Use> uses) {}

    /** @param type {@code alpha0-35}, {@code numeric3} */
    record Element(String reference, String label, String type, List<String> codes) {}

    final String release;
    final Map<String, Node> messages = new LinkedHashMap<>();
    final Map<String, Layout> segments = new LinkedHashMap<>();
    final Map<String, Layout> composites = new LinkedHashMap<>();
    final Map<String, Element> elements = new LinkedHashMap<>();

    private DirectoryFile(String release) {
        this.release = release;
    }

    static DirectoryFile read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry messages = entry(zip, MESSAGES);
            ZipEntry segments = entry(zip, SEGMENTS);
            String folder = messages.getName().substring(0, messages.getName().indexOf('/'));
            DirectoryFile directory = new DirectoryFile(folder);
            directory.readMessages(zip.getInputStream(messages));
            directory.readSegments(zip.getInputStream(segments));
            return directory;
        } catch (XMLStreamException e) {
            throw new IOException(jar + " holds XML that cannot be read: " + e.getMessage(), e);
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        for (ZipEntry entry : Collections.list(entries)) {
            if (entry.getName().endsWith("/" + name)) {
                return entry;
            }
        }
        throw new IOException(zip.getName() + " holds no " + name
                + "; give a jar of org.smooks.cartridges.edi:edifact-schemas with the directory as classifier");
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    private void readMessages(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = reader(in);
        Deque<Node> open = new ArrayDeque<>();
        Deque<Boolean> isNode = new ArrayDeque<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                Node node = node(xml, open.isEmpty());
                isNode.push(node != null);
                if (node != null) {
                    add(open, node);
                    open.push(node);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && isNode.pop()) {
                open.pop();
            }
        }
    }

    private void add(Deque<Node> open, Node node) {
        if (open.isEmpty()) {
            messages.put(node.tag(), node);
        } else {
            open.getFirst().children().add(node);
        }
    }

    /** Messages are named complex types; segments and groups are elements within them. */
    private static @Nullable Node node(XMLStreamReader xml, boolean outermost) {
        String name = xml.getAttributeValue(null, "name");
        boolean wanted = xml.getLocalName().equals(outermost ? "complexType" : "element");
        if (name == null || !wanted) {
            return null;
        }
        return new Node(name, number(xml, "minOccurs") > 0, number(xml, "maxOccurs"), new ArrayList<>());
    }

    // ---- segments, composites, elements ---------------------------------------------------------------------------

    private void readSegments(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = reader(in);
        List<Use> uses = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        String simple = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.getAttributeValue(null, "name");
            switch (xml.getLocalName()) {
                case "complexType" -> uses = layout(name == null ? "" : name);
                case "element" -> use(xml, uses);
                case "simpleType" -> simple = name == null ? "" : name;
                case "restriction" -> codes = element(simple, xml.getAttributeValue(null, "base"));
                case "enumeration" -> codes.add(xml.getAttributeValue(null, "value"));
                default -> {}
            }
        }
    }

    private List<Use> layout(String name) {
        int dash = name.indexOf('-');
        List<Use> uses = new ArrayList<>();
        if (dash > 0) {
            String reference = name.substring(0, dash);
            boolean composite = reference.length() == 4;
            Layout layout = new Layout(reference, words(name.substring(dash + 1)), uses);
            (composite ? composites : segments).put(reference, layout);
        }
        return uses;
    }

    private static void use(XMLStreamReader xml, List<Use> uses) {
        String name = xml.getAttributeValue(null, "name");
        if (name != null && name.length() >= 4 && xml.getAttributeValue(null, "minOccurs") != null) {
            uses.add(new Use(reference(name), number(xml, "minOccurs") > 0, number(xml, "maxOccurs")));
        }
    }

    private List<String> element(String name, String base) {
        List<String> codes = new ArrayList<>();
        int dash = name.indexOf('-');
        if (dash == 5 && name.charAt(0) == 'E') {
            String reference = reference(name.substring(0, dash));
            String type = base.substring(base.indexOf(':') + 1);
            elements.put(reference, new Element(reference, words(name.substring(dash + 1)), type, codes));
        }
        return codes;
    }

    /** {@code E7140} is the element 7140, {@code C212} a composite; a suffix or letter tells apart two uses of one. */
    private static String reference(String name) {
        String plain = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
        plain = plain.contains("_") ? plain.substring(0, plain.indexOf('_')) : plain;
        boolean lettered = Character.isLowerCase(plain.charAt(plain.length() - 1));
        plain = lettered ? plain.substring(0, plain.length() - 1) : plain;
        return plain.startsWith("E") ? plain.substring(1) : plain;
    }

    private static int number(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        if (value == null) {
            return 1;
        }
        return value.equals("unbounded") ? Integer.MAX_VALUE : Integer.parseInt(value);
    }

    /** {@code ItemNumberTypeCoded} as {@code item number type coded}. */
    private static String words(String camelCase) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            boolean begins = Character.isUpperCase(c) && i > 0;
            out.append(begins ? " " : "").append(Character.toLowerCase(c));
        }
        return out.toString()
                .replaceAll("[^a-z0-9 ]", " ")
                .replaceAll(" +", " ")
                .strip();
    }

    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }
}
