package io.lading.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where a hub's threads were found when a flight recording looked: running, by the innermost method of ours and of all. */
public final class Profile {
    private static final int SHOWN = 15;

    private final Map<String, Integer> ours = new HashMap<>();
    private final Map<String, Integer> libraries = new HashMap<>();
    private int samples;

    private Profile() {}

    public static Profile read(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
                    profile.count(stack.getFrames());
                }
            }
        }
        return profile;
    }

    private void count(List<RecordedFrame> frames) {
        if (frames.isEmpty()) {
            return;
        }
        samples++;
        libraries.merge(library(frames.get(0)), 1, Integer::sum);
        String mine = frames.stream()
                .filter(frame -> type(frame).startsWith("io.lading."))
                .findFirst()
                .map(frame -> shortType(frame) + "." + frame.getMethod().getName())
                .orElse("(none of ours)");
        ours.merge(mine, 1, Integer::sum);
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    private static String shortType(RecordedFrame frame) {
        String type = type(frame);
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The first two words of the package: org.postgresql, java.util. */
    private static String library(RecordedFrame frame) {
        String[] words = type(frame).split("\\.");
        return words.length < 3 ? words[0] : words[0] + "." + words[1] + (words[0].equals("io") ? "." + words[2] : "");
    }

    public void print(PrintWriter out) {
        out.println();
        out.println("Profile of the hub, start and warm-up included: " + samples + " samples of running threads");
        print(out, "by the innermost method of ours", ours);
        print(out, "by the package that was running", libraries);
        out.flush();
    }

    private void print(PrintWriter out, String title, Map<String, Integer> counts) {
        out.println("  " + title);
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(entry -> out.println(String.format(
                        Locale.ROOT, "    %5.1f %%  %s", 100.0 * entry.getValue() / samples, entry.getKey())));
    }
}
