package io.lading.mapping.binding;

import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.List;

/** All fields of a record that hold something. */
final class Fields {
    private final List<Filled> filled = new ArrayList<>();

    /** @param path such as {@code lines[2].price.amount} */
    record Filled(String path, Object value) {}

    static List<Filled> of(Object record) {
        Fields fields = new Fields();
        fields.collect(record, "");
        return fields.filled;
    }

    private void collect(Object record, String prefix) {
        for (Shape.Field field : Shape.of(record.getClass()).fields()) {
            Object value = field.get(record);
            if (value == null) {
                continue; // most are: their paths are not worth making
            }
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    add(list.get(i), prefix + field.name() + "[" + i + "]");
                }
                continue;
            }
            add(value, prefix + field.name());
        }
    }

    private void add(Object value, String path) {
        if (value instanceof Record record) {
            collect(record, path + ".");
        } else {
            filled.add(new Filled(path, value));
        }
    }
}
