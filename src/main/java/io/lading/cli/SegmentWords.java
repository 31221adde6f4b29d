package io.lading.cli;

import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Segments in words: each element by its name, each code with its meaning where the schema knows them. */
final class SegmentWords {
    private static final int ORDINAL = 5;
    private static final int TAG = 4;

    private final @Nullable Schema schema;
    private final Terminal terminal;

    SegmentWords(@Nullable Schema schema, Terminal terminal) {
        this.schema = schema;
        this.terminal = terminal;
    }

    /** One line a segment. */
    List<String> of(SegmentTable set) {
        List<String> lines = new ArrayList<>();
        for (int segment = 0; segment < set.segmentCount(); segment++) {
            lines.add(line(set, segment));
        }
        return lines;
    }

    private String line(SegmentTable set, int segment) {
        String tag = set.tagText(segment);
        LayoutRule layout = schema == null ? null : schema.layout(tag);
        StringBuilder line = new StringBuilder(Words.padded(String.valueOf(segment + 1), ORDINAL));
        line.append(terminal.bold(Words.padded(Printable.of(tag), TAG)))
                .append(layout == null ? "" : layout.label() + ": ");
        List<String> told = new ArrayList<>();
        for (int token = set.tokensBegin(segment); token < set.tokensEnd(segment); token++) {
            if (!set.isEmpty(token)) {
                told.add(value(set, token, layout));
            }
        }
        return line.append(String.join(", ", told)).toString();
    }

    private String value(SegmentTable set, int token, @Nullable LayoutRule layout) {
        int element = set.elementOf(token);
        ElementRule rule = layout == null ? null : layout.element(element);
        String name = String.valueOf(element);
        LayoutRule components = rule == null ? null : rule.components();
        if (components != null) {
            ElementRule component = components.element(set.componentOf(token));
            rule = component == null ? rule : component;
        } else if (set.componentOf(token) > 1) {
            name += "." + set.componentOf(token);
        }
        String value = set.text(token);
        String meaning = rule == null || rule.knownCodes() == null
                ? null
                : rule.knownCodes().label(value);
        return terminal.dim((rule == null ? name : rule.label()) + " ")
                + Printable.of(value)
                + (meaning == null || meaning.isEmpty() ? "" : terminal.dim(" (" + meaning + ")"));
    }
}
