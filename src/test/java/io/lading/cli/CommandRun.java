package io.lading.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * A verb run in this process.
 *
 * @param out standard output
 * @param errors standard error
 */
record CommandRun(int code, String out, String errors) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = Lading.commandLine(arguments);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        int code = command.execute(arguments);
        return new CommandRun(code, out.toString(), errors.toString());
    }

    /** The same with something on standard input. */
    static CommandRun withInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return of(arguments);
        } finally {
            System.setIn(before);
        }
    }
}
