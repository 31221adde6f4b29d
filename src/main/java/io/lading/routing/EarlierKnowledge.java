package io.lading.routing;

import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.routing.plan.Proposals;
import io.lading.routing.process.Knowledge;
import io.lading.routing.process.KnowledgeBase.NotKept;
import io.lading.tracking.KnowledgeLog;
import io.lading.tracking.PartnersInForce;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knowledge of earlier days, made again from what the record keeps of it, compiled once and kept for as long as it is asked
 * for. Thread-safe; whoever asks for a version first waits for it to be compiled.
 */
final class EarlierKnowledge {
    /** Compiled versions; each takes some megabytes. */
    private static final int MOST = 4;

    private static final int SHORT_HASH = 12;

    private final KnowledgeLog log;
    private final PartnersInForce partners;
    private final Path folder;
    private final Map<Long, Knowledge> compiled = new LinkedHashMap<>(MOST, 0.75f, true);

    /** @param folder where this process may write what it compiles */
    EarlierKnowledge(KnowledgeLog log, PartnersInForce partners, Path folder) {
        this.log = log;
        this.partners = partners;
        this.folder = folder;
    }

    synchronized Knowledge of(long id) throws NotKept {
        Knowledge known = compiled.get(id);
        if (known != null) {
            return known;
        }
        Knowledge made = make(id);
        compiled.put(id, made);
        if (compiled.size() > MOST) {
            compiled.remove(compiled.keySet().iterator().next());
        }
        return made;
    }

    private Knowledge make(long id) throws NotKept {
        KnowledgeLog.Found found = log.find(id)
                .orElseThrow(() -> new NotKept(
                        "The record no longer keeps what was in force then. Reprocess it with today's configuration."));
        if (!found.missing().isEmpty()) {
            throw new NotKept("The record no longer keeps these files as they were then: "
                    + String.join(", ", found.missing()) + ". Reprocess it with today's configuration.");
        }
        KnowledgeLog.Kept kept = found.kept();
        Community community = community(kept);
        MappingFiles files = MappingFiles.of(kept.mappings());
        Path mappings = folder.resolve(id + "-" + files.hash().substring(0, SHORT_HASH));
        try {
            files.write(mappings);
        } catch (IOException e) {
            throw new UncheckedIOException("The mappings as they were cannot be written to " + mappings, e);
        }
        return compile(id, community, mappings);
    }

    private Community community(KnowledgeLog.Kept kept) throws NotKept {
        LoadedCommunity.Candidate candidate = partners.earlier(kept.configuration());
        if (!candidate.problems().isEmpty()) {
            throw new NotKept("The partner files of version " + kept.configuration()
                    + ", which were in force then, cannot be used on this hub today: "
                    + first(candidate.problems()));
        }
        Community community = candidate.community().orElseThrow();
        if (!community.version().equals(kept.community())) {
            throw new NotKept("The partner files of version " + kept.configuration()
                    + " take values from this hub's environment, and these are not what they were then. Set them as they"
                    + " were, or reprocess it with today's configuration.");
        }
        return community;
    }

    private static Knowledge compile(long id, Community community, Path mappings) throws NotKept {
        Proposals.Mappings made = ProposedMappings.kept(id, mappings);
        if (!made.problems().isEmpty()) {
            throw new NotKept("The mappings that were in force then cannot be used by this version of the hub: "
                    + first(made.problems()));
        }
        return made.with().apply(community);
    }

    private static String first(List<Problems.Problem> problems) {
        return problems.get(0) + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)");
    }
}
