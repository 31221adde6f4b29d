package io.lading.routing.plan;

import io.lading.interchange.InterchangeHeader;
import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.CertificateInUse;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Identification;
import io.lading.partner.PartnerFiles;
import io.lading.routing.process.Knowledge;
import io.lading.routing.process.KnowledgeBase;
import io.lading.routing.process.Rehearsal;
import io.lading.routing.process.Rehearsal.Input;
import io.lading.tracking.PartnersInForce;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans partner files and mappings, and tries them beside today's on what was received or on samples. Thread-safe; a trial
 * has no effect on anything.
 */
public final class PlanTrial {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final PartnersInForce partners;
    private final KnowledgeBase knowledge;
    private final Proposals proposals;
    private final ReceivedInputs received;
    private final Path folder;
    private final Clock clock;

    /** @param folder where proposed mappings are laid out while they are tried */
    public PlanTrial(
            PartnersInForce partners,
            KnowledgeBase knowledge,
            Proposals proposals,
            ReceivedInputs received,
            Path folder,
            Clock clock) {
        this.partners = partners;
        this.knowledge = knowledge;
        this.proposals = proposals;
        this.received = received;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What is proposed, and what it is tried on.
     *
     * @param mappings other than today's, if any
     * @param since documents received so long ago or later are replayed; none if absent
     * @param most transmissions that are replayed
     * @param samples files by their names
     * @param through the connection that samples come by; if absent, the one that carries their sender
     */
    public record Proposal(
            PartnerFiles files,
            Optional<MappingFiles> mappings,
            Optional<Duration> since,
            int most,
            SortedMap<String, byte[]> samples,
            Optional<String> through) {

        boolean isTried() {
            return since.isPresent() || !samples.isEmpty();
        }
    }

    /**
     * What came of it.
     *
     * @param notes certificates that would soon end, a sentence each
     * @param replay absent if nothing was to be tried, or could be
     */
    public record Result(PartnersInForce.Plan plan, List<String> notes, Optional<ReplayReport> replay) {}

    public Result plan(Proposal proposal) throws IOException {
        if (proposal.mappings().isEmpty()) {
            return plan(proposal, proposals.today());
        }
        Files.createDirectories(folder);
        Path laidOut = Files.createTempDirectory(folder, "plan-");
        try {
            proposal.mappings().get().write(laidOut);
            Proposals.Mappings mappings = proposals.read(laidOut);
            return plan(proposal, mappings);
        } finally {
            clear(laidOut);
        }
    }

    private Result plan(Proposal proposal, Proposals.Mappings mappings) throws IOException {
        AtomicReference<@Nullable ReplayReport> report = new AtomicReference<>();
        List<String> notes = new ArrayList<>();
        PartnersInForce.Plan plan = partners.plan(
                proposal.files(),
                Optional.of(new PartnersInForce.Known(mappings.maps(), mappings.schemas(), mappings.rules())),
                community -> {
                    notes.addAll(endings(community));
                    if (proposal.isTried() && mappings.problems().isEmpty()) {
                        report.set(replay(proposal, mappings.with().apply(community)));
                    }
                });
        List<Problem> problems = new ArrayList<>(mappings.problems());
        problems.addAll(plan.problems());
        PartnersInForce.Plan whole =
                new PartnersInForce.Plan(plan.inForce(), plan.environment(), plan.changes(), problems);
        return new Result(whole, notes, Optional.ofNullable(report.get()));
    }

    private List<String> endings(Community community) {
        Instant now = clock.instant();
        return CertificateInUse.of(community).stream()
                .filter(one -> one.level(now).isPresent())
                .map(one -> one.sentence(now))
                .toList();
    }

    private ReplayReport replay(Proposal proposal, Knowledge proposed) {
        Knowledge today = knowledge.today();
        Comparison comparison = new Comparison();
        Rehearsal rehearsal = new Rehearsal(clock);
        Instant began = clock.instant();
        List<String> notes = new ArrayList<>();
        proposal.samples().forEach((name, bytes) -> {
            Optional<Connection> connection =
                    connection(proposal, name, bytes, today.community(), proposed.community());
            connection.ifPresentOrElse(
                    through -> {
                        Input input = new Input(through.partner(), through.id(), MEDIA_TYPE, name, bytes);
                        compare(comparison, rehearsal, name, input, today, proposed);
                    },
                    () -> notes.add("No connection carries the sender of " + name + "; say which one by --through."));
        });
        proposal.since()
                .ifPresent(since -> notes.addAll(received.each(
                        began.minus(since),
                        proposal.most(),
                        () -> Duration.between(began, clock.instant()).compareTo(LONGEST) < 0,
                        (id, input) -> compare(comparison, rehearsal, id, input, today, proposed))));
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        return comparison.report(notes, seconds);
    }

    private static void compare(
            Comparison comparison, Rehearsal rehearsal, String from, Input input, Knowledge today, Knowledge proposed) {
        comparison.add(from, input.partner(), rehearsal.of(input, today), rehearsal.of(input, proposed));
    }

    /** The one named, or the first inbound one that the sender may use, today or then. */
    private static Optional<Connection> connection(
            Proposal proposal, String name, byte[] bytes, Community today, Community proposed) {
        if (proposal.through().isPresent()) {
            String id = proposal.through().get();
            return proposed.connection(id).or(() -> today.connection(id));
        }
        InterchangeHeader header = FirstHeader.of(name, bytes);
        if (header == null) {
            return Optional.empty();
        }
        return Stream.of(proposed, today)
                .flatMap(community -> community.connections().stream()
                        .filter(connection -> connection.direction() == Direction.IN)
                        .filter(connection ->
                                !(community.identifyParties(connection, header) instanceof Identification.Refused)))
                .findFirst();
    }

    private static void clear(Path laidOut) throws IOException {
        try (Stream<Path> paths = Files.walk(laidOut)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
