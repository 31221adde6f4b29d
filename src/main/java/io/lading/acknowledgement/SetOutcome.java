package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction set after reading and validation.
 *
 * @param complete false if it ended without its trailer
 * @param schema what it was validated against; null if there is none for its type
 * @param findings all that was found about it, envelope and content
 */
public record SetOutcome(
        SetHeader header, boolean complete, @Nullable Schema schema, List<Finding> findings) {

    SetOutcome withMore(List<Finding> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Finding> all = new java.util.ArrayList<>(more);
        all.addAll(findings);
        return new SetOutcome(header, complete, schema, List.copyOf(all));
    }
}
