package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the documentation tells people to type is what the command line takes: each verb, each option, each argument. */
class GuideCommandsTest {
    /** Those that the script itself knows. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("check", "test", "lint", "format");

    /** A word, which may hold quoted parts; or what ends a command for the shell. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'<>|;&#]+)+|[<>|;&#]");

    private static final Pattern ADVICE =
            Pattern.compile("(?m)^(?! *\\*).*?\\./lading ([a-z][a-z0-9-]*)(?: ([a-z][a-z0-9-]*))?");

    @TestFactory
    Stream<DynamicTest> everyCommandOfADocumentIsUnderstood() {
        return Guide.all().stream()
                .filter(guide -> !commands(guide).isEmpty())
                .map(guide -> DynamicTest.dynamicTest(
                        guide.file().toString(), () -> assertThat(faults(guide)).isEmpty()));
    }

    @Test
    void aVerbOrAnOptionThatThereIsNotIsFound() {
        assertThat(fault("./lading partner aply")).contains("aply");
        assertThat(fault("./lading show ID --paylod")).contains("--paylod");
        assertThat(fault("./lading translate order.json --to json > order.txt # a note"))
                .isEmpty();
    }

    @Test
    void everyVerbThatAMessageAdvisesIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher advice = ADVICE.matcher(Files.readString(source, StandardCharsets.ISO_8859_1));
                while (advice.find()) {
                    if (!isThere(advice.group(1), advice.group(2))) {
                        missing.add(source.getFileName() + ": " + advice.group().strip());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String verb, @Nullable String second) {
        if (OF_THE_SCRIPT.contains(verb) || verb.equals("help")) {
            return true;
        }
        CommandLine found = Lading.commandLine(verb).getSubcommands().get(verb);
        if (found == null) {
            return false;
        }
        // A verb with verbs of its own is followed by one of them, or by nothing.
        return second == null
                || found.getSubcommands().isEmpty()
                || found.getSubcommands().containsKey(second);
    }

    private static List<Guide.Command> commands(Guide guide) {
        return guide.commands().stream()
                .filter(command -> command.text().startsWith("./lading "))
                .toList();
    }

    private static List<String> faults(Guide guide) {
        return commands(guide).stream()
                .map(command -> command.line() + " " + command.text() + ": " + fault(command.text()))
                .filter(text -> !text.endsWith(": "))
                .toList();
    }

    /** Empty if the command line takes it. */
    private static String fault(String command) {
        String[] words = words(command).toArray(String[]::new);
        if (words.length == 0 || words[0].equals("VERB") || OF_THE_SCRIPT.contains(words[0])) {
            return "";
        }
        CommandLine line = Lading.commandLine(words);
        try {
            line.parseArgs(words);
            return "";
        } catch (ParameterException e) {
            // In the text a verb is named without what it is given.
            boolean onlyNamed = e instanceof CommandLine.MissingParameterException && words.length <= 2;
            return onlyNamed ? "" : String.valueOf(e.getMessage());
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        // What stands apart by two blanks explains the command.
        Matcher word = WORD.matcher(command.substring("./lading ".length()).split(" {2,}", 2)[0]);
        while (word.find() && !"<>|;&#".contains(word.group())) {
            words.add(word.group().replaceAll("[\"'\\[\\]]", ""));
        }
        return words;
    }
}
