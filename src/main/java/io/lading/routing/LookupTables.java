package io.lading.routing;

import io.lading.mapping.LookupTable;
import io.lading.mapping.Lookups;
import io.lading.mapping.MissPolicy;
import io.lading.mapping.WritingDefaults;
import io.lading.mapping.registry.MappingFiles;
import io.lading.partner.Agreement;
import io.lading.partner.LookupFile;
import io.lading.partner.SendingAgreement;
import io.lading.partner.Supplied;
import io.lading.tracking.LookupStore.Stored;
import io.lading.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lookup tables by scope: the agreement's are asked before the partner's and these before everybody's; in each scope what
 * was put while the hub runs comes before files. Immutable but for what is compiled.
 */
final class LookupTables {
    static final LookupTables NONE = new LookupTables(List.of());

    /** Below it the record keeps what was put, beside the mappings of its time. */
    static final String FOLDER = "lookups";

    private static final String EVERYBODY = "everybody";
    private static final Logger log = LoggerFactory.getLogger(LookupTables.class);

    private final List<Stored> stored;
    private final Map<Agreed, Lookups> compiled = new ConcurrentHashMap<>();

    LookupTables(List<Stored> stored) {
        this.stored = List.copyOf(stored);
    }

    private record Agreed(
            Lookups global, String agreement, String partner, List<LookupFile> files, WritingDefaults defaults) {}

    /** @param global those of the mappings folder */
    Lookups of(Lookups global, Agreement agreement) {
        return compiled.computeIfAbsent(
                new Agreed(global, agreement.id(), agreement.partner(), agreement.lookups(), defaults(agreement)),
                LookupTables.this::compile);
    }

    private Lookups compile(Agreed agreed) {
        Lookups everybody = narrowed(agreed.global(), "");
        Lookups partner = narrowed(files(everybody, agreed, false), agreed.partner());
        return narrowed(files(partner, agreed, true), agreed.agreement()).with(agreed.defaults());
    }

    private static WritingDefaults defaults(Agreement agreement) {
        if (!(agreement instanceof SendingAgreement sending)) {
            return WritingDefaults.NONE;
        }
        Supplied agreed = sending.defaults();
        return new WritingDefaults(
                agreed.unit().orElse(null),
                agreed.lineNumbers(),
                agreed.itemScheme().orElse(null));
    }

    private static Lookups files(Lookups wider, Agreed agreed, boolean ofAgreement) {
        List<LookupTable> tables = new ArrayList<>();
        Map<String, MissPolicy> policies = new HashMap<>();
        for (LookupFile file : agreed.files()) {
            if (file.ofAgreement() == ofAgreement) {
                if (!file.content().isEmpty()) {
                    tables.add(table(file.table(), file.file(), file.content()));
                }
                MissPolicy.parse(file.onMiss()).ifPresent(policy -> policies.put(file.table(), policy));
            }
        }
        return wider.narrowedBy(tables).onMiss(policies);
    }

    private Lookups narrowed(Lookups wider, String scope) {
        List<LookupTable> tables = new ArrayList<>();
        Map<String, MissPolicy> policies = new HashMap<>();
        for (Stored one : stored) {
            if (one.scope().equals(scope)) {
                tables.add(table(one.name(), FOLDER, one.content()));
                MissPolicy.parse(one.onMiss()).ifPresent(policy -> policies.put(one.name(), policy));
            }
        }
        return wider.narrowedBy(tables).onMiss(policies);
    }

    private static LookupTable table(String name, String file, String content) {
        Problems problems = new Problems();
        LookupTable table = LookupTable.parse(name, file, content, problems);
        problems.list().forEach(problem -> log.warn("lookups={} {}", name, problem));
        return table;
    }

    /** As files, so that what is processed as it was finds them again. */
    MappingFiles files() {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Stored one : stored) {
            String scope = one.scope().isEmpty() ? EVERYBODY : "of/" + one.scope();
            String content = "# onMiss: " + one.onMiss() + "\n" + one.content();
            contents.put(FOLDER + "/" + scope + "/" + one.name() + ".csv", content.getBytes(StandardCharsets.UTF_8));
        }
        return MappingFiles.of(contents);
    }

    /** What {@link #files} gave. */
    static LookupTables of(MappingFiles files) {
        List<Stored> found = new ArrayList<>();
        files.contents().forEach((path, content) -> {
            String rest = path.startsWith(FOLDER + "/") ? path.substring(FOLDER.length() + 1) : "";
            int name = rest.lastIndexOf('/');
            if (name > 0 && rest.endsWith(".csv")) {
                String scope = rest.substring(0, name).equals(EVERYBODY) ? "" : rest.substring("of/".length(), name);
                String text = new String(content, StandardCharsets.UTF_8);
                String onMiss = text.lines().findFirst().orElse("").replace("# onMiss: ", "");
                found.add(new Stored(
                        scope,
                        rest.substring(name + 1, rest.length() - ".csv".length()),
                        text,
                        onMiss,
                        "",
                        java.time.Instant.EPOCH));
            }
        });
        return found.isEmpty() ? NONE : new LookupTables(found);
    }
}
