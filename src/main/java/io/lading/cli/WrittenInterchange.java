package io.lading.cli;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.mapping.OutboundMap;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The sets of an interchange that is being written. What a partner would refuse is told here, as the hub does before it
 * sends, with the field that stands there and the element it came from. For one interchange.
 */
final class WrittenInterchange {
    private final Bindings bindings;
    private final Examination examination;
    private final FindingText findings;
    private final FieldOrigins origins;
    private final String release;
    private final List<Set> sets = new ArrayList<>();

    /** @param told true if the map has said already that the document cannot be written so */
    private record Set(Document document, OutboundMap.OfSegments map, boolean told) {}

    WrittenInterchange(
            Bindings bindings, Examination examination, FindingText findings, FieldOrigins origins, String release) {
        this.bindings = bindings;
        this.examination = examination;
        this.findings = findings;
        this.origins = origins;
        this.release = release;
    }

    /** The next set, with what its map said about it. */
    void add(Document document, OutboundMap.OfSegments map, List<Finding> said) {
        findings.print(origins.traced(document, said));
        sets.add(new Set(document, map, said.stream().anyMatch(WrittenInterchange::isError)));
    }

    /** Reads the whole interchange as a partner would. */
    void check(byte[] bytes) {
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                "written",
                (interchange, group, set) -> examination
                        .schema(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes::add);
        InterchangeReader.read(bytes, ReaderOptions.strict("written"), examiner);
        List<List<Finding>> found = outcomes.stream()
                .flatMap(outcome -> outcome.groups().stream())
                .flatMap(group -> group.sets().stream())
                .map(set -> set.findings().stream()
                        .filter(WrittenInterchange::isError)
                        .map(finding -> finding.withPosition(
                                finding.position().asWritten(set.header().type())))
                        .toList())
                .toList();
        for (int i = 0; i < sets.size() && i < found.size(); i++) {
            Set set = sets.get(i);
            if (!set.told() && !found.get(i).isEmpty()) {
                findings.print(origins.traced(
                        set.document(), found.get(i), set.map().lineage(set.document(), release, bindings.lookups())));
            }
        }
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }
}
