package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import io.lading.transport.as2.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("long")
class PartnerNewCommandTest {
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("id", "4399901000008"),
            Map.entry("url", "https://edi.globex.example/in"),
            Map.entry("key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBfEHcQzkc0sVx4Hzg0CGTKXdkR6VQ0sTRYGcnSEMJfT globex"),
            Map.entry("host", "sftp.globex.example"),
            Map.entry("host-key", "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDsdkT6GnRXp2VqPGE"),
            Map.entry("user", "acme"),
            Map.entry("imap", "imap.acme.example"),
            Map.entry("smtp", "smtp.acme.example"),
            Map.entry("from", "edi@acme.example"),
            Map.entry("to", "edi@globex.example"),
            Map.entry("buyer", "globex"),
            Map.entry("supplier", "globex"));

    @TempDir
    Path folder;

    static Stream<String> templates() throws IOException {
        return PartnerTemplate.all(Home.folder()).stream().map(PartnerTemplate::name);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateGivesAFileWithNothingToComplainAbout(String template) throws Exception {
        boolean own = template.startsWith("us");
        boolean supplier = template.contains("supplier");
        boolean system = template.contains("-erp-") || template.contains("-purchasing-");
        describeOurselves(own ? template : "us-as2");
        if (system) {
            boolean buys = template.contains("-purchasing-");
            make("globex", buys ? "sftp-supplier-edifact" : "sftp-buyer-x12", "deliver=ours");
            make("ours", template);
        } else if (!own) {
            make(supplier ? "purchasing" : "erp", supplier ? "folder-purchasing-json" : "folder-erp-json");
            make("globex", template);
        }

        CommandRun last = make("zz-last", "folder-buyer-x12", "id=LAST", "deliver=zz-last");

        assertThat(last.out())
                .contains("Still to be done")
                .doesNotContain("globex.yaml")
                .doesNotContain("ours.yaml");
        assertThat(last.out().lines().filter(line -> line.contains(".yaml:")))
                .as("only the last file is wrong, and all were read")
                .allMatch(line -> line.contains("zz-last.yaml:"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyBlankOfATemplateIsAskedForAndQuoted(String name) throws IOException {
        PartnerTemplate template = PartnerTemplate.all(Home.folder()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(template.about()).endsWith(".");
        List<String> asked = new ArrayList<>(List.of("partner", "schema"));
        template.questions().forEach(question -> asked.add(question.key()));
        for (String line : template.body().lines().toList()) {
            Matcher blank = Pattern.compile("\\{\\{([a-z0-9-]+)}}").matcher(line);
            while (blank.find()) {
                assertThat(asked).as(line).contains(blank.group(1));
                boolean plain = List.of("partner", "schema", "port", "release").contains(blank.group(1));
                boolean quoted = line.substring(0, blank.start())
                                        .chars()
                                        .filter(c -> c == '"')
                                        .count()
                                % 2
                        == 1;
                assertThat(plain || quoted).as(line).isTrue();
            }
        }
        assertThat(template.body()).startsWith("# yaml-language-server: $schema={{schema}}\n");
    }

    @Test
    void saysAllThatIsMissingAtOnceWhereNobodyCanBeAsked() {
        CommandRun run = make("globex", "as2-buyer-x12", "url=https://as2.globex.example/");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("--set certificate=…").doesNotContain("--set url");
        assertThat(folder.resolve("globex.yaml")).doesNotExist();
    }

    @Test
    void makesATokenThatIsShownOnceAndKeptAsItsHash() throws Exception {
        CommandRun run = make("globex", "http-buyer-x12");

        Matcher token = Pattern.compile("ldg_[0-9A-Za-z]+").matcher(run.out());
        assertThat(token.find()).isTrue();
        assertThat(BearerToken.isWellFormed(token.group())).isTrue();
        assertThat(Files.readString(folder.resolve("globex.yaml")))
                .contains(TokenHash.of(token.group()).toString())
                .doesNotContain(token.group());
    }

    @Test
    void neverWritesOverAFileThatIsThere() throws Exception {
        Files.writeString(folder.resolve("globex.yaml"), "partner: globex\n");

        CommandRun run = make("globex", "http-buyer-x12");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(folder.resolve("globex.yaml")).hasContent("partner: globex");
    }

    @Test
    void listsTheTemplatesWithWhatTheyAreFor() {
        CommandRun run = CommandRun.of("partner", "new", "--templates");

        assertThat(run.out()).contains("as2-buyer-x12  ").contains("A buyer who orders from us in X12 over AS2");
        assertThat(CommandRun.of("partner", "new", "x", "--template", "as3").errors())
                .contains("There is no template 'as3'")
                .contains("as2-buyer-x12");
    }

    private void describeOurselves(String template) throws Exception {
        make("us", template, "id=ACME");
        Path file = folder.resolve("us.yaml");
        // Our GLN stands there as a comment.
        Files.writeString(file, Files.readString(file).replace("  # - { scheme: edifact", "  - { scheme: edifact"));
        Identity.ACME.writeCertificate(folder);
        Identity.ACME.writeKey(folder);
        Files.move(folder.resolve("acme.pem"), folder.resolve("us.pem"));
        Files.move(folder.resolve("acme.key"), folder.resolve("us.key"));
    }

    private Path secrets() throws IOException {
        return Files.createDirectories(folder.resolve("secrets"));
    }

    private Path settings() {
        try {
            return Files.writeString(secrets().resolve("lading.yaml"), "folders: { secrets: \"" + secrets() + "\" }\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CommandRun make(String partner, String template, String... answers) {
        List<String> arguments = new ArrayList<>(List.of("partner", "new", partner, "--template", template));
        arguments.addAll(List.of("--folder", folder.toString()));
        arguments.addAll(List.of("--config", settings().toString()));
        List<String> given = new ArrayList<>(List.of(answers));
        try {
            PartnerTemplate chosen = PartnerTemplate.all(Home.folder()).stream()
                    .filter(one -> one.name().equals(template))
                    .findFirst()
                    .orElseThrow();
            for (PartnerTemplate.Question question : chosen.questions()) {
                boolean answered = given.stream().anyMatch(answer -> answer.startsWith(question.key() + "="));
                boolean needed = question.usual().isEmpty() && SAMPLES.containsKey(question.key());
                if (!answered && needed) {
                    given.add(question.key() + "=" + SAMPLES.get(question.key()));
                }
                if (question.key().equals("certificate")
                        && folder.resolve("us.pem").toFile().exists()) {
                    Identity.GLOBEX.writeCertificate(folder);
                    given.add("certificate=" + folder.resolve("globex.pem"));
                }
            }
            if (template.startsWith("mail-")) {
                Files.writeString(secrets().resolve("password"), "a password");
                given.add("password=file:" + secrets().resolve("password"));
            }
            if (template.contains("sftp-remote")) {
                Files.writeString(secrets().resolve("id"), "a key");
                given.add("key=file:" + secrets().resolve("id"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        given.forEach(answer -> arguments.addAll(List.of("--set", answer)));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
