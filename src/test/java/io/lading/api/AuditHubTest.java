package io.lading.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.Audit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each way to change the configuration leaves an entry in the audit, with who did it; what is refused leaves none. */
@Tag("long")
class AuditHubTest {
    private final ServedHub hub = ServedHub.shared();
    private final Audit audit = hub.part(Audit.class);

    @Test
    void tellsEveryChangeAndWhoMadeIt() {
        String token = told(
                        () -> hub.post(
                                hub.administrator,
                                "/api/v1/tokens",
                                "{\"name\":\"auditor\",\"scopes\":[\"configure\",\"security\"],\"expiresIn\":\"1d\"}"),
                        "administrator token.created auditor configure, security until ")
                .json()
                .path("token")
                .asString();
        told(
                () -> hub.put(
                        token, "/api/v1/lookups/audit-colours?scope=umbrella&onMiss=hold", "canonical,code\nred,R\n"),
                "token auditor lookup.put audit-colours for umbrella 1 row added, 0 removed, onMiss hold");
        told(
                () -> hub.put(token, "/api/v1/lookups/audit-colours?scope=umbrella", "canonical,code\nblue,B\n"),
                "token auditor lookup.put audit-colours for umbrella 1 row added, 1 removed");
        told(() -> hub.put(token, "/api/v1/secrets/audit-one", "one"), "token auditor secret.set audit-one ");
        told(
                () -> hub.send(hub.request(token, "/api/v1/secrets/audit-one").DELETE()),
                "token auditor secret.removed audit-one ");
        told(() -> hub.post(token, "/api/v1/secrets/rotate", ""), "token auditor secret.rotated ");
        told(() -> apply(token, "Umbrella", "Umbrella Inc"), "token auditor partners.applied version ");
        told(() -> apply(token, "Umbrella Inc", "Umbrella"), "token auditor partners.applied version ");
        told(
                () -> hub.send(
                        hub.request(hub.administrator, "/api/v1/tokens/auditor").DELETE()),
                "administrator token.revoked auditor ");
        assertThat(audit.verify().firstUnsound()).isEmpty();
    }

    @Test
    void saysWhatAnApplyChangedCertificatesIncluded() {
        String before = apply(hub.administrator, "Umbrella", "Umbrella Ltd").text();
        assertThat(before).contains("Umbrella Ltd");
        assertThat(changes().get(0).detail())
                .contains("umbrella", "name: Umbrella", "Umbrella Ltd", "(tried by a test)", "; files ");
        apply(hub.administrator, "Umbrella Ltd", "Umbrella");
    }

    @Test
    void whatIsRefusedChangesNothingAndLeavesNoEntry() {
        long last = changes().get(0).number();
        assertThat(hub.put(hub.administrator, "/api/v1/lookups/audit-colours", "no header")
                        .status())
                .isEqualTo(422);
        assertThat(hub.put(hub.globex, "/api/v1/lookups/audit-colours", "canonical,code\nred,R\n")
                        .status())
                .isEqualTo(403);
        assertThat(hub.put(hub.administrator, "/api/v1/secrets/audit-two", "").status())
                .isEqualTo(400);
        assertThat(changes().get(0).number()).isEqualTo(last);
    }

    private ServedHub.Answer told(Supplier<ServedHub.Answer> change, String... expected) {
        long before =
                changes().stream().mapToLong(Audit.Entry::number).findFirst().orElse(0);
        ServedHub.Answer answer = change.get();
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        List<String> lines = new ArrayList<>();
        changes().stream()
                .filter(entry -> entry.number() > before)
                .forEach(entry ->
                        lines.add(entry.actor() + " " + entry.action() + " " + entry.subject() + " " + entry.detail()));
        Collections.reverse(lines);
        assertThat(lines).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(lines.get(i)).startsWith(expected[i]);
        }
        return answer;
    }

    /** The newest first, without the sign-ins that other tests' refusals leave behind. */
    private List<Audit.Entry> changes() {
        return audit.latest(50).stream()
                .filter(entry -> !entry.action().startsWith("sign-in"))
                .toList();
    }

    private ServedHub.Answer apply(String token, String name, String other) {
        return hub.changePartner(token, "umbrella.yaml", "name: " + name + "\n", "name: " + other + "\n");
    }
}
