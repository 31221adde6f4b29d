package io.lading.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A partner file to copy from, of {@code examples/templates}. Its first lines say what it is for ({@code #!}), what to ask
 * ({@code #? key:kind question = default}) and what to do next ({@code #>}); answers stand in for <code>{{key}}</code>.
 *
 * @param name as it is asked for, {@code as2-buyer-x12}
 * @param about what it is for, a sentence
 * @param next commands to type when the file is there
 * @param body the file itself
 */
record PartnerTemplate(String name, String about, List<Question> questions, List<String> next, String body) {
    static final Path FOLDER = Path.of("examples", "templates");

    private static final String ENDING = ".yaml";
    private static final Pattern QUESTION =
            Pattern.compile("#\\? ([a-z0-9-]+)(?::([a-z]+))? (.+?)(?: = (.*))?", Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("\\{\\{([A-Za-z0-9-]+)}}");

    /** What an answer is. */
    enum Kind {
        TEXT,
        /** A file that is copied beside the partner file. */
        FILE,
        /** A line, or the name of a file whose first line it is. */
        LINE,
        /** A bearer token's hash; {@code new} makes a token. */
        TOKEN,
        /** A password's hash; {@code new} makes a password. */
        PASSWORD
    }

    /** @param usual what holds if nothing is answered; may name earlier answers */
    record Question(String key, Kind kind, String words, Optional<String> usual) {}

    /** All templates of a home folder, by name. */
    static List<PartnerTemplate> all(Path home) throws IOException {
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException("There are no templates: the folder " + folder + " is missing.");
        }
        List<PartnerTemplate> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                found.add(read(name.substring(0, name.length() - ENDING.length()), Files.readString(file)));
            }
        }
        return found;
    }

    static PartnerTemplate read(String name, String text) {
        StringBuilder about = new StringBuilder();
        StringBuilder body = new StringBuilder();
        List<Question> questions = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher question = QUESTION.matcher(line);
            if (line.startsWith("#! ")) {
                about.append(about.isEmpty() ? "" : " ").append(line.substring(3));
            } else if (line.startsWith("#> ")) {
                next.add(line.substring(3));
            } else if (question.matches()) {
                questions.add(new Question(
                        question.group(1),
                        kind(question.group(2)),
                        question.group(3),
                        Optional.ofNullable(question.group(4))));
            } else {
                body.append(line).append('\n');
            }
        }
        return new PartnerTemplate(name, about.toString(), questions, next, body.toString());
    }

    private static Kind kind(String word) {
        return word == null ? Kind.TEXT : Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Answers in their places; they stand inside double quotes there. */
    String fill(Map<String, String> answers) {
        return fill(body, answers, true);
    }

    /** A line with answers in their places, as they are. */
    static String fillLine(String line, Map<String, String> answers) {
        return fill(line, answers, false);
    }

    private static String fill(String text, Map<String, String> answers, boolean quoted) {
        Matcher blank = BLANK.matcher(text);
        StringBuilder out = new StringBuilder();
        while (blank.find()) {
            String answer = answers.get(blank.group(1));
            if (answer == null) {
                throw new IllegalStateException("The template asks nothing about {{" + blank.group(1) + "}}.");
            }
            String value = quoted ? answer.replace("\\", "\\\\").replace("\"", "\\\"") : answer;
            blank.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return blank.appendTail(out).toString();
    }
}
