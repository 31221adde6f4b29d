package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    private static final String COMMUNITY = "examples/all-doors/partners";

    @TempDir
    Path folder;

    @Test
    void namesThePartnersThereAre() {
        CommandRun run = simulate("globexx");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("There is no partner globexx").contains("globex, ");
    }

    @Test
    void namesTheMisbehavioursThereAre() {
        CommandRun run = simulate("globex", "--misbehave", "rude");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("'rude'").contains("wrong-certificate");
    }

    @Test
    @Tag("long")
    void findsTheHubRightWhateverABuyerOnAs2Does() {
        CommandRun run = simulate("globex", "--json", "--misbehave", "duplicate,truncated,wrong-certificate,reordered");

        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("delivered").asInt()).isEqualTo(4);
        assertThat(told.path("refused").asInt()).isEqualTo(2);
        assertThat(run.code()).isEqualTo(ExitCode.FINE);
    }

    @Test
    @Tag("long")
    void findsTheHubRightWhenASupplierAnswersLateOrRejects() {
        CommandRun run = simulate("umbrella", "--json", "--misbehave", "late,rejecting");

        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("received").asInt()).isEqualTo(2);
        assertThat(told.path("answered").asInt()).isEqualTo(2);
        assertThat(run.code()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void namesTheDocumentsThePartnerHasAgreementsFor() {
        CommandRun run = simulate("globex", "--document", "Invoice");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.errors()).contains("globex has no agreement for 'Invoice'; it has Order.");
    }

    @Test
    @Tag("long")
    void playsAPartnerOnEdifactAsAgreedAndRefusingOneDocument() throws IOException {
        Path community = edifactCommunity();

        CommandRun agreed = simulateIn(community, "nordwind", "--json");
        CommandRun refusing =
                simulateIn(community, "nordwind", "--json", "--document", "order", "--misbehave", "rejecting");

        JsonNode told = JsonMapper.shared().readTree(agreed.out());
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("sent").asInt()).isEqualTo(1);
        assertThat(told.path("acknowledged").asInt()).isEqualTo(1);
        assertThat(told.path("received").asInt()).isEqualTo(1);
        assertThat(told.path("answered").asInt()).isEqualTo(1);
        JsonNode refused = JsonMapper.shared().readTree(refusing.out());
        assertThat(refused.path("missing")).isEmpty();
        assertThat(refused.path("sent").asInt()).isZero();
        assertThat(refused.path("answered").asInt()).isEqualTo(1);
    }

    /** Orders go to it and its responses come back, in EDIFACT both. */
    private Path edifactCommunity() throws IOException {
        Path community = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(community.resolve("us.yaml"), """
                partner: us
                own: true
                name: Acme Trading
                identifiers: [ { scheme: edifact, qualifier: "14", id: "4012345000009" } ]
                """);
        Files.writeString(community.resolve("nordwind.yaml"), """
                partner: nordwind
                name: Nordwind
                identifiers: [ { scheme: edifact, qualifier: "14", id: "4399901000008" } ]
                connections:
                  from-them: { door: http, token: "${NORDWIND_TOKEN}", carries: [ "14:4399901000008" ] }
                  to-them: { door: http, url: "https://nordwind.example/edi" }
                acknowledge: { functional: CONTRL, through: to-them, within: 1h }
                agreements:
                  - sends: Order
                    as: edifact/d96a/ORDERS
                    through: to-them
                    envelope: { unb0031: "1" }
                    expect: { functional: CONTRL, within: 1h }
                  - { receives: OrderResponse, as: edifact/d96a/ORDRSP, through: from-them, deliver: [ erp ] }
                """);
        Files.writeString(community.resolve("erp.yaml"), """
                partner: erp
                name: Our ERP
                connections:
                  orders: { door: folder, direction: in, path: erp/orders, files: "*.json" }
                  responses: { door: folder, direction: out, path: erp/responses, fileName: "{number}-{id}.{extension}" }
                agreements:
                  - { receives: Order, as: json, through: orders, deliver: [ nordwind ] }
                  - { sends: OrderResponse, as: json, through: responses }
                """);
        return community;
    }

    private CommandRun simulate(String partner, String... more) {
        return simulateIn(Path.of(COMMUNITY), partner, more);
    }

    private CommandRun simulateIn(Path community, String partner, String... more) {
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {
                    "simulate",
                    partner,
                    "--partners",
                    community.toString(),
                    "--data",
                    folder.resolve("data").toString()
                },
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandRun.of(arguments);
    }
}
