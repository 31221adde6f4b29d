package io.lading.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a hub's process prints: log lines in JSON, and sentences for people.
 *
 * @param begin where the present process began; earlier ones wrote before it
 */
record HubLog(Path file, long begin) {
    private static final int SHOWN = 2000;
    private static final Pattern STAGE = Pattern.compile("\"message\":\"Starting: ((?:[^\"\\\\]|\\\\.)*)\"");

    /** The log of a process that is about to start. */
    static HubLog continuing(Path file) {
        return new HubLog(file, file.toFile().length());
    }

    /** In bytes. */
    long size() {
        return file.toFile().length();
    }

    /** What the hub does at present on its way to its doors; empty if it has not said yet. */
    String stage() {
        String stage = "";
        Matcher found = STAGE.matcher(end());
        while (found.find()) {
            stage = found.group(1);
        }
        return stage;
    }

    /** The sentences for people, or if there are none the end of the log. */
    String lastWords() {
        String end = end();
        if (end.isBlank()) {
            return "It said nothing; its output is " + file + ".";
        }
        List<String> sentences =
                end.lines().filter(line -> !line.startsWith("{")).toList();
        String words = String.join("\n", sentences).strip();
        return words.isEmpty() ? end.strip() : words;
    }

    /** The last it printed, log lines included. */
    String end() {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(begin, in.length() - SHOWN);
            in.seek(from);
            byte[] bytes = new byte[(int) Math.max(0, Math.min(SHOWN, in.length() - from))];
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            // The first line of a piece is cut off.
            return from == begin ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "(" + file + " cannot be read)";
        }
    }
}
