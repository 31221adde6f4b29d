package io.lading.mapping.registry;

import io.lading.Needs;
import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The transaction sets of the files that others publish, as far as a binding reads them; and what is wrong with them. */
final class Corpus {
    private Corpus() {}

    /**
     * One transaction set.
     *
     * @param file below the corpus
     * @param faults what our own validator finds in it; none in a sound one
     */
    record Sample(String file, Standard standard, EdiSource source, List<Finding> faults) {
        boolean isSound() {
            return faults.isEmpty();
        }

        String type() {
            return source.place().setType() == null ? "" : source.place().setType();
        }

        @Override
        public String toString() {
            return file + " " + type() + " " + source.place().transactionSet();
        }
    }

    /** Skips the test by name where there is no corpus. */
    static List<Sample> samples(MapRegistry registry, SchemaCatalog schemas) {
        Path index = Needs.shared("corpus/INDEX.tsv");
        List<Sample> samples = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(index, StandardCharsets.UTF_8)) {
                String[] columns = line.split("\t", -1);
                if (columns[5].equals("X12") || columns[5].equals("EDIFACT")) {
                    add(samples, index.resolveSibling(columns[0]), columns, registry, schemas);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    private static void add(
            List<Sample> samples, Path file, String[] columns, MapRegistry registry, SchemaCatalog schemas)
            throws IOException {
        Standard standard = Standard.valueOf(columns[5]);
        for (EdiSource source :
                EdiSets.read(Files.readAllBytes(file), columns[0]).sets()) {
            String type = String.valueOf(source.place().setType());
            Optional<Schema> schema = schemas.find(standard, source.release(), type);
            if (schema.isPresent()
                    && !registry.reading(standard, source.release(), type).isEmpty()) {
                samples.add(new Sample(columns[0], standard, source, faults(source, type, schema.get())));
            }
        }
    }

    static List<Finding> faults(EdiSource source, String type, Schema schema) {
        SetHeader header = new SetHeader(type, "0001", "", source.release(), 1, 0);
        return new Validator()
                .validate(new SetContext("set.edi", "1", "1"), header, source.set(), schema).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .toList();
    }

    /** A document as it was written by a binding. */
    record Written(Standard standard, String release, String type, String text, List<Finding> findings) {

        static Written of(Document document, LoadedMap map, String release, Lookups lookups) {
            Standard standard = map.standard().orElseThrow();
            SegmentText text = new SegmentText(standard);
            List<Finding> findings =
                    ((OutboundMap.OfSegments) map.outbound().orElseThrow()).write(document, text, release, lookups);
            String type = map.setType().orElseThrow();
            long count = text.toString().lines().count() + 2;
            String whole = standard == Standard.X12
                    ? "ST*" + type + "*0001~\n" + text + "SE*" + count + "*0001~\n"
                    : "UNH+1+" + type + ":" + release.replace('.', ':') + ":UN'\n" + text + "UNT+" + count + "+1'\n";
            return new Written(standard, release, type, whole, findings);
        }

        EdiSource source() {
            return EdiSets.read(text.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                    .sets()
                    .get(0);
        }

        /** What our own validator finds in it. */
        List<Finding> faults(SchemaCatalog schemas) {
            return Corpus.faults(
                    source(), type, schemas.find(standard, release, type).orElseThrow());
        }

        boolean isRefused() {
            return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        }
    }
}
