package io.lading.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lookup tables in force for one agreement: a code is looked for in the agreement's table, then the partner's, then
 * the global one. Immutable.
 */
public final class Lookups {
    /** No tables at all: every lookup misses. */
    public static final Lookups NONE = new Lookups(List.of(), Map.of(), null, WritingDefaults.NONE);

    /** Narrowest scope first. */
    private final List<Map<String, LookupTable>> scopes;

    private final Map<String, MissPolicy> policies;
    private final @Nullable LocalDate on;
    private final WritingDefaults defaults;

    private Lookups(
            List<Map<String, LookupTable>> scopes,
            Map<String, MissPolicy> policies,
            @Nullable LocalDate on,
            WritingDefaults defaults) {
        this.scopes = scopes;
        this.policies = policies;
        this.on = on;
        this.defaults = defaults;
    }

    /** With what is put where a document says nothing and the set must. */
    public Lookups with(WritingDefaults agreed) {
        return new Lookups(scopes, policies, on, agreed);
    }

    /** What is put where a document says nothing and the set must. */
    public WritingDefaults defaults() {
        return defaults;
    }

    /** As they are on a day: the document's, or today where it has none. */
    public Lookups at(LocalDate day) {
        return day.equals(on) ? this : new Lookups(scopes, policies, day, defaults);
    }

    /** True if some of the tables say something else on other days. */
    public boolean isDated() {
        return scopes.stream().anyMatch(scope -> scope.values().stream().anyMatch(LookupTable::isDated));
    }

    /** With another word, of the partner or the agreement, about values that tables lack: table → policy. */
    public Lookups onMiss(Map<String, MissPolicy> narrower) {
        if (narrower.isEmpty()) {
            return this;
        }
        Map<String, MissPolicy> all = new HashMap<>(policies);
        all.putAll(narrower);
        return new Lookups(scopes, Map.copyOf(all), on, defaults);
    }

    /** What is to be done about a value that a table lacks; null if the map's own word holds. */
    public @Nullable MissPolicy onMiss(String table) {
        return policies.get(table);
    }

    /** The global tables. */
    public static Lookups of(Collection<LookupTable> tables) {
        return NONE.narrowedBy(tables);
    }

    /** These tables, with others asked before them: a partner's before the global ones, an agreement's before a partner's. */
    public Lookups narrowedBy(Collection<LookupTable> tables) {
        if (tables.isEmpty()) {
            return this;
        }
        Map<String, LookupTable> byName = new HashMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        List<Map<String, LookupTable>> narrower = new ArrayList<>(scopes.size() + 1);
        narrower.add(Map.copyOf(byName));
        narrower.addAll(scopes);
        return new Lookups(List.copyOf(narrower), policies, on, defaults);
    }

    public boolean has(String table) {
        return scopes.stream().anyMatch(scope -> scope.containsKey(table));
    }

    /** The documents' value for a code, or null if no scope knows it. */
    public @Nullable String toCanonical(String table, String column, String code) {
        for (int i = 0; i < scopes.size(); i++) {
            LookupTable found = scopes.get(i).get(table);
            String value = found == null ? null : found.toCanonical(column, code, on);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The code to write for a documents' value, or null if no scope knows it. */
    public @Nullable String fromCanonical(String table, String column, String value) {
        for (int i = 0; i < scopes.size(); i++) {
            LookupTable found = scopes.get(i).get(table);
            String code = found == null ? null : found.fromCanonical(column, value, on);
            if (code != null) {
                return code;
            }
        }
        return null;
    }

    /** True if a value is one of any table's own words. */
    public boolean isCanonical(String value) {
        return scopes.stream().flatMap(scope -> scope.values().stream()).anyMatch(table -> table.isCanonical(value));
    }

    /** True if a value is one of a table's own, whichever standards have a code for it. */
    public boolean isCanonical(String table, String value) {
        for (int i = 0; i < scopes.size(); i++) {
            LookupTable found = scopes.get(i).get(table);
            if (found != null && found.isCanonical(value)) {
                return true;
            }
        }
        return false;
    }
}
