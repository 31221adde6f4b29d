package io.lading.transport;

import io.lading.partner.Connection;
import io.lading.partner.Door;

/**
 * Tries the connections of one kind of door, step by step, without sending or taking a document. Each transport has its
 * own; to add one, make it a bean. Shared between threads.
 */
public interface Probe {

    /** True if it can try connections of this door. */
    boolean serves(Door door);

    /** Tries as far as it gets; never throws for what a network, server or disk does. */
    void run(Connection connection, ProbeSteps steps);
}
