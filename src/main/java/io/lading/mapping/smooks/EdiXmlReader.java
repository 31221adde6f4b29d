package io.lading.mapping.smooks;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.mapping.EdiSource;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.smooks.api.ExecutionContext;
import org.smooks.api.TypedKey;
import org.smooks.api.resource.reader.SmooksXMLReader;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Lets Smooks read EDI: {@code <reader class="io.lading.mapping.smooks.EdiXmlReader"/>}. In a map of ours it tells the one
 * transaction set that is being translated, loops nested after its schema. Anywhere else it reads whole interchanges from
 * bytes and tells their sets below an element {@code interchange}, segments side by side. No grammar is generated or
 * compiled. Made by Smooks for each document; for one thread.
 */
public final class EdiXmlReader extends EventSource implements SmooksXMLReader {
    private static final TypedKey<Input> INPUT = TypedKey.of(EdiXmlReader.class.getName());
    private static final String ROOT = "interchange";

    private @Nullable ExecutionContext context;

    /** What is read when it does not come as bytes. */
    private record Input(EdiSource source, @Nullable Schema schema) {}

    /** Gives the set to the reader that Smooks is going to make. */
    static void give(ExecutionContext context, EdiSource source, @Nullable Schema schema) {
        context.put(INPUT, new Input(source, schema));
    }

    /** The XML name of a set, segment or element; those that begin with a digit, as {@code 850} does, get a line before it. */
    public static String elementName(String name) {
        boolean plain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; plain && i < name.length(); i++) {
            plain = isNameCharacter(name.charAt(i));
        }
        if (plain) {
            return name;
        }
        StringBuilder out = new StringBuilder("_");
        for (int i = 0; i < name.length(); i++) {
            out.append(isNameCharacter(name.charAt(i)) ? name.charAt(i) : '_');
        }
        return out.toString();
    }

    private static boolean isNameCharacter(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
    }

    @Override
    public void setExecutionContext(ExecutionContext executionContext) {
        context = executionContext;
    }

    @Override
    public void parse(InputSource input) throws IOException, SAXException {
        ContentHandler to = receiver();
        Input given = context == null ? null : context.get(INPUT);
        to.startDocument();
        if (given == null) {
            to.startElement("", ROOT, ROOT, new AttributesImpl());
            InterchangeReader.read(bytes(input), ReaderOptions.strict(name(input)), new Told(to));
            to.endElement("", ROOT, ROOT);
        } else {
            SegmentTable set = given.source().set();
            String type = given.source().place().setType();
            new SetEvents(to, given.schema(), set)
                    .tell(type == null ? set.text(0, 1) : type, given.source().release());
        }
        to.endDocument();
    }

    private static String name(InputSource input) {
        return input.getSystemId() == null ? "" : input.getSystemId();
    }

    private static byte[] bytes(InputSource input) throws IOException {
        if (input.getByteStream() != null) {
            try (InputStream in = input.getByteStream()) {
                return in.readAllBytes();
            }
        }
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        for (int n = input.getCharacterStream().read(buffer);
                n >= 0;
                n = input.getCharacterStream().read(buffer)) {
            text.append(buffer, 0, n);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reports a fault as Smooks expects it: by an exception, for nobody there reads findings. */
    private record Told(ContentHandler to) implements InterchangeListener {

        @Override
        public void interchangeStarted(InterchangeHeader header) {}

        @Override
        public void groupStarted(GroupHeader header) {}

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            try {
                new SetEvents(to, null, set).tell(header.type(), header.release());
            } catch (SAXException e) {
                throw new EdiXmlException(
                        "The transaction set " + header.controlNumber() + " could not be handed on.", e);
            }
        }

        @Override
        public void groupEnded(@Nullable Trailer trailer) {}

        @Override
        public void interchangeEnded(@Nullable Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            if (finding.severity() == Severity.ERROR) {
                throw new EdiXmlException(finding.sentence(), null);
            }
        }
    }
}
