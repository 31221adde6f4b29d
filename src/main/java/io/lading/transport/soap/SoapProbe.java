package io.lading.transport.soap;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.Login;
import io.lading.partner.SoapCall;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import io.lading.transport.http.HttpProbe;
import java.util.Map;

/** Tries SOAP connections. Outwards the network and whether something answers there; a call would be a document. */
public final class SoapProbe implements Probe {
    private final NetworkProbe network;
    private final String service;

    /** @param service where partners reach ours */
    public SoapProbe(NetworkProbe network, String service) {
        this.network = network;
        this.service = service;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.SOAP_IN) || door.equals(Door.SOAP_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        if (connection.direction() == Direction.IN) {
            inbound(connection, steps);
            return;
        }
        SoapCall call = connection.soap().orElseThrow();
        steps.ok(
                "agreed",
                "Each document is sent in a SOAP " + call.version().word() + " envelope, "
                        + (call.action().isEmpty() ? "without SOAPAction" : "as SOAPAction " + call.action()) + ", "
                        + (call.userNameToken()
                                ? "with a UsernameToken where a user is given."
                                : "with what HTTP is shown."));
        // Our headers are not shown: a service that minds them minds them with a call, and answers OPTIONS as it likes.
        HttpProbe.ask(network, connection, Map.of(), steps);
        steps.note("call", "The service was not called, and our password not shown; --send FILE sends a file.");
    }

    private void inbound(Connection connection, ProbeSteps steps) {
        int tokens = connection.tokens().size();
        String user = connection
                .login()
                .map(Login::user)
                .map(name -> "as " + name + " by UsernameToken")
                .orElse("");
        String token = tokens == 0 ? "" : "by a token, of which " + tokens + (tokens == 1 ? " is" : " are") + " known";
        steps.note(
                "service",
                "The partner calls us at " + service + " (its contract: " + service + "?wsdl) and signs in " + user
                        + (user.isEmpty() || token.isEmpty() ? "" : " or ") + token
                        + ". Nothing can be tried from here: ask it to submit a test document.");
        if (!user.isEmpty() && !service.startsWith("https:")) {
            steps.warn(
                    "TLS",
                    "Passwords are taken over TLS or from this machine only.",
                    "Put a proxy that ends TLS before the hub, and its address into http.publicUrl.");
        }
    }
}
