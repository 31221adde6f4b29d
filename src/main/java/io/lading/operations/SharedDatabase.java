package io.lading.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The embedded server run by a process that is no hub, so that several hubs of this machine share it as they would an
 * external one: for proofs. Durable like a hub's own, and like it started again when it ends.
 */
public final class SharedDatabase implements AutoCloseable {
    private static final String PASSWORD = "TORTURE_DATABASE_PASSWORD";
    private static final String OWNER_PASSWORD = "TORTURE_DATABASE_OWNER_PASSWORD";

    private final DataFolder folder;
    private final EmbeddedDatabase server;

    private SharedDatabase(DataFolder folder, EmbeddedDatabase server) {
        this.folder = folder;
        this.server = server;
    }

    /** @param folder gets the server's data in {@code database} */
    public static SharedDatabase start(Path folder) {
        DataFolder claimed = DataFolder.claim(folder);
        return new SharedDatabase(claimed, EmbeddedDatabase.start(claimed));
    }

    /** The variables by which a hub is told to use it. */
    public Map<String, String> environment() {
        DatabaseServer.Login owner = server.owner().orElseThrow();
        return Map.of(
                "LADING_DATABASE_URL",
                server.url(),
                "LADING_DATABASE_USER",
                server.runtime().user(),
                "LADING_DATABASE_PASSWORD",
                "env:" + PASSWORD,
                PASSWORD,
                server.runtime().password(),
                "LADING_DATABASE_OWNER",
                owner.user(),
                "LADING_DATABASE_OWNER_PASSWORD",
                "env:" + OWNER_PASSWORD,
                OWNER_PASSWORD,
                owner.password());
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.close();
    }
}
