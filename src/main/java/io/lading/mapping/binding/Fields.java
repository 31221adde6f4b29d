package io.lading.mapping.binding;

import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.List;

/** The paths of all fields of a record that hold something. */
final class Fields {
    private final List<String> paths = new ArrayList<>();

    static List<String> of(Object record) {
        Fields fields = new Fields();
        fields.collect(record, "");
        return fields.paths;
    }

    private void collect(Object record, String prefix) {
        for (Shape.Field field : Shape.of(record.getClass()).fields()) {
            Object value = field.get(record);
            String path = prefix + field.name();
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    add(list.get(i), path + "[" + i + "]");
                }
            } else if (value != null) {
                add(value, path);
            }
        }
    }

    private void add(Object value, String path) {
        if (value instanceof Record record) {
            collect(record, path + ".");
        } else {
            paths.add(path);
        }
    }
}
