package io.lading.schema;

import io.lading.schema.Layout.Use;
import io.lading.schema.SchemaText.Line;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a release's {@code elements}, {@code segments} and {@code codes} files. */
final class DictionaryReader {
    private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\s+([A-Z]+\\d?)\\s+(\\d+)/(\\d+)\\s+(.+)");
    private static final Pattern COMPOSITE = Pattern.compile("([CS]\\d+)\\s*=\\s*(.+)");
    private static final Pattern LABEL = Pattern.compile("(\\d\\d):\\s*(.+)");

    private final Problems problems;
    private final LayoutParser parser;
    private final Function<String, @Nullable Dictionary> earlierRelease;

    DictionaryReader(Problems problems, Function<String, @Nullable Dictionary> earlierRelease) {
        this.problems = problems;
        this.parser = new LayoutParser(problems);
        this.earlierRelease = earlierRelease;
    }

    Dictionary read(Path folder, String release) {
        Dictionary dictionary = new Dictionary(release);
        SchemaText.read(folder.resolve("elements"), problems).forEach(line -> element(dictionary, line));
        segments(dictionary, SchemaText.read(folder.resolve("segments"), problems));
        Path codes = folder.resolve("codes");
        if (Files.exists(codes)) {
            codes(dictionary, SchemaText.read(codes, problems));
        }
        Path tags = folder.resolve("tags");
        if (Files.exists(tags)) {
            SchemaText.read(tags, problems).forEach(line -> dictionary.tags.addAll(line.words()));
        }
        dictionary.segments.values().removeIf(layout -> !isComplete(dictionary, folder, layout));
        return dictionary;
    }

    private boolean isComplete(Dictionary dictionary, Path folder, Layout layout) {
        boolean complete = true;
        for (Use use : layout.uses()) {
            boolean known = dictionary.elements.containsKey(use.reference())
                    || dictionary.composites.containsKey(use.reference());
            if (!known) {
                problems.add(
                        new Place(folder.resolve("segments").toString(), 1, 1),
                        layout.name() + " uses the element " + use.reference() + ", which the elements file lacks.");
                complete = false;
            }
        }
        return complete;
    }

    private void element(Dictionary dictionary, Line line) {
        Matcher composite = COMPOSITE.matcher(line.text());
        if (composite.matches()) {
            composite(dictionary, line, composite.group(1), composite.group(2));
            return;
        }
        if (line.text().startsWith("from ")) {
            startFrom(dictionary, line);
            return;
        }
        Matcher element = ELEMENT.matcher(line.text());
        ElementType type = element.matches() ? type(element.group(2)) : null;
        if (type == null) {
            problems.add(
                    line.place(),
                    "Expected a data element such as '324 AN 1/22 order number', with a type of AN, ID, N, N0 to N9, R,"
                            + " DT, TM or B.");
            return;
        }
        String reference = element.group(1);
        dictionary.elements.put(
                reference,
                new ElementDefinition(
                        reference,
                        type,
                        Integer.parseInt(element.group(3)),
                        Integer.parseInt(element.group(4)),
                        element.group(5)));
    }

    private void startFrom(Dictionary dictionary, Line line) {
        String release = line.text().substring("from ".length()).strip();
        Dictionary earlier = earlierRelease.apply(release);
        if (earlier == null) {
            problems.add(line.place(), "There is no release '" + release + "' to start from.");
            return;
        }
        dictionary.startFrom(earlier);
    }

    private void composite(Dictionary dictionary, Line line, String name, String rest) {
        StringBuilder uses = new StringBuilder();
        List<String> conditions = new ArrayList<>();
        StringBuilder label = new StringBuilder();
        for (String word : LayoutParser.expand(rest).strip().split("\\s+")) {
            if (LayoutParser.isCondition(word)) {
                conditions.add(word);
            } else if (LayoutParser.isUse(word)) {
                uses.append(word).append(' ');
            } else {
                label.append(label.isEmpty() ? "" : " ").append(word);
            }
        }
        Open open = new Open(name, label.toString(), parser.uses(line.place(), uses.toString()));
        conditions.forEach(word -> open.addCondition(parser.condition(line.place(), word, open.uses.size())));
        dictionary.composites.put(name, open.layout());
    }

