package io.lading.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.cli.bench.WorkloadOptions.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("long")
class OrderWorkloadTest {
    @TempDir
    private Path folder;

    @Test
    void writesAnOrderThatPeopleCanCheckByHand() {
        byte[] bytes = new OrderWorkload(new WorkloadOptions(
                        Syntax.X12, true, 1, 0, 1, 1, 1, "BUYER01", "SUPPLIER01", "", false, true, Defect.NONE, 1))
                .samples()
                .get(0)
                .bytes();

        assertThat(new String(bytes, StandardCharsets.US_ASCII))
                .startsWith("ISA*00*          *00*          *ZZ*BUYER01        *ZZ*SUPPLIER01     *261001*1200*U*00401"
                        + "*000000001*0*P*>~\nGS*PO*BUYER01*SUPPLIER01*20261001*1200*1*X*004010~\nST*850*0001~\n")
                .contains("BEG*00*SA*PO00000001**202610", "\nSE*25*0001~\n")
                .endsWith("GE*1*1~\nIEA*1*000000001~\n");
    }

    @Test
    void countsDamagedOrdersInTheSumsAndNamesThem() {
        Manifest whole = new OrderWorkload(WorkloadOptions.files(10, 100)).manifest();
        Manifest damaged = new OrderWorkload(WorkloadOptions.files(10, 100).with(Defect.COUNT, 5)).manifest();

        assertThat(damaged.damaged()).containsExactly("PO00000104", "PO00000109");
        assertThat(damaged.quantity()).isEqualTo(whole.quantity());
        assertThat(damaged.amountCents()).isEqualTo(whole.amountCents());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("argumentSets")
    void writesTheSameBytesAsTheGeneratorInPython(String arguments) throws Exception {
        Path generator = generator();
        Path theirs = folder.resolve("theirs");
        Path manifest = folder.resolve("manifest.json");
        run(generator, arguments, theirs, manifest);

        Path ours = folder.resolve("ours");
        Manifest sums = new OrderWorkload(options(arguments)).writeTo(ours);

        assertThat(sums).isEqualTo(read(manifest));
        assertThat(names(ours)).isEqualTo(names(theirs));
        for (String name : names(theirs)) {
            assertThat(ours.resolve(name)).hasSameBinaryContentAs(theirs.resolve(name));
        }
    }

    static Stream<String> argumentSets() {
        List<String> sets = new ArrayList<>(List.of(
                "--format x12 --mode files --count 20 --lines 10",
                "--format x12 --mode interchange --count 50 --lines 10",
                "--format x12 --mode files --count 3 --lines 1 --newline --ack --seed 7 --start 900",
                "--format x12 --mode interchange --target-bytes 60000 --lines 3 --newline",
                "--format x12 --mode files --count 4 --lines 2 --sender ACME --receiver OTHERCOMPANY",
                "--format edifact --mode files --count 20 --lines 10",
                "--format edifact --mode interchange --count 50 --lines 10 --ack --newline",
                "--format edifact --mode interchange --target-bytes 60000 --lines 3 --assoc EAN010 --start 77"));
        for (String syntax : List.of("x12", "edifact")) {
            for (Defect defect : Defect.values()) {
                if (defect != Defect.NONE) {
                    sets.add("--format " + syntax + " --mode files --count 6 --lines 2 --defect " + defect.word()
                            + " --defect-every 3");
                }
            }
            sets.add("--format " + syntax + " --mode interchange --count 9 --lines 2 --defect badnum --defect-every 2");
        }
        return sets.stream();
    }

    private static Path generator() {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set: there is no generator in Python to compare with");
        Path generator = Path.of(shared, "workload", "gen_orders.py");
        assumeTrue(Files.exists(generator), "LADING_SHARED has no workload/gen_orders.py");
        assumeTrue(hasPython(), "python3 is not on the PATH");
        return generator;
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(Path generator, String arguments, Path out, Path manifest) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", generator.toString()));
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.addAll(List.of("--out", out.toString(), "--manifest", manifest.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static WorkloadOptions options(String arguments) {
        List<String> words = Arrays.asList(arguments.split(" "));
        Syntax syntax = Syntax.valueOf(value(words, "--format", "").toUpperCase(Locale.ROOT));
        String defect = value(words, "--defect", "");
        return new WorkloadOptions(
                syntax,
                value(words, "--mode", "").equals("files"),
                Integer.parseInt(value(words, "--count", "1000")),
                Long.parseLong(value(words, "--target-bytes", "0")),
                Integer.parseInt(value(words, "--lines", "10")),
                Long.parseLong(value(words, "--seed", "1")),
                Long.parseLong(value(words, "--start", "1")),
                value(words, "--sender", "BUYER01"),
                value(words, "--receiver", "SUPPLIER01"),
                value(words, "--assoc", "EAN008"),
                words.contains("--ack"),
                words.contains("--newline"),
                Stream.of(Defect.values())
                        .filter(kind -> kind.word().equals(defect))
                        .findFirst()
                        .orElseThrow(),
                Integer.parseInt(value(words, "--defect-every", "1")));
    }

    private static String value(List<String> words, String option, String otherwise) {
        int place = words.indexOf(option);
        return place < 0 ? otherwise : words.get(place + 1);
    }

    private static Manifest read(Path file) {
        JsonNode json = JsonMapper.builder().build().readTree(file.toFile());
        List<String> damaged = new ArrayList<>();
        json.get("damaged").forEach(number -> damaged.add(number.asString()));
        return new Manifest(
                json.get("orders").asLong(),
                json.get("lines").asLong(),
                json.get("quantity").asLong(),
                json.get("amount_cents").asLong(),
                json.get("files").asLong(),
                json.get("bytes").asLong(),
                json.get("sha256").asString(),
                damaged);
    }

    /** File names in a folder; for a single file one empty name. */
    private static List<String> names(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return List.of("");
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
