package io.lading.routing;

import io.lading.tracking.LookupStore;

/** The lookup tables that were put while the hub runs, read again whenever any node changed one. Thread-safe. */
final class LookupsInForce {
    private final LookupStore store;
    private volatile LookupTables tables = LookupTables.NONE;
    private volatile long version = -1;

    LookupsInForce(LookupStore store) {
        this.store = store;
    }

    /** The same object for as long as nothing changes. */
    LookupTables current() {
        if (version < 0) {
            refresh();
        }
        return tables;
    }

    /** Called every second; true if there is something new. */
    synchronized boolean refresh() {
        long now = store.version();
        if (now == version) {
            return false;
        }
        tables = new LookupTables(store.all());
        version = now;
        return true;
    }
}
