package io.lading.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The interface described by OpenAPI, and a problem document for whatever it does not have. */
@RestController
final class DescriptionController {
    static final String RESOURCE = "openapi.json";

    private final byte[] description;

    DescriptionController() {
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

    @RequestMapping("/api/**")
    ResponseEntity<ProblemDetail> nothing() {
        return Problems.answer(Refusal.notThere("such path; /api/v1/openapi.json describes those there are"));
    }
}
