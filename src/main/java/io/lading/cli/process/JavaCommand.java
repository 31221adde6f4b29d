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
     * As {@link #of}, for a hub: it starts with the classes that an earlier one of the same build left loaded. Tests add
     * flags for all hubs they start by the system property {@code lading.hub.flags}.
     */
    public static List<String> hub(List<String> flags, List<String> arguments) {
        List<String> all = new ArrayList<>(flags);
        String more = System.getProperty("lading.hub.flags", "").strip();
        if (!more.isEmpty()) {
            all.addAll(List.of(more.split(" +")));
        }
        // On Java 17 a flight recording and a dynamic class archive together end the process with SIGSEGV.
        boolean recording = flags.stream().anyMatch(flag -> flag.startsWith("-XX:StartFlightRecording"));
        all.addAll(recording ? List.of("-Xshare:auto") : keptClasses());
        return of("io.lading.cli.Lading", all, arguments);
    }

    /** Flags that use an archive of loaded classes, or leave it for the next; only a build's single jar has one. */
    private static List<String> keptClasses() {
        String path = classPath();
        if (path.contains(File.pathSeparator) || !path.endsWith(".jar")) {
            return List.of("-Xshare:auto");
        }
        Path archive = Path.of(path).resolveSibling("classes.jsa");
        String sharing = fits(archive, Path.of(path)) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        return List.of(sharing + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off");
    }

    /** Java takes an archive only with the very jar it was made from, and says nothing when it does not. */
    private static boolean fits(Path archive, Path jar) {
        return Files.exists(archive)
                && archive.toFile().lastModified() >= jar.toFile().lastModified();
    }

    /** The build's jar, which names its libraries itself, if tests or the start command say where it is. */
    private static String classPath() {
        String jar = System.getProperty("lading.jar", "");
        return Files.isRegularFile(Path.of(jar)) ? jar : System.getProperty("java.class.path");
    }
}
