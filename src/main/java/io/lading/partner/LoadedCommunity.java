package io.lading.partner;

import io.lading.yaml.Problems.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The community in force. {@link #current()} may be called from any thread; take it once per piece of work, for a reload
 * may replace it. A broken folder never takes effect: the community before stays.
 */
public final class LoadedCommunity {
    private final Supplier<PartnerContext> context;
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
     * @param problems why the files were not taken; empty if they were
     */
    public record Report(boolean changed, String version, List<Problem> problems) {
        public boolean taken() {
            return problems.isEmpty();
        }
    }

    public Community current() {
        return current;
    }

    /**
     * What would come of other files.
     *
     * @param community absent if there are problems
     */
    public record Candidate(Optional<Community> community, List<Problem> problems) {}

    /**
     * Reads a folder's files as if they were in force with other mappings than today's, which they are not checked against.
     * Nothing changes.
     */
    public Candidate read(Path candidate) {
        PartnerContext now = context.get();
        PartnerContext unchecked = new PartnerContext(
                now.environment(),
                now.variables(),
                now.dataFolder(),
                Optional.empty(),
                Optional.empty(),
                now.retry(),
                now.outbound());
        CommunityLoader.Result result = CommunityLoader.load(candidate, unchecked);
        if (result instanceof CommunityLoader.Result.Broken broken) {
            return new Candidate(Optional.empty(), broken.problems());
        }
        return new Candidate(Optional.of(((CommunityLoader.Result.Loaded) result).community()), List.of());
    }

    /** What would come of a folder's files. Nothing changes. */
    public Report check(Path candidate) {
        CommunityLoader.Result result = CommunityLoader.load(candidate, context.get());
        if (result instanceof CommunityLoader.Result.Broken broken) {
            return new Report(false, current.version(), broken.problems());
        }
        String version = ((CommunityLoader.Result.Loaded) result).community().version();
        return new Report(!version.equals(current.version()), version, List.of());
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
        CommunityLoader.Result result = CommunityLoader.load(folder, context.get());
        if (result instanceof CommunityLoader.Result.Broken broken) {
            return new Report(false, current.version(), broken.problems());
        }
        Community next = ((CommunityLoader.Result.Loaded) result).community();
        boolean changed = !next.version().equals(current.version());
        current = next;
        return new Report(changed, next.version(), List.of());
    }
}
