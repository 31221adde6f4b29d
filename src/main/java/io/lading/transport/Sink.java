package io.lading.transport;

import java.util.List;

/** Sends transmissions to one destination. Safe to repeat: the same key and bytes go out again after doubt. */
public interface Sink {

    /** Sends all of them and answers for each; never throws for what a receiver or a network does. */
    List<Sent> send(List<Outbound> transmissions);
}
