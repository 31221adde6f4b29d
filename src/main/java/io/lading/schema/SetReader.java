package io.lading.schema;

import io.lading.schema.SchemaText.Line;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a set's file: segments in order, indented under the segment that starts their loop. */
final class SetReader {
    private static final Pattern HEAD = Pattern.compile("set\\s+(\\S+)\\s+group\\s+(\\S+)\\s+(.+)");
    private static final Pattern SEGMENT = Pattern.compile("(\\w+)\\s+([MO])\\s+(\\d+|\\*)(\\s+loop)?");

    private final Problems problems;
    private List<Line> lines = List.of();
    private int next;

    SetReader(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    SetDefinition read(Path file, Dictionary dictionary) {
        lines = SchemaText.read(file, problems);
        Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0).text());
        if (!head.matches()) {
            Place place = lines.isEmpty()
                    ? new Place(file.toString(), 1, 1)
                    : lines.get(0).place();
            problems.add(place, "Expected a first line such as 'set 850 group PO purchase order'.");
            return null;
        }
        next = 1;
        List<SegmentUse> segments = siblings(0, dictionary);
        return new SetDefinition(head.group(1), head.group(2), head.group(3), segments);
    }

    private List<SegmentUse> siblings(int indent, Dictionary dictionary) {
        List<SegmentUse> siblings = new ArrayList<>();
        while (next < lines.size()) {
            Line line = lines.get(next);
            if (line.indent() < indent) {
                break;
            }
            next++;
            SegmentUse use = segment(line, dictionary);
            List<SegmentUse> children = children(line, dictionary);
            if (use == null) {
                continue;
            }
            if (!children.isEmpty() && !use.loop()) {
                problems.add(line.place(), use.tag() + " has segments below it; write 'loop' at the end of its line.");
            }
            siblings.add(use.withChildren(children));
        }
        return siblings;
    }

    private List<SegmentUse> children(Line parent, Dictionary dictionary) {
        if (next < lines.size() && lines.get(next).indent() > parent.indent()) {
            return siblings(lines.get(next).indent(), dictionary);
        }
        return List.of();
    }

    private @Nullable SegmentUse segment(Line line, Dictionary dictionary) {
        Matcher matcher = SEGMENT.matcher(line.text());
        if (!matcher.matches()) {
            problems.add(
                    line.place(),
                    "Expected a segment such as 'REF O 12' or 'N1 O 200 loop': tag, M or O, how often or *.");
            return null;
        }
        String tag = matcher.group(1);
        if (!dictionary.segments.containsKey(tag)) {
            problems.add(
                    line.place(), "The segment " + tag + " is not in the segments file of " + dictionary.release + ".");
            return null;
        }
        String most = matcher.group(3);
        return new SegmentUse(
                tag,
                matcher.group(2).equals("M"),
                most.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(most),
                matcher.group(4) != null,
                List.of(),
                false);
    }
}
