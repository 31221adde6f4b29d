package io.lading.transport.soap;

import io.lading.transport.LimitedRequest;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** CXF's servlet behind the entrance, with a limit on the size of requests; it lists no services. */
final class SoapServlet extends CXFNonSpringServlet {
    private static final long serialVersionUID = 1L;

    private final transient Entrance entrance;
    private final long mostBytes;

    SoapServlet(Bus bus, Entrance entrance, long mostBytes) {
        setBus(bus);
        this.entrance = entrance;
        this.mostBytes = mostBytes;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
    }

    @Override
    protected void handleRequest(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        if (request.getContentLengthLong() > mostBytes) {
            refuse(response);
            return;
        }
        if (!request.getMethod().equals("POST")) {
            super.handleRequest(new LimitedRequest(new CountedParts(request), mostBytes), response);
            return;
        }
        try {
            entrance.enter(
                    request,
                    response,
                    entered -> super.handleRequest(new LimitedRequest(new CountedParts(entered), mostBytes), response));
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    private static void refuse(HttpServletResponse response) throws ServletException {
        try {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "The message is too large.");
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }
}
