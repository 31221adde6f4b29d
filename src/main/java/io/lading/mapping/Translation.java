package io.lading.mapping;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import java.util.List;

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
}
