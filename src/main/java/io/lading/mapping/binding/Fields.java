package io.lading.mapping.binding;

import io.lading.document.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All fields of a record that hold something. */
final class Fields {
    private final Set<Shape.Field> firsts;
    private final List<Filled> filled = new ArrayList<>();

    private Fields(Set<Shape.Field> firsts) {
        this.firsts = firsts;
    }

    /**
     * @param path such as {@code lines[2].price.amount}
     * @param further the record it is in, if that is a further one of a list that may have room for the first alone
     */
    record Filled(String path, Object value, @Nullable String further) {}

    static List<Filled> of(Object record) {
        return of(record, Set.of());
    }

    /** @param firsts lists that may have room for their first record alone */
    static List<Filled> of(Object record, Set<Shape.Field> firsts) {
        Fields fields = new Fields(firsts);
        fields.collect(record, "", null);
        return fields.filled;
    }

    private void collect(Object record, String prefix, @Nullable String further) {
        for (Shape.Field field : Shape.of(record.getClass()).fields()) {
            Object value = field.get(record);
            if (value == null) {
                continue; // most are: their paths are not worth making
            }
            if (value instanceof List<?> list) {
                boolean first = firsts.contains(field);
                for (int i = 0; i < list.size(); i++) {
                    String path = prefix + field.name() + "[" + i + "]";
                    add(list.get(i), path, first && i > 0 ? path : further);
                }
                continue;
            }
            add(value, prefix + field.name(), further);
        }
    }

    private void add(Object value, String path, @Nullable String further) {
        if (value instanceof Record record) {
            collect(record, path + ".", further);
        } else {
            filled.add(new Filled(path, value, further));
        }
    }
}
