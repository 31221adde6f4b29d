package io.lading.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzSeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int CHANGES = 60;
    private static final String DELIMITERS = "*~:^>+'?|\n\r ";

    @ParameterizedTest
    @EnumSource(Target.class)
    void holdsForEveryInputThatOnceBrokeIt(Target target) throws Exception {
        List<Path> seeds = files(SEEDS.resolve(target.folder()));

        for (Path seed : seeds) {
            assertThat(failure(target, Files.readAllBytes(seed)))
                    .as(seed.toString())
                    .isNull();
        }
        assertThat(seeds).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void holdsForSoundInputsWithBytesChangedLostAndRepeated(Target target) throws Exception {
        Random random = new Random(20261001);
        for (Path seed : files(SEEDS.resolve(target == Target.JSON ? "sound-json" : "sound"))) {
            byte[] sound = Files.readAllBytes(seed);
            assertThat(failure(target, sound)).as(seed.toString()).isNull();
            for (int i = 0; i < CHANGES; i++) {
                byte[] changed = changed(sound, random);
                assertThat(failure(target, changed))
                        .as(() -> seed + " changed to\n"
                                + new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .isNull();
            }
        }
    }

    @org.jspecify.annotations.Nullable
    private static Throwable failure(Target target, byte[] bytes) {
        try {
            target.run(bytes);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private static byte[] changed(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) DELIMITERS.charAt(random.nextInt(DELIMITERS.length()));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> bytes = without(bytes, at, length);
                default -> bytes = repeated(bytes, at, length);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
    }

    private static byte[] repeated(byte[] bytes, int at, int length) {
        byte[] longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, at + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
