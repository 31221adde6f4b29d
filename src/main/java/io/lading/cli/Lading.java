package io.lading.cli;

import io.lading.cli.process.HubDidNotStart;
import java.io.ObjectInputFilter;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one command. The shell script {@code lading} finds Java, builds when sources changed, and calls this. */
@Command(
        name = "lading",
        description = "A self-hosted EDI and B2B integration hub.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Exit codes: 0 fine, 1 findings, 2 wrong use, 3 the hub could not be reached, 70 internal error.",
            "Files are named one by one, as folders, or as - for standard input; --json prints one object a line."
        })
public final class Lading implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        refuseJavaObjects();
        int code = commandLine(arguments).execute(arguments);
        if (code != RunCommand.KEEPS_RUNNING) {
            System.exit(code);
        }
    }

    /** Nothing of ours is serialised, so no library is to make objects of a stranger's bytes (JEP 290). */
    static void refuseJavaObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }

    /** A command line that knows the verb of these arguments, or all verbs if they name none. */
    static CommandLine commandLine(String... arguments) {
        CommandLine command = new CommandLine(new Lading());
        if (arguments.length > 0 && !arguments[0].equals("help") && Verbs.NAMES.contains(arguments[0])) {
            command.addSubcommand(Verbs.make(arguments[0]));
        } else {
            Verbs.NAMES.forEach(name -> command.addSubcommand(Verbs.make(name)));
        }
        offerHelp(command);
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Lading::wrongUse)
                .setExecutionExceptionHandler(failures());
    }

    private static void offerHelp(CommandLine command) {
        if (!(command.getCommand() instanceof CommandLine.HelpCommand)) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Says what this does and which options it has.")
                            .build());
        }
        command.getSubcommands().values().forEach(Lading::offerHelp);
    }

    /** The fault, what was perhaps meant, and where help is; not all of the help, which would push the fault off. */
    private static int wrongUse(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter errors = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        boolean verb = fault instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.isUnknownOption();
        if (verb) {
            String word = ((UnmatchedArgumentException) fault).getUnmatched().get(0);
            List<String> meant = ((UnmatchedArgumentException) fault).getSuggestions();
            errors.println("'" + name + "' has no verb '" + word + "'."
                    + (meant.isEmpty() ? "" : " Did you mean '" + meant.get(0).strip() + "'?"));
        } else {
            errors.println(fault.getMessage());
            UnmatchedArgumentException.printSuggestions(fault, errors);
        }
        if (arguments.length == 0) {
            command.usage(errors);
        } else {
            errors.println("See: " + name + " --help");
        }
        return ExitCode.WRONG_USE;
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
            if (exception instanceof HubDidNotStart refused) {
                errors.println(refused.getMessage());
                return refused.code() == ExitCode.WRONG_USE ? ExitCode.WRONG_USE : ExitCode.INTERNAL;
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
