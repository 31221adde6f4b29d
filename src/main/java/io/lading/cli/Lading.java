package io.lading.cli;

import io.lading.cli.bench.BenchCommand;
import io.lading.cli.demo.DemoCommand;
import io.lading.cli.torture.TortureCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command. The shell script {@code lading} finds Java, builds when sources changed, and calls this. */
@Command(
        name = "lading",
        description = "A self-hosted EDI and B2B integration hub.",
        synopsisSubcommandLabel = "VERB",
        footer = {"", "Exit codes: 0 fine, 1 findings, 2 wrong use, 3 the hub could not be reached, 70 internal error."
        },
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            TortureCommand.class,
            ValidateCommand.class,
            ExplainCommand.class,
            TranslateCommand.class,
            AckCommand.class,
            SchemaCommand.class,
            MapCommand.class,
            SendCommand.class,
            FindCommand.class,
            ShowCommand.class,
            TailCommand.class,
            AgainCommand.Retransmit.class,
            AgainCommand.ReEnvelope.class,
            AgainCommand.Reprocess.class,
            HealthCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Lading implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        if (code != RunCommand.KEEPS_RUNNING) {
            System.exit(code);
        }
    }

    /** The verbs, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Lading())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(failures());
    }

    private static IExecutionExceptionHandler failures() {
        return (exception, command, parsed) -> {
            PrintWriter errors = command.getErr();
            if (exception instanceof WrongUseException) {
                errors.println(exception.getMessage());
                return ExitCode.WRONG_USE;
            }
            if (exception instanceof HubUnreachableException) {
                errors.println(exception.getMessage());
                return ExitCode.UNREACHABLE;
            }
            errors.println("Lading itself failed; please report this with the lines below.");
            exception.printStackTrace(errors);
            return ExitCode.INTERNAL;
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for instance: lading run");
    }
}
