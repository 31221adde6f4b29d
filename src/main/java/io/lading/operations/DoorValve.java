package io.lading.operations;

import io.lading.security.RateLimit;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Stands before all else in the web server: a request finds only what its port is for. */
final class DoorValve extends ValveBase {
    /** What each refused sign-in costs an address beside its own one. */
    private static final int GUESS = 49;

    private final @Nullable Connector partners;
    private final RateLimit addresses;
    private final Consumer<String> refused;

    /**
     * @param partners the port of the partners' own; absent if there is one port for all
     * @param refused told why, for counting
     */
    DoorValve(@Nullable Connector partners, RateLimit addresses, Consumer<String> refused) {
        super(true);
        this.partners = partners;
        this.addresses = addresses;
        this.refused = refused;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.isAsyncDispatching()) {
            getNext().invoke(request, response); // it was looked at when it came
            charge(request, response);
        } else {
            enter(request, response);
        }
        if (response.getStatus() >= 400) {
            UnwantedBody.throwAway(request, response);
        }
    }

    private void charge(Request request, Response response) {
        if (!request.isAsync() && (response.getStatus() == 401 || response.getStatus() == 403)) {
            addresses.charge(request.getRemoteAddr(), GUESS);
        }
    }

    private void enter(Request request, Response response) throws IOException, ServletException {
        DoorSide side = side(request);
        side.mark(request);
        String path = request.getDecodedRequestURI();
        if (path == null || response.getStatus() >= 400) { // what the web server found wrong with its form
            refuse(response, Math.max(400, response.getStatus()), "This request cannot be read.");
            return;
        }
        if (!side.serves(path)) {
            refuse(response, 404, "There is nothing here.");
            return;
        }
        if (!DoorSide.isPartnerDoor(path)) {
            getNext().invoke(request, response);
            return;
        }
        Duration wait = addresses.take(request.getRemoteAddr());
        if (!wait.isZero()) {
            refused.accept("address-rate");
            response.setHeader("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
            refuse(response, 429, "Too many requests from this address; try again later.");
            return;
        }
        getNext().invoke(request, response);
        charge(request, response);
    }

    private DoorSide side(Request request) {
        if (partners == null) {
            return DoorSide.EVERYONE;
        }
        return request.getConnector() == partners ? DoorSide.PARTNERS : DoorSide.ADMINISTRATORS;
    }

    private static void refuse(Response response, int status, String words) throws IOException {
        byte[] body = (words + "\n").getBytes(StandardCharsets.US_ASCII);
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.setSuspended(false); // by what the web server refused before
        response.getOutputStream().write(body);
    }
}
