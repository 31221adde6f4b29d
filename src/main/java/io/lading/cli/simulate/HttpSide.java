package io.lading.cli.simulate;

import io.lading.cli.process.HubClient;
import java.io.IOException;
import java.util.Map;

/** A partner that posts to the hub. */
record HttpSide(HubClient hub) implements Side {
    @Override
    public String send(Letter letter) throws IOException {
        HubClient.Answer answer = hub.post(
                "api/v1/interchanges", letter.mediaType(), letter.body(), Map.of("Idempotency-Key", letter.key()));
        if (!answer.fine()) {
            throw new RefusedAtDoorException("HTTP " + answer.status() + ": " + answer.text());
        }
        return "HTTP " + answer.status() + ", receipt "
                + answer.json().path("transmission").asString("");
    }
}