    private void segments(Dictionary dictionary, List<Line> lines) {
        Open open = null;
        for (Line line : lines) {
            if (line.indent() == 0) {
                close(dictionary, open);
                String[] words = line.text().split("\\s+", 2);
                open = new Open(words[0], words.length > 1 ? words[1] : words[0], List.of());
            } else if (open == null) {
                problems.add(line.place(), "Expected a segment's tag at the start of a line first.");
            } else {
                segmentLine(open, line);
            }
        }
        close(dictionary, open);
    }

    private static void close(Dictionary dictionary, @Nullable Open open) {
        if (open != null) {
            dictionary.segments.put(open.name, open.layout());
        }
    }

    private void segmentLine(Open open, Line line) {
        Matcher label = LABEL.matcher(line.text());
        if (label.matches()) {
            open.label(
                    Integer.parseInt(label.group(1)), label.group(2), problem -> problems.add(line.place(), problem));
            return;
        }
        if (LayoutParser.isCondition(line.words().get(0))) {
            line.words().forEach(word -> open.addCondition(parser.condition(line.place(), word, open.uses.size())));
            return;
        }
        open.uses.addAll(parser.uses(line.place(), line.text()));
    }

    private void codes(Dictionary dictionary, List<Line> lines) {
        String reference = "";
        boolean closed = false;
        Map<String, String> labels = new LinkedHashMap<>();
        for (Line line : lines) {
            String[] words = line.text().split("\\s+", 2);
            if (line.indent() > 0 && words[0].equals("|")) {
                line.words().stream().skip(1).forEach(code -> labels.put(code, ""));
                continue;
            }
            if (line.indent() > 0 && (words[0].equals("+") || words[0].equals("-"))) {
                change(dictionary.codes.get(reference), labels, line);
                continue;
            }
            if (line.indent() > 0) {
                labels.put(words[0], words.length > 1 ? words[1] : "");
                continue;
            }
            putCodes(dictionary, reference, labels, closed);
            labels.clear();
            reference = words[0];
            closed = words.length > 1 && words[1].equals("closed");
            if (!dictionary.elements.containsKey(reference)) {
                problems.add(line.place(), "There is no data element '" + reference + "' to give codes to.");
            }
        }
        putCodes(dictionary, reference, labels, closed);
    }

    /** {@code + X Y} adds codes to the earlier release's list, {@code - X Y} takes them out. */
    private static void change(@Nullable CodeList earlier, Map<String, String> labels, Line line) {
        if (labels.isEmpty() && earlier != null) {
            labels.putAll(earlier.labels());
        }
        for (String code : line.words().subList(1, line.words().size())) {
            if (line.words().get(0).equals("+")) {
                labels.put(code, "");
            } else {
                labels.remove(code);
            }
        }
    }

    private static void putCodes(Dictionary dictionary, String reference, Map<String, String> labels, boolean closed) {
        if (labels.isEmpty()) {
            dictionary.codes.remove(reference);
        } else {
            dictionary.codes.put(reference, new CodeList(labels, closed));
        }
    }

    private static @Nullable ElementType type(String word) {
        return switch (word) {
            case "AN" -> ElementType.TEXT;
            case "ID" -> ElementType.CODE;
            case "N" -> ElementType.NUMBER;
            case "R" -> ElementType.DECIMAL;
            case "DT" -> ElementType.DATE;
            case "TM" -> ElementType.TIME;
            case "B" -> ElementType.BINARY;
            default -> word.length() == 2 && word.charAt(0) == 'N' ? ElementType.INTEGER : null;
        };
    }

    /** A layout while its lines are read. */
    private static final class Open {
        final String name;
        final String label;
        final List<Use> uses;
        final List<Condition> conditions = new ArrayList<>();

        Open(String name, String label, List<Use> uses) {
            this.name = name;
            this.label = label;
            this.uses = new ArrayList<>(uses);
        }

        void addCondition(@Nullable Condition condition) {
            if (condition != null) {
                conditions.add(condition);
            }
        }

        void label(int place, String text, java.util.function.Consumer<String> problem) {
            if (place < 1 || place > uses.size()) {
                problem.accept("There is no element " + place + " to name; " + name + " has " + uses.size() + ".");
                return;
            }
            uses.set(place - 1, uses.get(place - 1).labelled(text));
        }

        Layout layout() {
            return new Layout(name, label, List.copyOf(uses), List.copyOf(conditions));
        }
    }
}
