package io.lading.cli.bench.engine;

import io.lading.cli.process.JavaCommand;
import io.lading.interchange.Standard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One interchange too large for memory, made as it is read, through reading, validation and the acknowledgement, in a Java
 * of its own whose heap is a quarter of its size at most.
 */
final class Giant {
    private static final String HEAP = "-Xmx256m";

    private Giant() {}

    /** Runs it and prints what it came to; false if it did not come through. */
    static boolean run(Standard standard, int megabytes, RowPrinter printer) throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(
                GiantProcess.class.getName(),
                List.of(HEAP, "-XX:+UseSerialGC", "-Dlading.home=" + System.getProperty("lading.home", "")),
                List.of(standard.name(), String.valueOf(megabytes)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        if (process.waitFor() != 0 || last.isEmpty()) {
            printer.remark("The " + standard.label() + " interchange of " + megabytes + " MB did not come through.");
            return false;
        }
        JsonNode result = JsonMapper.shared().readTree(last);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", "giant: read, validate, acknowledge");
        result.properties().forEach(field -> object.put(field.getKey(), field.getValue()));
        printer.print(object, words(standard, result));
        return true;
    }

    private static String words(Standard standard, JsonNode result) {
        return String.format(
                Locale.ROOT,
                "%n%s interchange of %,.0f MB, %,d orders, read, validated and acknowledged with %s: %,.0f MB/s,"
                        + " %,d MB of heap in use at most after collection, acknowledgement of %,.1f MB",
                standard.label(),
                result.path("bytes").asDouble() / 1e6,
                result.path("documents").asLong(),
                HEAP,
                result.path("megabytesPerSecond").asDouble(),
                result.path("heapMegabytes").asLong(),
                result.path("acknowledgementBytes").asDouble() / 1e6);
    }
}
