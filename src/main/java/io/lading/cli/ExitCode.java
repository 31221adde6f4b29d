package io.lading.cli;

/** What a verb's exit code says. */
final class ExitCode {
    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int WRONG_USE = 2;
    static final int UNREACHABLE = 3;
    static final int INTERNAL = 70;

    private ExitCode() {}
}
