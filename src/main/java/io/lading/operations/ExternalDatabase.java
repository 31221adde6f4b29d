package io.lading.operations;

/** A PostgreSQL server somebody else runs. */
record ExternalDatabase(String url, String user, String password) implements DatabaseServer {

    @Override
    public void close() {
        // not ours to stop
    }

    @Override
    public String toString() {
        return url + " as " + user; // never the password
    }
}
