package io.lading.partner;

import io.lading.yaml.Problems.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The community in force. {@link #current()} may be called from any thread; take it once per piece of work, for a reload
 * may replace it. A broken folder never takes effect: the community before stays.
 */
public final class LoadedCommunity {
    private final Supplier<PartnerContext> context;
    private volatile Function<Agreement, List<Problem>> rules = agreement -> List.of();
    private Path folder;
    private volatile Community current;

    /**
     * @param context asked at each reload, for maps and schemas may have changed meanwhile
     * @param first what is in force until the first reload
     */
    public LoadedCommunity(Path folder, Supplier<PartnerContext> context, Community first) {
        this.folder = folder;
        this.context = context;
        this.current = first;
    }

    /**
     * What a reload did.
     *
     * @param changed true if another community is in force than before
     * @param version of the community now in force
     * @param problems why the files were not taken, or some of them left out; empty if all were taken
     */
    public record Report(boolean changed, String version, List<Problem> problems) {
        public boolean taken() {
            return problems.isEmpty();
        }
    }

    public Community current() {
        return current;
    }

    /** What each agreement must hold to besides its own file: the rules it points to, for one. */
    public void require(Function<Agreement, List<Problem>> check) {
        rules = check;
    }

    /**
     * What would come of other files.
     *
     * @param community absent if there are problems
     */
    public record Candidate(Optional<Community> community, List<Problem> problems) {}

    /**
     * Reads a folder's files as if they were in force with other mappings than today's. Nothing changes.
     *
     * @param maps ids of those mappings' maps, to check agreements by; unchecked if absent
     * @param schemas texts of all sets there is a schema for; unchecked if absent
     * @param check what each agreement must hold to with those mappings
     */
    public Candidate read(
            Path candidate,
            Optional<Set<String>> maps,
            Optional<Set<String>> schemas,
            Function<Agreement, List<Problem>> check) {
        PartnerContext now = context.get();
        PartnerContext with = new PartnerContext(
                now.environment(),
                now.variables(),
                now.permitted(),
                maps,
                schemas,
                now.retry(),
                now.outbound(),
                now.secrets());
        return read(candidate, with, check);
    }

    /** What would come of a folder's files with what is in force otherwise. Nothing changes. */
    public Candidate read(Path candidate) {
        return read(candidate, context.get(), rules);
    }

    private static Candidate read(Path candidate, PartnerContext with, Function<Agreement, List<Problem>> check) {
        CommunityLoader.Result result = CommunityLoader.load(candidate, with, check);
        if (result instanceof CommunityLoader.Result.Broken broken) {
            return new Candidate(Optional.empty(), broken.problems());
        }
        return new Candidate(Optional.of(((CommunityLoader.Result.Loaded) result).community()), List.of());
    }

    /** What is different in one set of files from another. */
    public static List<PartnerChange> changes(PartnerFiles before, PartnerFiles after) {
        return PartnerChanges.between(before, after);
    }

    /** Reads another folder from now on, if nothing is wrong with it. */
    public synchronized Report move(Path other) {
        Path before = folder;
        folder = other;
        Report report = reload();
        if (!report.taken()) {
            folder = before;
        }
        return report;
    }

    /** Reads the folder again and swaps the community whole if nothing is wrong. */
    public synchronized Report reload() {
        CommunityLoader.Result result = CommunityLoader.load(folder, context.get(), rules);
        if (result instanceof CommunityLoader.Result.Broken broken) {
            return new Report(false, current.version(), broken.problems());
        }
        return swap(((CommunityLoader.Result.Loaded) result).community(), List.of());
    }

    /**
     * Reads another folder from now on, and leaves out each file that has a problem and each that cannot do without it: one
     * partner's broken file must not keep the others from being served when a process starts. The report says what is wrong.
     */
    public synchronized Report moveWithoutBroken(Path other) {
        folder = other;
        PartnerContext with = context.get();
        Set<Problem> problems = new LinkedHashSet<>();
        Set<Path> left = new HashSet<>();
        while (true) {
            CommunityLoader.Result result = CommunityLoader.load(folder, with, rules, left);
            if (result instanceof CommunityLoader.Result.Loaded loaded) {
                return swap(loaded.community(), List.copyOf(problems));
            }
            CommunityLoader.Result.Broken broken = (CommunityLoader.Result.Broken) result;
            problems.addAll(broken.problems());
            if (!left.addAll(broken.files())) {
                return swap(Community.empty(with.environment()), List.copyOf(problems));
            }
        }
    }

    private Report swap(Community next, List<Problem> problems) {
        boolean changed = !next.version().equals(current.version());
        current = next;
        return new Report(changed, next.version(), problems);
    }
}
