package io.lading.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is answered with a problem document (RFC 9457) instead. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String title;
    private final transient Map<String, Object> more = new LinkedHashMap<>();

    /** @param detail what is wrong and what to do */
    Refusal(HttpStatus status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    static Refusal wrong(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, "Bad request", detail);
    }

    static Refusal notThere(String what) {
        return new Refusal(HttpStatus.NOT_FOUND, "Not found", "There is no " + what + ".");
    }

    static Refusal forbidden(String detail) {
        return new Refusal(HttpStatus.FORBIDDEN, "Forbidden", detail);
    }

    /** A further member of the problem document. */
    Refusal with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    ProblemDetail problem() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(getMessage()));
        problem.setType(URI.create("about:blank"));
        problem.setTitle(title);
        more.forEach(problem::setProperty);
        return problem;
    }
}
