package io.lading.cli.process;

import java.util.ArrayList;
import java.util.List;

/** The command line that starts a main class of this build in a process of its own. */
public final class JavaCommand {
    private JavaCommand() {}

    /** @param flags of the Java machine, memory for instance */
    public static List<String> of(String mainClass, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Surefire hides the real class path in a jar's manifest and leaves it in this property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
