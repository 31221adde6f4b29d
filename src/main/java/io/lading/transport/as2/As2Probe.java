package io.lading.transport.as2;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import io.lading.transport.as2.As2Doctor.Diagnosis;
import io.lading.transport.http.HttpProbe;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Tries AS2 connections: names and certificates as they are agreed; outwards also the network, without a message. */
public final class As2Probe implements Probe {
    private final Supplier<Community> community;
    private final NetworkProbe network;
    private final Clock clock;

    public As2Probe(Supplier<Community> community, NetworkProbe network, Clock clock) {
        this.community = community;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.AS2_IN) || door.equals(Door.AS2_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        As2Doctor doctor = new As2Doctor(community.get(), clock.instant());
        for (Diagnosis one : doctor.configuration(connection)) {
            String sentence = one.sentence().strip();
            if (one.well()) {
                steps.ok("agreed", sentence);
            } else {
                steps.warn("agreed", sentence, "");
            }
        }
        if (connection.direction() == Direction.OUT) {
            HttpProbe.ask(network, connection, Map.of(), steps);
        }
    }
}
