package io.lading.mapping.binding;

import io.lading.document.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers for lines that have none. */
final class LineNumbers {
    private LineNumbers() {}

    /** The list that a line is in; null if neither holder has one. */
    static @Nullable List<?> listOf(Object line, Object document, Object around) {
        List<?> list = listIn(document, line);
        return list == null ? listIn(around, line) : list;
    }

    private static @Nullable List<?> listIn(Object holder, Object line) {
        for (Shape.Field field : Shape.of(holder.getClass()).fields()) {
            if (field.kind() == Shape.Kind.RECORDS && field.get(holder) instanceof List<?> list) {
                for (Object each : list) {
                    if (each == line) {
                        return list;
                    }
                }
            }
        }
        return null;
    }

    /** The line's place in its list times the step, or, where another line has that number, the next that none has. */
    static String free(List<?> list, Object line, int step) {
        Shape.Field number = Shape.of(line.getClass()).field("number");
        Set<String> taken = new HashSet<>();
        int own = 0;
        int unnumbered = 0;
        int last = 0;
        for (int i = 0; i < list.size(); i++) {
            own = list.get(i) == line ? i + 1 : own;
            Object value = number == null ? null : number.get(list.get(i));
            if (value != null) {
                taken.add(value.toString());
            } else {
                unnumbered += own == 0 ? 1 : 0;
            }
            last = Math.max(last, i + 1);
        }
        String wanted = Integer.toString(own * step);
        if (!taken.contains(wanted)) {
            return wanted;
        }
        int candidate = last;
        for (int free = 0; free <= unnumbered; ) {
            candidate++;
            free += taken.contains(Integer.toString(candidate * step)) ? 0 : 1;
        }
        return Integer.toString(candidate * step);
    }
}
