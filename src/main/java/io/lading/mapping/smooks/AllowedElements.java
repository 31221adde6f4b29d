package io.lading.mapping.smooks;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The elements, attributes and classes a map's Smooks configuration may hold. Whoever proposes a map must not thereby run
 * code as the hub, and Smooks by itself runs expressions, makes objects of any class and opens any file that a configuration
 * names. So what is not listed is refused where it stands, before Smooks sees it. For one use.
 */
final class AllowedElements extends DefaultHandler {
    static final String SMOOKS = "https://www.smooks.org/xsd/smooks-2.0.xsd";
    static final String CORE = "https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd";
    static final String BEANS = "https://www.smooks.org/xsd/smooks/javabean-1.6.xsd";
    static final String CSV = "https://www.smooks.org/xsd/smooks/csv-1.7.xsd";
    static final String FREEMARKER = "https://www.smooks.org/xsd/smooks/freemarker-2.1.xsd";

    /** What an attribute's value may be. */
    private record Rule(Pattern allowed, String expected) {
        Rule(String allowed, String expected) {
            this(Pattern.compile(allowed), expected);
        }
    }

    private static final Rule ANY = new Rule("(?s).*", "any text");
    private static final Rule FLAG = new Rule("true|false", "true or false");
    private static final Rule NUMBER = new Rule("[0-9]{1,6}", "a number");
    private static final Rule FILTER = new Rule("SAX NG|DOM", "SAX NG");
    private static final Rule NAME = new Rule("[A-Za-z0-9_.#*-]{1,100}", "a name");

    /** Functions need a parenthesis: XPath's document(), for one, opens any address. */
    private static final Rule PATH = new Rule("[^()]{0,500}", "a path without functions");

    private static final Rule CONTAINER = new Rule(
            "java\\.util\\.(LinkedHashMap|HashMap|TreeMap|ArrayList|LinkedList)",
            "java.util.LinkedHashMap or java.util.ArrayList");
    private static final Rule READER = new Rule(
            Pattern.quote(EdiXmlReader.class.getName())
                    // The peer that is measured beside ours; part of the product's own code.
                    + "|" + Pattern.quote("io.lading.cli.bench.engine.StaediXmlReader"),
            EdiXmlReader.class.getName());
    private static final Rule TEXT_ONLY =
            new Rule("String", "String, for values are checked when the document is made");
    private static final Rule WHOLE =
            new Rule("#document|[$]document|document", "#document, for the template is all the output there is");

    private static final Map<String, Rule> FILTER_SETTINGS = Map.of(
            "type", FILTER,
            "defaultSerialization", FLAG,
            "terminateOnException", FLAG,
            "closeSource", FLAG,
            "closeSink", FLAG,
            "rewriteEntities", FLAG,
            "readerPoolSize", NUMBER);

    /** Namespace → element → attribute → what it may say. */
    private static final Map<String, Map<String, Map<String, Rule>>> INTO_DOCUMENTS = Map.of(
            SMOOKS,
            Map.of("smooks-resource-list", Map.of(), "reader", Map.of("class", READER)),
            CORE,
            Map.of(
                    "filterSettings",
                    FILTER_SETTINGS,
                    "namespaces",
                    Map.of(),
                    "namespace",
                    Map.of("prefix", NAME, "uri", ANY)),
            BEANS,
            Map.of(
                    "bean",
                    Map.of(
                            "beanId", NAME,
                            "class", CONTAINER,
                            "createOnElement", PATH,
                            "retain", FLAG,
                            "extendLifecycle", FLAG),
                    "value",
                    Map.of("property", ANY, "data", PATH, "default", ANY, "decoder", TEXT_ONLY),
                    "wiring",
                    Map.of("property", ANY, "beanIdRef", NAME, "wireOnElement", PATH)),
            CSV,
            Map.of(
                    "reader",
                    Map.of(
                            "fields", ANY,
                            "separator", ANY,
                            "quote", ANY,
                            "escape", ANY,
                            "skipLines", NUMBER,
                            "encoding", NAME,
                            "rootElementName", NAME,
                            "recordElementName", NAME,
                            "indent", FLAG,
                            "strict", FLAG)));

    private static final Map<String, Map<String, Map<String, Rule>>> OUT_OF_DOCUMENTS = Map.of(
            SMOOKS, Map.of("smooks-resource-list", Map.of()),
            CORE, Map.of("filterSettings", FILTER_SETTINGS),
            FREEMARKER, Map.of("freemarker", Map.of("applyOnElement", WHOLE), "template", Map.of()));

    /** Which way a map goes; each has its own elements. */
    enum Way {
        INTO_DOCUMENTS,
        OUT_OF_DOCUMENTS;

        private Map<String, Map<String, Map<String, Rule>>> allowed() {
            return this == INTO_DOCUMENTS ? AllowedElements.INTO_DOCUMENTS : AllowedElements.OUT_OF_DOCUMENTS;
        }
    }

    private final Map<String, Map<String, Map<String, Rule>>> allowed;
    private final String file;
    private final Problems problems;
    private @Nullable Locator locator;

    AllowedElements(Way way, String file, Problems problems) {
        this.allowed = way.allowed();
        this.file = file;
        this.problems = problems;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String namespace, String name, String qualified, Attributes attributes) {
        Map<String, Map<String, Rule>> elements = allowed.get(namespace);
        if (elements == null) {
            report("The element <" + qualified + "> is not allowed: expected one of the namespaces "
                    + String.join(", ", new TreeSet<>(allowed.keySet())) + "; found '" + namespace + "'.");
            return;
        }
        Map<String, Rule> rules = elements.get(name);
        if (rules == null) {
            report("The element <" + qualified + "> is not allowed in a map, for it may run code, make objects or open"
                    + " files. Of its namespace a map may hold: " + words(elements.keySet()) + ".");
            return;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            String key = attributes.getQName(i);
            refusal(key, attributes.getValue(i), rules).ifPresent(reason -> report("<" + qualified + ">: " + reason));
        }
    }

    private static Optional<String> refusal(String key, String value, Map<String, Rule> rules) {
        Rule rule = rules.get(key);
        if (rule == null) {
            return Optional.of("The attribute '" + key + "' is not allowed in a map"
                    + (rules.isEmpty() ? "." : "; allowed: " + words(rules.keySet()) + "."));
        }
        return rule.allowed().matcher(value).matches()
                ? Optional.empty()
                : Optional.of("The attribute '" + key + "' expects " + rule.expected() + "; found '" + value + "'.");
    }

    private static String words(Set<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    private void report(String message) {
        int line = locator == null ? 1 : Math.max(1, locator.getLineNumber());
        int column = locator == null ? 1 : Math.max(1, locator.getColumnNumber());
        problems.add(new Place(file, line, column), message);
    }
}
