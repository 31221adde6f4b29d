package io.lading.mapping.registry;

import io.lading.document.Document;
import io.lading.document.Draft;
import io.lading.document.Shape;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.TextSource;
import java.util.Objects;

/** Uses a new map once before anybody waits for it: a Smooks map's first document takes a hundred times a later one's. */
final class Warming {
    private static final int ROUNDS = 3;

    private Warming() {}

    static void warm(LoadedMap map, Lookups lookups) {
        for (int i = 0; i < ROUNDS; i++) {
            if (map.outbound().orElse(null) instanceof OutboundMap.OfText outbound) {
                outbound.write(smallest(map.documentType()), lookups);
            }
            if (map.inbound().orElse(null) instanceof InboundMap.OfText inbound) {
                inbound.read(TextSource.utf8(new byte[] {'\n'}, null), lookups);
            }
        }
    }

    private static Document smallest(String type) {
        Shape shape = Objects.requireNonNull(Shape.ofDocument(type));
        Draft draft = new Draft(shape);
        for (Shape.Field field : shape.fields()) {
            if (field.required()) {
                draft.set(field.index(), "0");
            }
        }
        return (Document) draft.build();
    }
}
