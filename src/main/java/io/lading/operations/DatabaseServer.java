package io.lading.operations;

import java.util.Optional;

/** Where the record is kept: an embedded server that is stopped with the hub, or an external one that is not. */
sealed interface DatabaseServer extends AutoCloseable permits EmbeddedDatabase, ExternalDatabase {

    /** A role of the server and its password. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** A JDBC URL. */
    String url();

    /** The role the running hub works by: it owns nothing, and may neither change nor remove what the audit keeps. */
    Login runtime();

    /** The role that owns the tables, for migrations and retention only; absent where one role does everything. */
    Optional<Login> owner();

    /** Empty if the server runs as far as this process knows, else what is wrong; asks nobody. */
    default String trouble() {
        return "";
    }

    @Override
    void close();
}
