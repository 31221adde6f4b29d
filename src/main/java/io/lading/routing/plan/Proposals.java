package io.lading.routing.plan;

import io.lading.partner.Agreement;
import io.lading.partner.Community;
import io.lading.routing.process.Knowledge;
import io.lading.yaml.Problems.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Mappings that partners which are not in force can be tried with. */
public interface Proposals {

    /** Those in force now. */
    Mappings today();

    /** Those of a folder; it must stay as it is for as long as they are used. */
    Mappings read(Path folder);

    /**
     * Maps, schemas and code lists.
     *
     * @param maps the ids that agreements may name
     * @param schemas texts such as {@code x12/004010/850} of all sets there is a schema for
     * @param rules what each agreement must hold to with them
     * @param problems why they cannot be used; empty if they can
     * @param with puts them together with partners
     */
    record Mappings(
            Set<String> maps,
            Set<String> schemas,
            Function<Agreement, List<Problem>> rules,
            List<Problem> problems,
            Function<Community, Knowledge> with) {}
}
