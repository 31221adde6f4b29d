package io.lading.cli;

import io.lading.security.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "hash-password",
        description = "Prints the hash of a password, for a mailbox in a partner file; asks for it, or reads one line.")
final class HashPasswordCommand implements Callable<Integer> {
    private static final int SHORTEST = 12;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        char[] password = password();
        if (password == null || password.length < SHORTEST) {
            throw new WrongUseException("The password has " + (password == null ? 0 : password.length)
                    + " characters; a partner's needs " + SHORTEST + " at least.");
        }
        spec.commandLine()
                .getOut()
                .println(PasswordHash.of(password, new SecureRandom()).text());
        return ExitCode.FINE;
    }

    @SuppressWarnings("SystemConsoleNull") // null without a terminal, until JDK 22
    private static char @Nullable [] password() throws IOException {
        Console console = System.console();
        if (console != null) {
            return console.readPassword("Password: ");
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? null : line.toCharArray();
    }
}
