package io.lading.routing;

import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Agreement;
import io.lading.partner.Format;
import io.lading.schema.Overlay;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks the files an agreement points to as those who use them will read them: its guide against the schema, its
 * differences against the map. An agreement whose rules cannot be read must not come into force, for its documents would
 * pass unchecked, or be read otherwise than the partner meant.
 */
final class AgreementRules {
    private AgreementRules() {}

    /** Everything that is wrong, in the places of those files; empty if they can be used. */
    static List<Problem> problems(Agreement agreement, SchemaCatalog schemas, MapRegistry maps) {
        Problems problems = new Problems();
        agreement.guide().ifPresent(guide -> checkGuide(agreement, guide, schemas, problems));
        agreement.mapOverlay().ifPresent(overlay -> checkMap(agreement, overlay, maps, problems));
        return problems.sorted();
    }

    private static void checkGuide(Agreement agreement, Path guide, SchemaCatalog schemas, Problems problems) {
        if (!(agreement.format() instanceof Format.Edi edi)) {
            return;
        }
        Optional<Schema> base = schemas.find(edi.standard(), edi.release(), edi.set());
        Overlay overlay = Overlay.read(guide, problems);
        // A format without a schema is told where the agreement names it.
        if (base.isPresent() && problems.isEmpty()) {
            base.get().with(overlay, problems);
        }
    }

    private static void checkMap(Agreement agreement, Path overlay, MapRegistry maps, Problems problems) {
        String id = RegisteredMaps.mapId(agreement);
        if (maps.find(id).isEmpty() && maps.named().contains(id)) {
            return; // the map itself is broken, and says so
        }
        maps.overlaid(id, overlay, problems);
    }
}
