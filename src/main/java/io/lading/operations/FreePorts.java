package io.lading.operations;

import io.lading.configuration.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the ports are free before anything is started, for a start takes long, and its end is a bad place to hear of it. */
final class FreePorts {
    private FreePorts() {}

    /** @throws StartRefusedException naming the first port that another program has, and the option that chooses another */
    static void require(Settings settings) {
        require(settings.http().bind(), settings.http().port(), "http.port (or --port)");
        settings.partners().ifPresent(partners -> require(partners.bind(), partners.port(), "partners.port"));
        require(settings.mailboxes().bind(), settings.mailboxes().port(), "mailboxes.port");
        if (settings.broker() instanceof Settings.Broker.Embedded embedded) {
            embedded.acceptor()
                    .ifPresent(acceptor -> require(acceptor.bind(), acceptor.port(), "broker.acceptor.port"));
        }
    }

    private static void require(String bind, int port, String option) {
        if (port <= 0) {
            return; // any free one, or none
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(bind, port));
        } catch (BindException e) {
            throw refusal(bind, port, option, e);
        } catch (IOException e) {
            return; // whoever opens the port says in his own words what is the matter
        }
    }

    /** The sentence for a port that cannot be had. */
    static StartRefusedException refusal(String bind, int port, String option, Throwable cause) {
        return new StartRefusedException(
                "Port " + port + " of " + bind + " is taken by another program. Stop it, or choose another port by "
                        + option + ".",
                cause);
    }
}
