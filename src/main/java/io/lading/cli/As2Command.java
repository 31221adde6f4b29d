package io.lading.cli;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.transport.as2.As2Doctor;
import io.lading.transport.as2.As2Doctor.Diagnosis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "as2", description = "What concerns AS2 exchanges.", subcommands = As2Command.Doctor.class)
final class As2Command implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: lading as2 doctor");
    }

    @Command(
            name = "doctor",
            description =
                    "Says in words what is wrong with an AS2 exchange: with how it is configured, or with a message"
                            + " that was saved as it came.")
    static final class Doctor implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "PARTNER", arity = "0..1", description = "Looks at this partner's connections only.")
        private @Nullable String partner;

        @Option(
                names = "--request",
                paramLabel = "FILE",
                description = "A message as it came: headers, an empty line, the body.")
        private @Nullable Path request;

        @Option(names = "--json", description = "One object a line.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            As2Doctor doctor =
                    new As2Doctor(community(settings.load()), Clock.systemUTC().instant());
            List<Diagnosis> found =
                    request == null ? doctor.configuration(Optional.ofNullable(partner)) : examine(doctor, request);
            PrintWriter out = spec.commandLine().getOut();
            found.forEach(one -> out.println(json ? line(one) : (one.well() ? "ok   " : "!    ") + one.sentence()));
            return found.stream().allMatch(Diagnosis::well) ? ExitCode.FINE : ExitCode.FINDINGS;
        }

        private static List<Diagnosis> examine(As2Doctor doctor, Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new WrongUseException("There is no file " + file + ".");
            }
            Path scratch = Files.createTempDirectory("lading-as2");
            try {
                return doctor.request(file, scratch);
            } finally {
                Files.deleteIfExists(scratch);
            }
        }

        private static String line(Diagnosis one) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("well", one.well());
            object.put("message", one.sentence().strip());
            return JsonMapper.shared().writeValueAsString(object);
        }

        /** Maps and schemas are not looked at: they have nothing to do with transport. */
        private static Community community(Settings settings) {
            LoadedCommunity loaded =
                    PartnerFolder.of(settings, settings.folders().partners(), false);
            LoadedCommunity.Report report = loaded.reload();
            if (!report.taken()) {
                throw new WrongUseException("The partner files cannot be used:\n  "
                        + report.problems().stream().map(Object::toString).collect(Collectors.joining("\n  ")));
            }
            return loaded.current();
        }
    }
}
