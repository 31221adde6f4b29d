package io.lading.tracking;

/**
 * Named places around every durable step where a test can have the process die as if killed (reliability by proof).
 * Costs one comparison with a constant null when no test asks.
 */
public final class CrashPoints {
    /** {@code name} dies at the first pass, {@code name:7} at the seventh. */
    private static final Wanted WANTED = Wanted.read(System.getenv("LADING_CRASH_AT"));

    private CrashPoints() {}

    /** Dies here if a test asked for it; halt runs no shutdown hook and flushes nothing, like SIGKILL. */
    public static void reach(String name) {
        if (WANTED.name.isEmpty() || !WANTED.name.equals(name)) {
            return;
        }
        if (WANTED.passes.incrementAndGet() == WANTED.pass) {
            Runtime.getRuntime().halt(137);
        }
    }

    private record Wanted(String name, int pass, java.util.concurrent.atomic.AtomicInteger passes) {
        static Wanted read(@org.jspecify.annotations.Nullable String setting) {
            if (setting == null || setting.isBlank()) {
                return new Wanted("", 0, new java.util.concurrent.atomic.AtomicInteger());
            }
            int colon = setting.indexOf(':');
            String name = colon < 0 ? setting : setting.substring(0, colon);
            int pass = colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1));
            return new Wanted(name, pass, new java.util.concurrent.atomic.AtomicInteger());
        }
    }
}
