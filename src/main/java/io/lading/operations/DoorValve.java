package io.lading.operations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Stands before all else in the web server: a request finds only what its port is for. */
final class DoorValve extends ValveBase {
    private final @Nullable Connector partners;

    /** @param partners the port of the partners' own; absent if there is one port for all */
    DoorValve(@Nullable Connector partners) {
        super(true);
        this.partners = partners;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        DoorSide side = side(request);
        side.mark(request);
        String path = request.getDecodedRequestURI();
        if (path == null || !side.serves(path)) {
            refuse(response, 404, "There is nothing here.");
            return;
        }
        getNext().invoke(request, response);
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
        response.getOutputStream().write(body);
        response.finishResponse();
    }
}
