package io.lading.cli;

/** What a verb's exit code says. */
public final class ExitCode {
    public static final int FINE = 0;
    public static final int FINDINGS = 1;
    public static final int WRONG_USE = 2;
    public static final int UNREACHABLE = 3;
    public static final int INTERNAL = 70;

    private ExitCode() {}
}
