package io.lading.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, and what its readers are told to type. */
record Guide(Path file, List<Block> blocks, List<Command> inline) {
    private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*)\\s*$");
    private static final Pattern INLINE = Pattern.compile("`(\\./lading [^`]+)`");

    /** A fenced block. */
    record Block(String language, int line, List<String> lines) {

        /** What follows a prompt, or begins with our own command, with the lines it goes on in. */
        List<Command> commands() {
            List<Command> commands = new ArrayList<>();
            // What stands between prompts is an answer, in which a command is only advice.
            String begin = lines.stream().anyMatch(text -> text.startsWith("$ ")) ? "$ " : "./lading";
            for (int i = 0; i < lines.size(); i++) {
                String text = lines.get(i).strip();
                int first = line + 1 + i;
                String command = text.startsWith(begin) ? text.replaceFirst("^\\$ ", "") : "";
                while (command.endsWith("\\") && i + 1 < lines.size()) {
                    i++;
                    command = command.substring(0, command.length() - 1)
                            + lines.get(i).strip();
                }
                if (!command.isEmpty()) {
                    commands.add(new Command(first, command));
                }
            }
            return commands;
        }
    }

    record Command(int line, String text) {}

    static List<Guide> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            Stream<Path> others = Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "partners/README.md")
                    .map(Path::of);
            return Stream.concat(others, docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .map(Guide::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Guide read(Path file) {
        List<Block> blocks = new ArrayList<>();
        List<Command> inline = new ArrayList<>();
        Block open = null;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                open = open == null ? new Block(fence.group(1), i + 1, new ArrayList<>()) : null;
                if (open != null) {
                    blocks.add(open);
                }
            } else if (open != null) {
                open.lines().add(lines.get(i));
            } else {
                Matcher command = INLINE.matcher(lines.get(i));
                while (command.find()) {
                    inline.add(new Command(i + 1, command.group(1)));
                }
            }
        }
        return new Guide(file, blocks, inline);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is to be typed, in blocks and in the text between. */
    List<Command> commands() {
        return Stream.concat(blocks.stream().flatMap(block -> block.commands().stream()), inline.stream())
                .toList();
    }
}
