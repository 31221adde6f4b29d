package io.lading.cli.bench.engine;

import io.lading.cli.WrongUseException;
import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Standard;
import io.lading.mapping.InboundMap;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.SchemaFactory;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** StAEDI, with and without a schema made of the same facts as ours, and Smooks fed by it. */
final class StaediPeer implements Peer {
    static final String MARK = "io.xlate.edi.stream.EDIInputFactory";
    private static final Set<String> HEADERS = Set.of("ST", "UNH");
    private static final String NAME = "StAEDI";
    private static final String SMOOKS = "Smooks on StAEDI";

    /** It tells of every part of its own schemas that it does not use; held, or the setting would be forgotten. */
    private static final Logger LOG = Logger.getLogger("io.xlate");

    private final SchemaCatalog schemas;

    StaediPeer(SchemaCatalog schemas) {
        this.schemas = schemas;
        LOG.setLevel(Level.WARNING);
    }

    @Override
    public void measure(Sample sample, Stopwatch watch, RowPrinter printer) throws IOException {
        printer.print(watch.measure("read", sample, NAME, () -> read(sample.bytes(), null)));
        String release = sample.syntax() == Standard.X12 ? "004010" : "D.96A";
        String type = sample.syntax() == Standard.X12 ? "850" : "ORDERS";
        Schema ours = schemas.find(sample.syntax(), release, type)
                .orElseThrow(() -> new WrongUseException("There is no schema of " + type + "."));
        io.xlate.edi.schema.Schema theirs = schema(ours);
        printer.print(watch.measure("read, validate", sample, NAME, () -> read(sample.bytes(), theirs)));
        if (sample.syntax() == Standard.X12) {
            smooks(sample, watch, printer);
        }
    }

    private static io.xlate.edi.schema.Schema schema(Schema ours) {
        byte[] xml = new StaediSchema(ours).xml().getBytes(StandardCharsets.UTF_8);
        try {
            return SchemaFactory.newFactory().createSchema(new ByteArrayInputStream(xml));
        } catch (EDISchemaException e) {
            throw new IllegalStateException("StAEDI must take the schema that was made for it", e);
        }
    }

    private static long read(byte[] bytes, io.xlate.edi.schema.@Nullable Schema schema) throws IOException {
        EDIInputFactory factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, schema != null);
        long sets = 0;
        try (EDIStreamReader reader = factory.createEDIStreamReader(new ByteArrayInputStream(bytes))) {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
                if (event.isError()) {
                    throw new IllegalStateException("StAEDI finds " + reader.getErrorType() + " at "
                            + reader.getLocation() + " in what should be sound");
                }
                // Without its control schema StAEDI knows segments only.
                if (schema == null && event == EDIStreamEvent.START_SEGMENT) {
                    sets += HEADERS.contains(reader.getText()) ? 1 : 0;
                }
                if (schema != null && event == EDIStreamEvent.START_TRANSACTION) {
                    sets++;
                    reader.setTransactionSchema(schema);
                }
            }
        } catch (EDIStreamException e) {
            throw new IOException(e);
        }
        return sets;
    }

    // ---- Smooks on StAEDI -------------------------------------------------------------------------------------------

    private static void smooks(Sample sample, Stopwatch watch, RowPrinter printer) throws IOException {
        Path folder = Files.createTempDirectory("lading-peer");
        Path map = folder.resolve("edi").resolve("orders");
        Files.createDirectories(map);
        for (String file : List.of("map.yaml", "smooks.xml")) {
            try (InputStream in = StaediPeer.class.getResourceAsStream("smooks-on-staedi/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("The peer's map must be part of the jar");
                }
                Files.copy(in, map.resolve(file));
            }
        }
        MapRegistry registry = MapRegistry.of(folder);
        MapRegistry.Report report = registry.refresh(id -> id.equals("edi/orders"));
        InboundMap inbound = registry.find("edi/orders")
                .flatMap(LoadedMap::inbound)
                .orElseThrow(() -> new IllegalStateException("The peer's map must load: " + report.refused()));
        if (inbound instanceof InboundMap.OfText reader) {
            printer.print(watch.measure("read, order, JSON", sample, SMOOKS, () -> {
                Translation translation = reader.read(TextSource.utf8(sample.bytes(), "orders"), registry.lookups());
                long documents = 0;
                for (Document document : translation.documents()) {
                    documents += DocumentJson.write(document).length > 2 ? 1 : 0;
                }
                return documents;
            }));
        }
    }
}
