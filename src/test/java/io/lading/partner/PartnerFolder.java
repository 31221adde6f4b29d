package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder of partner files for one test, and what reading it gives. */
final class PartnerFolder {
    static final RetryPolicy RETRY =
            new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24));

    static final String US = """
            partner: us
            name: Supplier Inc
            own: true
            identifiers:
              - { scheme: x12, qualifier: ZZ, id: SUPPLIER01 }
              - { scheme: x12, qualifier: ZZ, id: SUPPLIER02 }
            """;

    private final Path folder;

    PartnerFolder(Path folder) {
        this.folder = folder;
    }

    PartnerFolder with(String file, String yaml) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommunityLoader.Result load() {
        return CommunityLoader.load(folder, context(Map.of()), agreement -> List.of());
    }

    Community community() {
        assertThat(problems()).isEmpty();
        return ((CommunityLoader.Result.Loaded) load()).community();
    }

    /** The problems as people see them, without the folder's own path. */
    List<String> problems() {
        return problems(load());
    }

    List<String> problems(Map<String, String> variables) {
        return problems(CommunityLoader.load(folder, context(variables), agreement -> List.of()));
    }

    private List<String> problems(CommunityLoader.Result result) {
        return result instanceof CommunityLoader.Result.Broken broken
                ? broken.problems().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList()
                : List.of();
    }

    PartnerContext context(Map<String, String> variables) {
        return context(Environment.TEST, variables);
    }

    PartnerContext context(Environment environment, Map<String, String> variables) {
        return new PartnerContext(
                environment,
                variables,
                new Permitted(
                        folder.resolve("data"),
                        folder.resolve("data/secrets"),
                        List.of(folder.resolve("data/exchange")),
                        List.of("*")),
                Optional.of(Set.of("csv/erp-orders", "xml/acme-order")),
                Optional.of(Set.of("x12/004010/850", "x12/005010/850")),
                RETRY,
                OutboundPolicy.allowing(List.of(AllowedTarget.Word.LOOPBACK)));
    }
}
