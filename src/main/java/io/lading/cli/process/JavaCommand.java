package io.lading.cli.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /**
     * Flags that let a hub use the classes which an earlier hub of the same build left loaded, or leave them for the next.
     * Only a build's single jar has such an archive; tests run from folders.
     */
    static List<String> keptClasses() {
        Path jar = Path.of(classPath().split(File.pathSeparator, 2)[0]);
        boolean single =
                !classPath().contains(File.pathSeparator) && jar.toString().endsWith(".jar");
        if (!single) {
            return List.of("-Xshare:auto");
        }
        Path archive = jar.resolveSibling("classes.jsa");
        String sharing = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        return List.of(sharing + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off");
    }

    /** Surefire hides the real class path in a jar's manifest and leaves it in this property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
