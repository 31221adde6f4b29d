package io.lading.operations;

import java.util.Optional;

/** A PostgreSQL server somebody else runs. */
record ExternalDatabase(String url, Login runtime, Optional<Login> owner) implements DatabaseServer {

    @Override
    public void close() {
        // not ours to stop
    }

    @Override
    public String toString() {
        return url + " as " + runtime; // never the password
    }
}
