package io.lading.tracking;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places around every durable step where a test can have the process die as if killed (reliability by proof).
 * Costs one comparison with a constant null when no test asks.
 */
public final class CrashPoints {
    /** The environment variable that names a point: {@code name} or {@code name:pass}. */
    public static final String VARIABLE = "LADING_CRASH_AT";

    /** How the process then ends: as if by SIGKILL. */
    public static final int EXIT_CODE = 137;

    /** Every point that a document passes whatever its doors, in their order. */
    public static final List<String> ALL = List.of(
            "before-receive",
            "after-receive",
            "before-commit",
            "after-commit",
            "after-claim",
            "before-process-commit",
            "after-process-commit",
            "before-split-commit",
            "after-split-commit",
            "after-piece-claim",
            "before-piece-commit",
            "after-piece-commit",
            "after-delivery-claim",
            "before-file-sync",
            "before-file-rename",
            "before-folder-sync",
            "before-http-send",
            "after-http-answer",
            "after-send",
            "before-outcome-commit",
            "after-outcome-commit");

    /** Those that only messages with receipts pass (AS2), on their way in and on their way out. */
    public static final List<String> RECEIPTED = List.of(
            "after-spool",
            "after-open",
            "after-receipt-made",
            "before-answer",
            "before-message-kept",
            "after-message-kept",
            "before-receipt-kept",
            "after-receipt-kept");

    /** Those that only documents pass which leave together with others. */
    public static final List<String> COLLECTED = List.of("before-collected-commit", "after-collected-commit");

    /** Those that the doors pass which fetch (folder, SFTP, mail), around taking a thing away from where it lay. */
    public static final List<String> FETCHED = List.of("before-source-removal", "after-source-removal");

    /** {@code name} dies at the first pass, {@code name:7} at the seventh. */
    private static final Wanted WANTED = Wanted.read(System.getenv(VARIABLE));

    private CrashPoints() {}

    /** Dies here if a test asked for it; halt runs no shutdown hook and flushes nothing, like SIGKILL. */
    public static void reach(String name) {
        if (WANTED.name.isEmpty() || !WANTED.name.equals(name)) {
            return;
        }
        if (WANTED.passes.incrementAndGet() == WANTED.pass) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private record Wanted(String name, int pass, AtomicInteger passes) {
        static Wanted read(@Nullable String setting) {
            if (setting == null || setting.isBlank()) {
                return new Wanted("", 0, new AtomicInteger());
            }
            int colon = setting.indexOf(':');
            String name = colon < 0 ? setting : setting.substring(0, colon);
            int pass = colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1));
            return new Wanted(name, pass, new AtomicInteger());
        }
    }
}
