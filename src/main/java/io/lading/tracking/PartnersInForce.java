package io.lading.tracking;

import io.lading.partner.Agreement;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerChange;
import io.lading.partner.PartnerFiles;
import io.lading.tracking.Configurations.Outdated;
import io.lading.yaml.Place;
import io.lading.yaml.Problems.Problem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the community of this process in step with the version of the partner files that the record says is in force, and
 * plans and applies new ones. The first start applies the folder it finds; from then on only apply changes anything, on all
 * nodes within the time between two refreshes.
 */
public final class PartnersInForce {
    private static final Logger log = LoggerFactory.getLogger(PartnersInForce.class);
    private static final String STARTER = "first start";

    /** Refreshes between two tries to take what could not be taken: what it lacked may have been put there. */
    private static final int LOOK_AGAIN = 10;

    private final Configurations configurations;
    private final LoadedCommunity community;
    private final Path folder;
    private final Path kept;
    private final List<Consumer<Community>> listeners = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private volatile List<Problem> problems = List.of();
    private long version;
    private long refused;
    private int looks;
    /** Whether this process started without some files of the version, and still runs without. */
    private boolean inPart;

    private LongSupplier secrets = () -> 0;
    private long secretsSeen;

    /**
     * @param folder the operator's partner files
     * @param kept where this process keeps copies of applied ones
     */
    public PartnersInForce(Configurations configurations, LoadedCommunity community, Path folder, Path kept) {
        this.configurations = configurations;
        this.community = community;
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * What new files would do.
     *
     * @param inForce the version they were compared with
     * @param environment what this hub is for, and so which of their values hold
     * @param changes what they change
     * @param problems why they cannot be applied; empty if they can
     */
    public record Plan(long inForce, String environment, List<PartnerChange> changes, List<Problem> problems) {
        public boolean possible() {
            return problems.isEmpty();
        }
    }

    /** Reads the files in force again when this number changes. */
    public synchronized void watch(LongSupplier secretsRevision) {
        secrets = secretsRevision;
        secretsSeen = secretsRevision.getAsLong();
    }

    /** Calls a listener whenever another community comes into force. */
    public synchronized void onChange(Consumer<Community> listener) {
        listeners.add(listener);
    }

    /**
     * Brings the version in force, or on the first start the folder, to this process. A file that is broken is left out, with
     * what needs it, and the others serve; {@link #problems} then says why.
     */
    public synchronized void start() throws IOException {
        long latest = configurations.latest();
        if (latest == 0) {
            latest = applyFirst(PartnerFiles.read(folder));
        }
        takeWithoutBroken(latest);
        String hash = PartnerFiles.read(folder).hash();
        boolean asInFolder = configurations
                .files(latest)
                .map(PartnerFiles::hash)
                .filter(hash::equals)
                .isPresent();
        if (problems.isEmpty() && !asInFolder) {
            log.warn(
                    "partners={} differ from version {}, which is in force; ./lading partner plan shows how, apply"
                            + " takes them",
                    folder,
                    latest);
        }
    }

    /** Why some partner files are not in force as they were applied; empty if all are. */
    public List<Problem> problems() {
        return problems;
    }

    private long applyFirst(PartnerFiles files) {
        try {
            return configurations.apply(
                    files, 0, LoadedCommunity.changes(PartnerFiles.of(Map.of()), files), STARTER, "");
        } catch (Outdated e) {
            return configurations.latest(); // another node was first
        }
    }

    /** Called every second or two: takes what another node applied. A version that cannot be loaded here is said once. */
    public synchronized void refresh() {
        long latest = latest();
        long revision = revision();
        boolean sameSecrets = revision == secretsSeen;
        boolean known = latest == refused || latest == version;
        boolean settled = latest == version && problems.isEmpty();
        if (sameSecrets && known && (settled || ++looks % LOOK_AGAIN != 0)) {
            return;
        }
        secretsSeen = revision;
        if (latest == version && inPart) {
            takeWithoutBroken(latest); // what was left out may have been mended
            return;
        }
        List<Problem> found = take(latest);
        tell(latest, found);
        refused = found.isEmpty() ? refused : latest;
        problems = found;
    }

    private void tell(long number, List<Problem> found) {
        found.stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problem -> log.error("partners version={} state=REFUSED {}", number, problem));
    }

    private void takeWithoutBroken(long latest) {
        Path copy = copy(latest, configurations.files(latest).orElseThrow());
        LoadedCommunity.Report report = community.moveWithoutBroken(copy);
        List<Problem> found = named(copy, report.problems());
        tell(latest, found);
        boolean first = version == 0;
        version = latest;
        problems = found;
        inPart = !found.isEmpty();
        if (first || report.changed()) {
            inForce(report);
        }
    }

    private void inForce(LoadedCommunity.Report report) {
        versions.put(report.version(), version);
        log.info("partners version={} state={}", version, problems.isEmpty() ? "IN_FORCE" : "IN_FORCE_IN_PART");
        listeners.forEach(listener -> listener.accept(community.current()));
    }

    private long latest() {
        try {
            return configurations.latest();
        } catch (RecordFailure e) {
            return version; // the sweep says that the record is away
        }
    }

