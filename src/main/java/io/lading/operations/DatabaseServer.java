package io.lading.operations;

/** Where the record is kept: an embedded server that is stopped with the hub, or an external one that is not. */
sealed interface DatabaseServer extends AutoCloseable permits EmbeddedDatabase, ExternalDatabase {

    /** A JDBC URL. */
    String url();

    String user();

    String password();

    @Override
    void close();
}
