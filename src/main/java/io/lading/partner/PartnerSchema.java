package io.lading.partner;

import io.lading.yaml.ShapeSchema;
import java.util.Map;

/** The JSON Schema of partner files, for editors: {@code docs/reference/partner.schema.json}. */
final class PartnerSchema {

    private PartnerSchema() {}

    /** Maps and lists in the order to be written. */
    static Map<String, Object> document() {
        return ShapeSchema.document("Lading partner file", PartnerShape.FILE);
    }
}
