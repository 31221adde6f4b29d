package io.lading.operations;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What starting a process needs to know.
 *
 * @param home where routes, connectors and mappings are
 * @param dataFolder where the hub keeps what it must not forget
 * @param environment the hub's environment; an endpoint marked production refuses any other
 * @param host the address to listen on, loopback unless told otherwise
 * @param port 0 for any free one
 * @param database an external PostgreSQL instead of the embedded one
 * @param broker an external Artemis instead of the embedded one
 * @param workers how many units of work run at a time
 */
public record HubSettings(
        Path home,
        Path dataFolder,
        String environment,
        String host,
        int port,
        Optional<ExternalDatabase> database,
        Optional<ExternalBroker> broker,
        int workers) {

    /** Everything embedded, on loopback. */
    public static HubSettings of(Path home, Path dataFolder) {
        return new HubSettings(home, dataFolder, "local", "127.0.0.1", 8080, Optional.empty(), Optional.empty(), 8);
    }
}
