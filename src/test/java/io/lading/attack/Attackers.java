package io.lading.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;

/** What those who attack hold. */
final class Attackers {
    private Attackers() {}

    /** A token that somebody stole. */
    static String token(ServedHub hub, String name, String more) {
        ServedHub.Answer made =
                hub.post(hub.administrator, "/api/v1/tokens", "{\"name\":\"" + name + "\"," + more + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("token").asString();
    }
}
