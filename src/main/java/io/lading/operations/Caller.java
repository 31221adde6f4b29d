package io.lading.operations;

import io.lading.security.Scope;
import java.util.Optional;
import java.util.Set;

/** For whom a request speaks; the principal of every authenticated request. */
public sealed interface Caller {

    /** What the record calls it. */
    String name();

    /** May do everything. */
    record Administrator(String name) implements Caller {}

    /**
     * A system that holds a token: of a partner's connection, or one that the administrator made.
     *
     * @param partner whose documents alone it may speak for
     * @param connection the one connection of that partner
     */
    record Machine(String name, Set<Scope> scopes, Optional<String> partner, Optional<String> connection)
            implements Caller {

        public Machine {
            scopes = Set.copyOf(scopes);
        }

        /** True if it may speak for the connection. */
        public boolean speaksFor(String other) {
            return connection.map(other::equals).orElseGet(() -> partner.map(own -> other.startsWith(own + "/"))
                    .orElse(true));
        }
    }
}
