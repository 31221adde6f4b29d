package io.lading.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The interface described by OpenAPI, and a problem document for whatever it does not have. */
@RestController
final class DescriptionController {
    static final String RESOURCE = "openapi.json";

    private final byte[] description;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    /** @param mappings asked for later: it is made of the controllers, this one too */
    DescriptionController(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
        try (InputStream in = DescriptionController.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The build left out " + RESOURCE);
            }
            description = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] description() {
        return description.clone();
    }

    /** A path that is known by another method or in another form says so. */
    @RequestMapping("/api/**")
    ResponseEntity<ProblemDetail> nothing(HttpServletRequest request) {
        Set<String> methods = methodsOf(request);
        if (methods.contains(request.getMethod())) {
            return Problems.answer(Problems.notAcceptable());
        }
        if (!methods.isEmpty()) {
            return Problems.notAllowed(request.getMethod(), methods);
        }
        return Problems.answer(Refusal.notThere("such path; /api/v1/openapi.json describes those there are"));
    }

    /** By which methods the path is served, this catch-all left out. */
    private Set<String> methodsOf(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        Set<String> methods = new TreeSet<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
                boolean matches =
                        patterns != null && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
                if (matches) {
                    info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
                }
            }
        }
        return methods;
    }
}
