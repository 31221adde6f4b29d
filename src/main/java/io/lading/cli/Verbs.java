package io.lading.cli;

import io.lading.cli.bench.BenchCommand;
import io.lading.cli.demo.DemoCommand;
import io.lading.cli.torture.TortureCommand;
import java.util.List;
import picocli.CommandLine;

/** The verbs by name. Only the one asked for is made: to make all of them takes longer than most of them work. */
final class Verbs {
    static final List<String> NAMES = List.of(
            "run",
            "demo",
            "simulate",
            "bench",
            "torture",
            "validate",
            "explain",
            "translate",
            "ack",
            "diff",
            "schema",
            "map",
            "partner",
            "as2",
            "certificate",
            "lookup",
            "secret",
            "token",
            "audit",
            "hash-password",
            "send",
            "find",
            "show",
            "tail",
            "work",
            "dismiss",
            "retransmit",
            "re-envelope",
            "reprocess",
            "health",
            "version",
            "help");

    private Verbs() {}

    static Object make(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "demo" -> new DemoCommand();
            case "simulate" -> new SimulateCommand();
            case "bench" -> new BenchCommand();
            case "torture" -> new TortureCommand();
            case "validate" -> new ValidateCommand();
            case "explain" -> new ExplainCommand();
            case "translate" -> new TranslateCommand();
            case "ack" -> new AckCommand();
            case "diff" -> new DiffCommand();
            case "schema" -> new SchemaCommand();
            case "map" -> new MapCommand();
            case "partner" -> new PartnerCommand();
            case "lookup" -> new LookupCommand();
            case "secret" -> new SecretCommand();
            case "token" -> new TokenCommand();
            case "audit" -> new AuditCommand();
            case "certificate" -> new CertificateCommand();
            case "as2" -> new As2Command();
            case "hash-password" -> new HashPasswordCommand();
            case "send" -> new SendCommand();
            case "find" -> new FindCommand();
            case "show" -> new ShowCommand();
            case "tail" -> new TailCommand();
            case "work" -> new WorkCommand();
            case "dismiss" -> new DismissCommand();
            case "retransmit" -> new AgainCommand.Retransmit();
            case "re-envelope" -> new AgainCommand.ReEnvelope();
            case "reprocess" -> new AgainCommand.Reprocess();
            case "health" -> new HealthCommand();
            case "version" -> new VersionCommand();
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new IllegalArgumentException("No verb is called " + name);
        };
    }
}
