package io.lading.mapping;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What reading a source gave.
 *
 * @param documents in the order of the source; those with errors are left out
 * @param findings what was wrong, in the order of the source
 * @param unused one note for each element or segment that no rule took, so that nothing is dropped silently
 */
public record Translation(List<Document> documents, List<Finding> findings, List<Finding> unused) {

    /** True if at least one finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** One set read by several maps: all documents and findings, and as unused only what none of them used. */
    public static Optional<Translation> joined(List<Translation> translations) {
        if (translations.size() < 2) {
            return translations.stream().findFirst();
        }
        List<Document> documents = new ArrayList<>();
        Set<Finding> findings = new LinkedHashSet<>();
        Set<Finding> unused = new LinkedHashSet<>(translations.get(0).unused());
        for (Translation translation : translations) {
            documents.addAll(translation.documents());
            findings.addAll(translation.findings());
            unused.retainAll(translation.unused());
        }
        return Optional.of(new Translation(documents, List.copyOf(findings), List.copyOf(unused)));
    }
}