    private long revision() {
        try {
            return secrets.getAsLong();
        } catch (RecordFailure e) {
            return secretsSeen;
        }
    }

    private List<Problem> take(long latest) {
        Path copy = copy(latest, configurations.files(latest).orElseThrow());
        LoadedCommunity.Report report = community.move(copy);
        if (report.taken()) {
            version = latest;
            problems = List.of();
            inPart = false;
            inForce(report);
        }
        return named(copy, report.problems());
    }

    private Path copy(long number, PartnerFiles files) {
        Path copy = kept.resolve(Long.toString(number));
        try {
            if (!Files.isDirectory(copy) || !PartnerFiles.read(copy).hash().equals(files.hash())) {
                clear(copy);
                files.write(copy);
            }
            linkKeys(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("The applied partner files cannot be written to " + copy, e);
        }
        return copy;
    }

    /** The version that a community in force now or earlier was made of; 0 if it was never applied. */
    public synchronized long versionOf(Community made) {
        return versions.getOrDefault(made.version(), 0L);
    }

    /** The community of an earlier version, as this hub can read it today, or why it cannot. */
    public synchronized LoadedCommunity.Candidate earlier(long number) {
        Optional<PartnerFiles> files = configurations.files(number);
        if (files.isEmpty()) {
            Problem gone = new Problem(new Place("version " + number, 1, 1), "It is not kept any more.");
            return new LoadedCommunity.Candidate(Optional.empty(), List.of(gone));
        }
        Path copy = copy(number, files.get());
        LoadedCommunity.Candidate candidate =
                community.read(copy, Optional.empty(), Optional.empty(), agreement -> List.of());
        return new LoadedCommunity.Candidate(candidate.community(), named(copy, candidate.problems()));
    }

    /** Private keys stay where the operator put them; a copy only points to them. */
    private void linkKeys(Path copy) throws IOException {
        for (String key : PartnerFiles.keys(folder)) {
            Path link = copy.resolve(key);
            if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
                Path parent = link.getParent();
                Files.createDirectories(parent == null ? copy : parent);
                Files.createSymbolicLink(link, folder.resolve(key).toAbsolutePath());
            }
        }
    }

    /** The number of the version in force here. */
    public synchronized long version() {
        return version;
    }

    /** The files in force here. */
    public PartnerFiles files() {
        return configurations.files(version()).orElseThrow();
    }

    /** What was applied, the newest first. */
    public List<Configurations.Version> history(int limit) {
        return configurations.history(limit);
    }

    /** The first version that is not as it was sealed; empty if the whole history is sound. */
    public Optional<Long> firstUnsound() {
        return configurations.firstUnsound();
    }

    /**
     * What agreements may name.
     *
     * @param maps ids
     * @param schemas texts such as {@code x12/004010/850}
     * @param rules what each agreement must hold to with those maps and schemas
     */
    public record Known(Set<String> maps, Set<String> schemas, Function<Agreement, List<Problem>> rules) {}

    /** Compares files with those in force and checks them as a whole. Nothing changes. */
    public Plan plan(PartnerFiles files) throws IOException {
        return plan(files, Optional.empty(), proposed -> {});
    }

    /**
     * The same, with a look at the partners as they would be.
     *
     * @param known what agreements are checked against, if not against what is in force
     * @param trial gets them if nothing is wrong with them; what they point to is there until it returns
     */
    public Plan plan(PartnerFiles files, Optional<Known> known, Consumer<Community> trial) throws IOException {
        long inForce = version();
        List<PartnerChange> changes =
                LoadedCommunity.changes(configurations.files(inForce).orElseThrow(), files);
        Files.createDirectories(kept);
        Path candidate = Files.createTempDirectory(kept, "candidate-");
        try {
            files.write(candidate);
            linkKeys(candidate);
            LoadedCommunity.Candidate read = known.map(other -> community.read(
                            candidate, Optional.of(other.maps()), Optional.of(other.schemas()), other.rules()))
                    .orElseGet(() -> community.read(candidate));
            read.community().ifPresent(trial);
            return new Plan(
                    inForce, community.current().environment().word(), changes, named(candidate, read.problems()));
        } finally {
            clear(candidate);
        }
    }

    /**
     * Takes files into force, whole or not at all. The community of this process has changed when this returns; other nodes
     * follow at their next refresh.
     *
     * @param expected the version that the plan was compared with
     * @return the plan as it was carried out; not {@code possible} if it was not
     */
    public Plan apply(PartnerFiles files, long expected, String actor, String note) throws IOException, Outdated {
        Plan plan = plan(files);
        if (plan.possible() && !plan.changes().isEmpty()) {
            configurations.apply(files, expected, plan.changes(), actor, note);
            refresh();
        }
        return plan;
    }

    /** Problems name files as the operator knows them, not the copies they were read from. */
    private static List<Problem> named(Path copy, List<Problem> problems) {
        String prefix = copy + File.separator;
        return problems.stream()
                .map(problem -> new Problem(
                        new Place(
                                problem.place().file().replace(prefix, ""),
                                problem.place().line(),
                                problem.place().column()),
                        problem.message().replace(prefix, "")))
                .toList();
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
