package io.lading.partner;

import io.lading.yaml.Problems.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * Reads a folder's files as if they were in force with other mappings than today's. Nothing changes.
     *
     * @param maps ids of those mappings' maps, to check agreements by; unchecked if absent
     * @param schemas texts of all sets there is a schema for; unchecked if absent
     */
    public Candidate read(Path candidate, Optional<Set<String>> maps, Optional<Set<String>> schemas) {
        PartnerContext now = context.get();
        PartnerContext with = new PartnerContext(
                now.environment(),
                now.variables(),
                now.dataFolder(),
                maps,
                schemas,
                now.retry(),
                now.outbound(),
                now.secrets());
        return read(candidate, with);
    }

    /** What would come of a folder's files with what is in force otherwise. Nothing changes. */
    public Candidate read(Path candidate) {
        return read(candidate, context.get());
    }

    private static Candidate read(Path candidate, PartnerContext with) {
        CommunityLoader.Result result = CommunityLoader.load(candidate, with);
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
