package io.lading.mapping.smooks;

import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.FieldTables;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode.MapNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smooks.Smooks;
import org.smooks.api.ExecutionContext;
import org.smooks.api.SmooksException;
import org.smooks.api.io.Source;
import org.smooks.io.sink.JavaSink;
import org.smooks.io.source.ReaderSource;
import org.smooks.io.source.StreamSource;

/**
 * A Smooks configuration that binds whatever its reader tells to the bean {@code document}, a map by the document's fields,
 * or {@code documents}, a list of them. Transaction sets come through {@link EdiXmlReader}, files through the reader that
 * the configuration names. Thread-safe.
 */
public final class SmooksBeans {
    private static final String DOCUMENT = "document";
    private static final String DOCUMENTS = "documents";

    private final Smooks smooks;
    private final Shape shape;
    private final Map<RowField, Object> constants;
    private final char decimalMark;
    private final FieldTables tables;
    private final @Nullable Charset charset;
    /** Whether a class reads the bytes, and no XML parser. */
    private final boolean ownReader;

    private SmooksBeans(
            Smooks smooks,
            Shape shape,
            Map<RowField, Object> constants,
            char decimalMark,
            FieldTables tables,
            @Nullable Charset charset,
            boolean ownReader) {
        this.charset = charset;
        this.ownReader = ownReader;
        this.smooks = smooks;
        this.shape = shape;
        this.constants = constants;
        this.decimalMark = decimalMark;
        this.tables = tables;
    }

    /** A map that reads transaction sets; null if there are problems. */
    public static InboundMap.@Nullable OfSegments ofSets(
            Path folder, MapNode map, Shape document, FieldTables tables, SchemaCatalog schemas, Problems problems) {
        SmooksBeans beans = load(folder, map, document, tables, 1, problems);
        return beans == null ? null : new OfSets(beans, schemas);
    }

    /** A map that reads files by a reader of its own; null if there are problems. */
    public static InboundMap.@Nullable OfText ofFiles(
            Path folder, MapNode map, Shape document, FieldTables tables, Problems problems) {
        SmooksBeans beans = load(folder, map, document, tables, 0, problems);
        return beans == null ? null : new OfFiles(beans);
    }

    /** @param readers the least that the configuration must name; Smooks reads XML where it names none */
    private static @Nullable SmooksBeans load(
            Path folder, MapNode map, Shape document, FieldTables tables, int readers, Problems problems) {
        org.w3c.dom.Document config = SmooksFiles.parse(folder, AllowedElements.Way.INTO_DOCUMENTS, problems);
        if (config == null) {
            return null;
        }
        int found = SmooksFiles.elements(config, "reader").size();
        if (found < readers || found > 1) {
            problems.add(
                    new Place(folder.resolve(SmooksFiles.CONFIG).toString(), 1, 1),
                    "Expected one reader, found " + found + "; transaction sets are read by <reader class=\""
                            + EdiXmlReader.class.getName() + "\"/>, XML needs none.");
            return null;
        }
        Map<RowField, Object> constants = RowLayout.constants(map, document, null, problems);
        Smooks smooks = SmooksFiles.open(folder, config, problems);
        boolean ownReader = SmooksFiles.elements(config, "reader").stream()
                .anyMatch(reader -> !reader.getAttribute("class").isEmpty());
        char mark = RowLayout.decimalMark(map, problems);
        Charset charset = RowLayout.charset(map, problems);
        return smooks == null ? null : new SmooksBeans(smooks, document, constants, mark, tables, charset, ownReader);
    }

    private Translation read(
            ExecutionContext context, Source in, Position place, @Nullable SegmentTable set, Lookups lookups) {
        BeanReading reading = new BeanReading(shape, constants, decimalMark, tables, lookups, place, set);
        try {
            JavaSink sink = new JavaSink();
            smooks.filterSource(context, in, sink);
            reading.add(sink.getBean(DOCUMENTS));
            reading.add(sink.getBean(DOCUMENT));
        } catch (SmooksException e) {
            String expected = "a document that the map can read";
            String reason = SmooksFiles.reason(e);
            return new Translation(
                    List.of(),
                    List.of(new Finding(
                            FindingCode.MAP_FAILED, Severity.ERROR, Finding.Origin.MAP, place, expected, reason)),
                    List.of());
        }
        return reading.translation();
    }

    private record OfSets(SmooksBeans beans, SchemaCatalog schemas) implements InboundMap.OfSegments {

        @Override
        public Translation read(EdiSource source, Lookups lookups) {
            ExecutionContext context = beans.smooks.createExecutionContext();
            EdiXmlReader.give(context, source, schema(source));
            return beans.read(
                    context, new StreamSource<>(InputStream.nullInputStream()), source.place(), source.set(), lookups);
        }

        private @Nullable Schema schema(EdiSource source) {
            boolean x12 = source.set().tagText(0).equals("ST");
            String type = source.place().setType();
            return schemas.find(x12 ? Standard.X12 : Standard.EDIFACT, source.release(), type == null ? "" : type)
                    .orElse(null);
        }

        /** Smooks keeps no account of where a value came from. */
        @Override
        public Lineage lineage(EdiSource source, Lookups lookups) {
            return new Lineage(List.of());
        }
    }

    private record OfFiles(SmooksBeans beans) implements InboundMap.OfText {

        @Override
        public Translation read(TextSource given, Lookups lookups) {
            TextSource source = given.orElse(beans.charset);
            SourceText decoded = SourceText.of(source);
            if (decoded.finding() != null) {
                return new Translation(List.of(), List.of(decoded.finding()), List.of());
            }
            // XML as characters: the parser would go by the declaration alone, whatever the transport or the map say.
            return beans.read(
                    beans.smooks.createExecutionContext(),
                    beans.ownReader
                            ? new StreamSource<>(new ByteArrayInputStream(source.bytes()))
                            : new ReaderSource<>(new StringReader(decoded.text())),
                    Position.inText(source.file(), 0, 0, null, 0),
                    null,
                    lookups);
        }
    }
}
