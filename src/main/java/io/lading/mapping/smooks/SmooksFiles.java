package io.lading.mapping.smooks;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.smooks.Smooks;
import org.smooks.api.SmooksException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads a map folder's Smooks configuration, for our own checks and for Smooks. */
final class SmooksFiles {
    static final String CONFIG = "smooks.xml";

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** Attributes that hold a path. */
    private static final Set<String> SELECTORS =
            Set.of("data", "selector", "createOnElement", "wireOnElement", "setOnElement", "applyOnElement");

    /** A step that is a transaction set of X12. */
    private static final Pattern SET = Pattern.compile("(^|/)([0-9]{3})(?=/|$)");

    private SmooksFiles() {}

    /** The configuration as a tree; null, with the reason reported, if it is no XML or holds what no map may. */
    static @Nullable Document parse(Path folder, AllowedElements.Way way, Problems problems) {
        Path file = folder.resolve(CONFIG);
        int before = problems.list().size();
        try {
            byte[] bytes = Files.readAllBytes(file);
            SAXParserFactory checking = SAXParserFactory.newDefaultInstance();
            checking.setNamespaceAware(true);
            checking.setFeature(NO_DOCTYPE, true);
            checking.newSAXParser()
                    .parse(new ByteArrayInputStream(bytes), new AllowedElements(way, file.toString(), problems));
            if (problems.list().size() > before) {
                return null;
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(NO_DOCTYPE, true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file cannot be read: " + e.getMessage() + ".");
        } catch (SAXException e) {
            problems.add(new Place(file.toString(), line(e), 1), "This is not well-formed XML: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser must be able to refuse DOCTYPE.", e);
        }
        return null;
    }

    private static int line(SAXException e) {
        return e instanceof org.xml.sax.SAXParseException parse ? Math.max(1, parse.getLineNumber()) : 1;
    }

    /** All elements with this local name. */
    static List<Element> elements(Document config, String name) {
        NodeList nodes = config.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** A Smooks of a configuration; null if Smooks refuses it. */
    static @Nullable Smooks open(Path folder, Document config, Problems problems) {
        Place place = new Place(folder.resolve(CONFIG).toString(), 1, 1);
        nameSets(config);
        Smooks smooks = new Smooks();
        try {
            smooks.addResourceConfigs(folder.toUri().toString(), new ByteArrayInputStream(bytes(config)));
            return smooks;
        } catch (IOException | SAXException | SmooksException e) {
            problems.add(place, "Smooks does not take this configuration: " + reason(e));
            smooks.close();
            return null;
        }
    }

    /** XPath takes {@code 850/PO1} for a number with something behind it, so sets are called by their element's name. */
    private static void nameSets(Document config) {
        NodeList all = config.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            NamedNodeMap attributes = all.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                Node attribute = attributes.item(a);
                if (SELECTORS.contains(attribute.getNodeName())) {
                    attribute.setNodeValue(SET.matcher(attribute.getNodeValue()).replaceAll("$1_$2"));
                }
            }
        }
    }

    private static byte[] bytes(Document config) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(config), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalStateException("A tree that was just parsed must be writable.", e);
        }
        return out.toByteArray();
    }

    static String read(Path file, Problems problems) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file cannot be read: " + e.getMessage() + ".");
            return "";
        }
    }

    /** The first line of the innermost cause, which is the one that says what is wrong. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }
}
