package io.lading.schema;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a schema file that say something: no comments, no blank lines; with their numbers. */
final class SchemaText {

    /** @param indent blanks before the first word */
    record Line(Place place, int indent, String text) {

        List<String> words() {
            return List.of(text.split("\\s+"));
        }
    }

    private SchemaText() {}

    static List<Line> read(Path file, Problems problems) {
        List<String> raw;
        try {
            raw = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file is not UTF-8 text; save it as UTF-8.");
            return List.of();
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file cannot be read: " + e.getMessage() + ".");
            return List.of();
        }
        return lines(file.toString(), raw);
    }

    private static List<Line> lines(String name, List<String> raw) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            String text = raw.get(i);
            int comment = text.indexOf('#');
            String said = (comment < 0 ? text : text.substring(0, comment)).stripTrailing();
            int indent = said.length() - said.stripLeading().length();
            if (!said.isBlank()) {
                lines.add(new Line(new Place(name, i + 1, indent + 1), indent, said.strip()));
            }
        }
        return lines;
    }
}
