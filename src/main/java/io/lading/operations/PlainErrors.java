package io.lading.operations;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The last word on whatever nothing else answered: a problem document (RFC 9457) in place of the web server's own page.
 */
final class PlainErrors extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(PlainErrors.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String detail = status >= 500
                ? "The hub failed; its log says more. Try again later."
                : "This request cannot be answered as it is; see the guide of the door, or /api/v1/openapi.json.";
        try {
            SecurityConfiguration.problem(response, status, title, detail);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            log.debug("Nobody waits for the answer {} any more", status, e);
        }
    }
}
