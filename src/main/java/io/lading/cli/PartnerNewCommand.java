package io.lading.cli;

import io.lading.cli.PartnerTemplate.Question;
import io.lading.configuration.Settings;
import io.lading.partner.LoadedCommunity;
import io.lading.security.BearerToken;
import io.lading.security.PasswordHash;
import io.lading.security.TokenHash;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "new",
        description = "Writes the file of a new partner from a template, asks what it needs to know, and checks it.")
final class PartnerNewCommand implements Callable<Integer> {
    private static final int PASSWORD_BYTES = 18;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final String MAKE = "new";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Short name of the partner: small letters, digits and dashes.")
    private @Nullable String name;

    @Option(names = "--template", paramLabel = "TEMPLATE", description = "What to copy from; --templates lists them.")
    private @Nullable String template;

    @Option(names = "--templates", description = "Lists the templates.")
    private boolean list;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Answers a question of the template; may be repeated. What is left is asked for on a terminal.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "partners",
            description = "The folder of partner files. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("partners");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings of the hub that it is for. Default: lading.yaml, if there is one.")
    private @Nullable Path config;

    @Option(names = "--json", description = "One object a line.")
    private boolean json;

    private final Map<String, String> tokens = new TreeMap<>();
    private final Map<String, String> passwords = new TreeMap<>();

    @Override
    public Integer call() throws IOException {
        List<PartnerTemplate> templates = PartnerTemplate.all(Home.folder());
        if (list) {
            templates.forEach(this::printTemplate);
            return ExitCode.FINE;
        }
        String partner = partner();
        PartnerTemplate chosen = chosen(templates);
        Path file = folder.resolve(partner + ".yaml");
        if (Files.exists(file)) {
            throw new WrongUseException("There is a file " + file + " already; nothing was changed.");
        }
        Map<String, String> answers = answers(chosen, partner);
        Files.createDirectories(folder);
        copyFiles(chosen, answers);
        Files.writeString(file, chosen.fill(answers));
        List<String> problems = problems();
        report(chosen, file, answers, problems);
        return problems.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void printTemplate(PartnerTemplate one) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", one.name());
            object.put("about", one.about());
            object.put("questions", one.questions());
            out.println(JsonMapper.shared().writeValueAsString(object));
            return;
        }
        out.println(Words.padded(one.name(), 26) + one.about());
    }

    private String partner() {
        if (name == null) {
            throw new WrongUseException("Say how the partner is called: lading partner new NAME --template TEMPLATE");
        }
        if (!name.matches(NAME)) {
            throw new WrongUseException(
                    "'" + name + "' cannot name a partner: use small letters, digits and dashes, such as globex.");
        }
        return name;
    }

    private PartnerTemplate chosen(List<PartnerTemplate> templates) {
        List<String> names = templates.stream().map(PartnerTemplate::name).toList();
        if (template == null) {
            throw new WrongUseException(
                    "Say what to copy from by --template, one of: " + String.join(", ", names) + ".");
        }
        return templates.stream()
                .filter(one -> one.name().equals(template))
                .findFirst()
                .orElseThrow(() -> new WrongUseException(
                        "There is no template '" + template + "'; there are: " + String.join(", ", names) + "."));
    }

    // ---- answers --------------------------------------------------------------------------------------------------

    private Map<String, String> answers(PartnerTemplate chosen, String partner) {
        Map<String, String> given = given(chosen);
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("partner", partner);
        answers.put("PARTNER", partner.toUpperCase(Locale.ROOT));
        answers.put("where", where());
        answers.put("schema", schema());
        Function<String, @Nullable String> ask = asking();
        List<String> missing = new ArrayList<>();
        for (Question question : chosen.questions()) {
            Optional<String> usual = question.usual().map(text -> PartnerTemplate.fillLine(text, answers));
            String answer = given.containsKey(question.key())
                    ? given.get(question.key())
                    : ask.apply(question.words()
                            + usual.map(text -> " [" + text + "]").orElse("") + ": ");
            String taken = answer == null || answer.isBlank() ? usual.orElse("") : answer.strip();
            if (taken.isEmpty()) {
                if (usual.isEmpty()) { // else it follows from another that is missing
                    missing.add("  --set " + question.key() + "=…   " + question.words());
                }
                answers.put(question.key(), "");
                continue;
            }
            answers.put(question.key(), value(question, taken));
        }
        if (!missing.isEmpty()) {
            throw new WrongUseException(
                    "The template " + chosen.name() + " needs to know more:\n" + String.join("\n", missing));
        }
        return answers;
    }

    private Map<String, String> given(PartnerTemplate chosen) {
        List<String> keys = chosen.questions().stream().map(Question::key).toList();
        Map<String, String> given = new TreeMap<>();
        for (String set : sets) {
            int equals = set.indexOf('=');
            String key = equals < 0 ? set : set.substring(0, equals);
            if (equals < 0 || !keys.contains(key)) {
                throw new WrongUseException("--set " + key + ": the template " + chosen.name() + " asks for "
                        + String.join(", ", keys) + ", each as KEY=VALUE.");
            }
            given.put(key, set.substring(equals + 1));
        }
        return given;
    }

    /** Asks a person, if one is there. */
    @SuppressWarnings("SystemConsoleNull") // null without a terminal, until JDK 22
    private static Function<String, @Nullable String> asking() {
        Console console = System.console();
        if (console == null || !Boolean.getBoolean("lading.terminal")) {
            return words -> null;
        }
        return words -> console.readLine("%s", words);
    }

    private String value(Question question, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new WrongUseException("The answer to '" + question.key() + "' holds a control character.");
        }
        return switch (question.kind()) {
            case TEXT -> text;
            case FILE -> fileName(question, text);
            case LINE -> line(text);
            case TOKEN -> token(question, text);
            case PASSWORD -> password(question, text);
        };
    }

    private static String fileName(Question question, String text) {
        Path file = Path.of(text);
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException(question.words() + ": there is no file " + file + ".");
        }
        return file.toString();
    }

    private static String line(String text) {
        Path file = Path.of(text.contains(" ") ? "" : text);
        if (!Files.isRegularFile(file)) {
            return text;
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            throw new WrongUseException("The file " + file + " cannot be read as text.");
        }
    }

    private String token(Question question, String text) {
        if (!text.equals(MAKE)) {
            return text;
        }
        String token = BearerToken.generate(new SecureRandom()).reveal();
        tokens.put(question.key(), token);
        return TokenHash.of(token).toString();
    }

    private String password(Question question, String text) {
        if (!text.equals(MAKE)) {
            return text;
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        SecureRandom random = new SecureRandom();
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        passwords.put(question.key(), password);
        return PasswordHash.of(password.toCharArray(), random).text();
    }

    private String where() {
        return folder.equals(Path.of("partners")) ? "" : " --folder " + folder;
    }

    /** How editors find the schema, from the folder of partner files. */
    private String schema() {
        Path schema = Home.folder().resolve(Path.of("docs", "reference", "partner.schema.json"));
        Path from = folder.toAbsolutePath().normalize();
        Path path = from.startsWith(Home.folder()) ? from.relativize(schema) : schema;
        return path.toString().replace('\\', '/');
    }

    // ---- the file -------------------------------------------------------------------------------------------------

    /** Files that were named are copied beside the partner file, so that they are applied with it. */
    private void copyFiles(PartnerTemplate chosen, Map<String, String> answers) throws IOException {
        for (Question question : chosen.questions()) {
            if (question.kind() != PartnerTemplate.Kind.FILE) {
                continue;
            }
            Path from = Path.of(String.valueOf(answers.get(question.key()))).toAbsolutePath();
            Path base = folder.toAbsolutePath().normalize();
            if (!from.normalize().startsWith(base)) {
                String kept = String.valueOf(from.getFileName()).replaceAll("[^A-Za-z0-9._-]", "-");
                Path to = base.resolve("certs").resolve(kept.startsWith(".") ? "certificate" + kept : kept);
                Files.createDirectories(base.resolve("certs"));
                if (Files.exists(to) && Files.mismatch(from, to) >= 0) {
                    throw new WrongUseException(
                            "There is another file " + to + " already; give this one another name first.");
                }
                Files.write(to, Files.readAllBytes(from));
                from = to;
            }
            answers.put(
                    question.key(), base.relativize(from.normalize()).toString().replace('\\', '/'));
        }
    }

    /** What is wrong with all files together, the new one among them. */
    private List<String> problems() {
        Settings settings = SettingsOptions.of(config).load();
        LoadedCommunity loaded = PartnerFolder.of(settings, folder, true);
        return loaded.reload().problems().stream().map(Object::toString).toList();
    }

    private void report(PartnerTemplate chosen, Path file, Map<String, String> answers, List<String> problems) {
        List<String> next = new ArrayList<>();
        chosen.next().forEach(line -> next.add(PartnerTemplate.fillLine(line, answers)));
        next.add("./lading partner plan" + where());
        next.add("./lading partner apply" + where());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", file.toString());
            object.put("problems", problems);
            object.put("next", next);
            object.put("tokens", tokens);
            object.put("passwords", passwords);
            out.println(JsonMapper.shared().writeValueAsString(object));
            return;
        }
        out.println(file + " is written.");
        tokens.forEach((key, token) ->
                out.println("The token (" + key + "), shown only now; hand it over by a safe way:\n  " + token));
        passwords.forEach((key, password) ->
                out.println("The password (" + key + "), shown only now; hand it over by a safe way:\n  " + password));
        if (!problems.isEmpty()) {
            out.println("Still to be done:");
            problems.forEach(problem -> out.println("  " + problem));
        }
        out.println("Next:");
        next.forEach(line -> out.println("  " + line));
    }
}
