package io.lading.mapping.registry;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a map makes of one input, as the files a case expects. A binding is tried in both directions: what it read is
 * written again, and read again; {@code written.edi} is only there where the segments are not those of the input.
 */
final class MapCase {
    static final String FINDINGS = "findings.txt";
    static final String WRITTEN = "written.edi";
    static final String LINEAGE = "lineage.txt";

    private final LoadedMap map;
    private final Lookups lookups;
    private final Map<String, String> files = new LinkedHashMap<>();
    /** What is written twice, to be read again, is told once. */
    private final Set<Finding> findings = new LinkedHashSet<>();

    /** What is written, is written as it was read. */
    private String release;

    private MapCase(LoadedMap map, Lookups lookups) {
        this.map = map;
        this.lookups = lookups;
        this.release = standard() == Standard.X12 ? "004010" : "D.96A";
    }

    /** File name → content; findings.txt only if there are findings. */
    static Map<String, String> run(LoadedMap map, Lookups lookups, String inputName, byte[] input) {
        MapCase run = new MapCase(map, lookups);
        run.produce(inputName, input);
        if (!run.findings.isEmpty()) {
            StringBuilder text = new StringBuilder();
            for (Finding finding : run.findings) {
                text.append(finding.severity())
                        .append(' ')
                        .append(finding.code())
                        .append(' ');
                text.append(finding.sentence()).append('\n');
            }
            run.files.put(FINDINGS, text.toString());
        }
        return run.files;
    }

    private void produce(String inputName, byte[] input) {
        InboundMap inbound = map.inbound().orElse(null);
        boolean isDocument = inputName.endsWith(".json");
        if (inbound instanceof InboundMap.OfSegments segments && !isDocument) {
            readSegments(segments, inputName, input);
        } else if (inbound instanceof InboundMap.OfText text) {
            Translation translation = text.read(TextSource.of(input, inputName), lookups);
            add(translation);
            files.put("expected.json", json(translation.documents()));
        } else {
            DocumentJson.read(input).documents().forEach(this::write);
        }
    }

    private void readSegments(InboundMap.OfSegments inbound, String inputName, byte[] input) {
        EdiSets sets = EdiSets.read(input, inputName);
        findings.addAll(sets.findings());
        List<Document> documents = new ArrayList<>();
        StringBuilder sent = new StringBuilder();
        StringBuilder written = new StringBuilder();
        for (EdiSource set : sets.sets()) {
            release = set.release().isEmpty() ? release : set.release();
            Translation translation = inbound.read(set, lookups);
            add(translation);
            documents.addAll(translation.documents());
            sent.append(SegmentText.of(set.set(), standard()));
            translation.documents().forEach(document -> written.append(segments(document, set.release())));
        }
        files.put("expected.json", json(documents));
        putLineage(inbound, sets);
        if (!documents.isEmpty() && !sent.toString().contentEquals(written)) {
            files.put(WRITTEN, written.toString());
            checkReread(inbound, documents, inputName);
        }
    }

    /** Where each field came from. */
    private void putLineage(InboundMap.OfSegments inbound, EdiSets sets) {
        StringBuilder lines = new StringBuilder();
        for (EdiSource set : sets.sets()) {
            for (Lineage.Entry entry : inbound.lineage(set, lookups).entries()) {
                lines.append(entry.field())
                        .append("  <-  ")
                        .append(entry.segmentOrdinal())
                        .append(' ');
                lines.append(entry.segment())
                        .append(' ')
                        .append(entry.element())
                        .append('.');
                lines.append(entry.component())
                        .append("  ")
                        .append(Path.of(entry.rule()).getFileName())
                        .append('\n');
            }
        }
        files.put(LINEAGE, lines.toString());
    }

    private Standard standard() {
        return map.standard().orElse(Standard.X12);
    }

    /** Other segments must still say the same. */
    private void checkReread(InboundMap.OfSegments inbound, List<Document> documents, String inputName) {
        List<Document> again = new ArrayList<>();
        for (Document document : documents) {
            String segments = segments(document, release);
            String set = standard() == Standard.X12
                    ? "ST*000*0001~\n" + segments + "SE*1*0001~\n"
                    : "UNH+1+SETSET:" + release.replace('.', ':') + ":UN'\n" + segments + "UNT+1+1'\n";
            EdiSets sets = EdiSets.read(set.getBytes(StandardCharsets.ISO_8859_1), inputName);
            sets.sets()
                    .forEach(
                            source -> again.addAll(inbound.read(source, lookups).documents()));
        }
        if (!again.equals(documents)) {
            files.put("expected.reread.json", json(again));
        }
    }

    private String segments(Document document, String release) {
        SegmentText text = new SegmentText(standard());
        if (map.outbound().orElse(null) instanceof OutboundMap.OfSegments outbound) {
            findings.addAll(outbound.write(document, text, release, lookups));
        }
        return text.toString();
    }

    private void write(Document document) {
        OutboundMap outbound = map.outbound().orElse(null);
        if (outbound instanceof OutboundMap.OfText text) {
            Rendering rendering = text.write(document, lookups);
            findings.addAll(rendering.findings());
            files.put("expected." + rendering.extension(), new String(rendering.bytes(), StandardCharsets.UTF_8));
        } else {
            files.put("expected.edi", segments(document, release));
        }
    }

    private void add(Translation translation) {
        findings.addAll(translation.findings());
        findings.addAll(translation.unused());
    }

    /** One document, or a list of none or several. */
    private static String json(List<Document> documents) {
        List<String> texts = new ArrayList<>();
        documents.forEach(
                document -> texts.add(new String(DocumentJson.writeIndented(document), StandardCharsets.UTF_8)));
        return texts.size() == 1 ? texts.get(0) : "[\n" + String.join(",\n", texts) + "]\n";
    }
}
