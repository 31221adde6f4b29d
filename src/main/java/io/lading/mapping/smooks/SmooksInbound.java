package io.lading.mapping.smooks;

import io.lading.document.Shape;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.FieldTables;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode.MapNode;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.smooks.Smooks;
import org.smooks.api.SmooksException;
import org.smooks.io.sink.JavaSink;
import org.smooks.io.source.ReaderSource;

/**
 * Rows of a flat file as documents. Smooks reads the file and binds each row to a map under the bean {@code rows}, whose
 * keys are the documents' fields; what those values mean, and which rows belong together, is checked here, so that a bad
 * value is a finding with line and column and costs only its own document.
 */
public final class SmooksInbound implements InboundMap.OfText {
    /** The bean that holds all rows, and the property that holds a row's number in the file. */
    static final String ROWS = "rows";

    static final String RECORD = "record";

    private final Smooks smooks;
    private final RowLayout layout;
    private final FieldTables tables;

    private SmooksInbound(Smooks smooks, RowLayout layout, FieldTables tables) {
        this.smooks = smooks;
        this.layout = layout;
        this.tables = tables;
    }

    /** Reads and checks the folder's configuration; null if there are problems. */
    public static @Nullable SmooksInbound load(
            Path folder, MapNode map, Shape document, FieldTables tables, Problems problems) {
        org.w3c.dom.Document config = SmooksFiles.parse(folder, AllowedElements.Way.INTO_DOCUMENTS, problems);
        RowLayout layout = config == null ? null : RowLayout.read(map, config, document, problems);
        if (config == null || layout == null) {
            return null;
        }
        Smooks smooks = SmooksFiles.open(folder, config, problems);
        return smooks == null ? null : new SmooksInbound(smooks, layout, tables);
    }

    @Override
    public Translation read(TextSource given, Lookups lookups) {
        TextSource source = given.orElse(layout.charset());
        SourceText decoded = SourceText.of(source);
        if (decoded.finding() != null) {
            return new Translation(List.of(), List.of(decoded.finding()), List.of());
        }
        String text = decoded.text();
        CsvLines lines = CsvLines.of(text, layout.separator(), layout.quote(), layout.skip());
        RowReading reading = new RowReading(layout, lines, source, text, tables, lookups);
        if (!reading.checkHeader()) {
            return reading.translation();
        }
        try {
            JavaSink sink = new JavaSink();
            smooks.filterSource(smooks.createExecutionContext(), new ReaderSource<>(new StringReader(text)), sink);
            if (sink.getBean(ROWS) instanceof List<?> rows) {
                for (Object row : rows) {
                    if (row instanceof Map<?, ?> values) {
                        reading.add(values);
                    }
                }
            }
        } catch (SmooksException e) {
            return new Translation(List.of(), List.of(failure(source, e)), List.of());
        }
        return reading.translation();
    }

    private static Finding failure(TextSource source, SmooksException e) {
        return new Finding(
                FindingCode.MAP_FAILED,
                Severity.ERROR,
                Finding.Origin.MAP,
                Position.inText(source.file(), 1, 0, null, 0),
                "a file that the map's reader can read",
                SmooksFiles.reason(e));
    }

    /** Frees what Smooks holds; to be called when no translation uses this version any more. */
    public void close() {
        smooks.close();
    }
}
