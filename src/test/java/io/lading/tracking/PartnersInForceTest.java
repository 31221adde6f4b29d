package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.operations.TestDatabase;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerChange;
import io.lading.partner.PartnerContext;
import io.lading.partner.PartnerFiles;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.yaml.Place;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnersInForceTest {
    private static final String OWN = "partner: acme\nname: Acme\nown: true\n";
    private static final String GLOBEX = "partner: globex\nname: Globex\n";

    private static final String AGREEMENT = """
            connections: { out: { door: folder, direction: out, path: globex } }
            agreements: [ { sends: Order, as: json, through: out } ]
            """;

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private Path partners;

    @BeforeEach
    void describe() throws IOException {
        partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("acme.yaml"), OWN);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void takesTheFolderAtTheFirstStartAndOnlyWhatIsAppliedFromThenOn() throws Exception {
        node("a");
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX);

        Node again = node("a");
        assertThat(again.names()).containsExactly("acme");

        again.inForce.apply(PartnerFiles.read(partners), 1, "administrator", "Globex joins");
        assertThat(again.names()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(node("a").names()).containsExactlyInAnyOrder("acme", "globex");
    }

    @Test
    void tellsEveryNodeAtItsNextRefresh() throws Exception {
        Node one = node("one");
        Node two = node("two");
        List<Community> heard = new ArrayList<>();
        two.inForce.onChange(heard::add);
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX);

        one.inForce.apply(PartnerFiles.read(partners), 1, "administrator", "");
        two.inForce.refresh();
        two.inForce.refresh();

        assertThat(two.names()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(heard).hasSize(1);
    }

    @Test
    void plansWithoutChangingAnything() throws Exception {
        Node node = node("a");
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX);

        PartnersInForce.Plan plan = node.inForce.plan(PartnerFiles.read(partners));

        assertThat(plan.possible()).isTrue();
        assertThat(plan.changes())
                .extracting(PartnerChange::line)
                .containsExactly("+ globex: {partner: globex, name: Globex}");
        assertThat(node.names()).containsExactly("acme");
        assertThat(node.inForce.version()).isEqualTo(1);
    }

    @Test
    void appliesNothingOfFilesWithAProblemAndNamesTheFileAsTheOperatorKnowsIt() throws Exception {
        Node node = node("a");
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX + "identifier: 5\n");

        PartnersInForce.Plan plan = node.inForce.apply(PartnerFiles.read(partners), 1, "administrator", "");

        assertThat(plan.problems()).hasSize(1);
        assertThat(plan.problems().get(0).toString())
                .startsWith("globex.yaml:3:1  ")
                .contains("identifiers");
        assertThat(node.inForce.version()).isEqualTo(1);
    }

    @Test
    void startsWithoutABrokenFileAndWithoutThoseThatNeedIt() throws Exception {
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX);
        Files.writeString(partners.resolve("broken.yaml"), "partner: broken\nnamed: Broken\n");
        Files.writeString(
                partners.resolve("needing.yaml"),
                "partner: needing\nname: Needing\nagreements:\n  - { sends: Event, as: cloudevents/1.0, through: broken/hook }\n");

        Node node = node("a");

        assertThat(node.names()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(node.inForce.problems()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(node.inForce.problems().get(0).toString()).startsWith("broken.yaml:");
    }

    @Test
    void takesTheRestOnceWhatItLackedIsThere() throws Exception {
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX + "identifier: 5\n");
        Node node = node("a");
        assertThat(node.names()).containsExactly("acme");

        Files.writeString(partners.resolve("globex.yaml"), GLOBEX);
        node.inForce.apply(PartnerFiles.read(partners), 1, "administrator", "");

        assertThat(node.names()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(node.inForce.problems()).isEmpty();
    }

    @Test
    void keepsThePartnersItHasWhenANewVersionCannotBeRead() throws Exception {
        Node one = node("one");
        Node two = node("two");
        two.community.require(agreement -> List.of());
        Files.writeString(partners.resolve("globex.yaml"), GLOBEX + AGREEMENT);
        two.community.require(agreement -> List.of(new Problem(new Place("guide.yaml", 3, 1), "No such segment.")));

        one.inForce.apply(PartnerFiles.read(partners), 1, "administrator", "");
        two.inForce.refresh();

        assertThat(two.names()).containsExactly("acme");
        assertThat(two.inForce.problems())
                .extracting(Problem::toString)
                .containsExactly("guide.yaml:3:1  No such segment.");
    }

    @Test
    void beginsWithNobody() throws Exception {
        Files.delete(partners.resolve("acme.yaml"));
        assertThat(node("a").names()).isEmpty();
    }

    @Test
    void givesBackWhatWasApplied() throws Exception {
        Node node = node("a");
        assertThat(node.inForce.files().hash())
                .isEqualTo(PartnerFiles.read(partners).hash());
    }

    /** One process's share. */
    private record Node(PartnersInForce inForce, LoadedCommunity community) {
        List<String> names() {
            return community.current().partners().stream()
                    .map(partner -> partner.id())
                    .toList();
        }
    }

    private Node node(String name) throws IOException {
        PartnerContext context = new PartnerContext(
                Environment.TEST,
                Map.of(),
                Permitted.usual(folder),
                Optional.empty(),
                Optional.empty(),
                new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24)),
                OutboundPolicy.allowing(List.of()));
        LoadedCommunity community = new LoadedCommunity(partners, () -> context, Community.empty(Environment.TEST));
        PartnersInForce inForce = new PartnersInForce(
                new Configurations(database.dataSource(), Clock.systemUTC()),
                community,
                partners,
                folder.resolve("kept-" + name));
        inForce.start();
        return new Node(inForce, community);
    }
}
