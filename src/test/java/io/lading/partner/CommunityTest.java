package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;
import io.lading.partner.AcknowledgementPolicy.Functional;
import io.lading.partner.AcknowledgementPolicy.Ta1;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.TokenHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommunityTest {
    private static final String GLOBEX = """
            partner: globex
            name: Globex Retail
            identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
            zone: America/Chicago
            values:
              HOST: { test: test.globex.example, production: globex.example }
            connections:
              orders-in: { door: http, token: [ "%s", "%s" ] }
              acks-out: { door: http, url: "https://${HOST}/acks", bearer: "env:GLOBEX_TOKEN", headers: { X-Route: "7" } }
              live: { door: folder, direction: out, path: globex/live, production: true }
            acknowledge: { ta1: onError, through: acks-out, within: 1h }
            envelope: { segmentSuffix: lf, gs07: T }
            agreements:
              - receives: Order
                as: x12/004010/850
                to: ZZ:SUPPLIER02
                acknowledge: { functional: 999 }
                duplicates: { window: 30d, otherBytes: reject }
                trailerDefects: releaseGoodGroups
                tolerant: true
              - sends: Order
                name: orders-out
                as: x12/005010X230/850
                through: live
                order: perDestination
                expect: { functional: 997, within: 2h }
                retry: { first: 1s, giveUpAfter: 1h }
                envelope:
                  delimiters: { element: "|", component: "0x1F", repetition: "!" }
                  isa01: "03"
                  isa02: SECRET
                  gs02: DIVISION9
                  setsPerGroup: 25
            """.formatted(TokenHash.of("first"), TokenHash.of("second"));

    @TempDir
    private Path folder;

    private PartnerFolder files;

    @BeforeEach
    void write() {
        files = new PartnerFolder(folder).with("us.yaml", PartnerFolder.US).with("globex.yaml", GLOBEX);
    }

    private PartnerContext context(Environment environment) {
        return files.context(environment, Map.of("GLOBEX_TOKEN", "canary"));
    }

    private Community load(Environment environment) {
        return ((CommunityLoader.Result.Loaded)
                        CommunityLoader.load(folder, context(environment), agreement -> List.of()))
                .community();
    }

    @Test
    void connectionsAreFoundByTokenWhileOldAndNewBothHold() {
        Community community = load(Environment.TEST);

        assertThat(community.connectionByToken("first")).map(Connection::id).contains("globex/orders-in");
        assertThat(community.connectionByToken("second")).map(Connection::id).contains("globex/orders-in");
        assertThat(community.connectionByToken("third")).isEmpty();
        assertThat(community.connections(Door.FOLDER_OUT))
                .extracting(Connection::id)
                .containsExactly("globex/live");
    }

    @Test
    void valuesGoByTheHubsEnvironmentAndSecretsDoNotShow() {
        Connection test = load(Environment.TEST).connection("globex/acks-out").orElseThrow();
        Connection production =
                load(Environment.PRODUCTION).connection("globex/acks-out").orElseThrow();

        assertThat(test.url()).hasToString("https://test.globex.example/acks");
        assertThat(production.url()).hasToString("https://globex.example/acks");
        assertThat(test.headers()).hasEntrySatisfying("Authorization", value -> assertThat(value.reveal())
                .isEqualTo("Bearer canary"));
        assertThat(test.headers().get("X-Route")).extracting(Secret::reveal).isEqualTo("7");
        assertThat(test.toString()).doesNotContain("canary");
    }

    @Test
    void anAgreementInheritsWhatItsPartnerSays() {
        ReceivingAgreement agreement = load(Environment.TEST)
                .receivingAgreement("globex/receives-Order")
                .orElseThrow();

        assertThat(agreement.acknowledge())
                .isEqualTo(new AcknowledgementPolicy(
                        Functional.ACKNOWLEDGEMENT_999,
                        Ta1.ON_ERROR,
                        AcknowledgementPolicy.Guide.REJECT,
                        Optional.of("globex/acks-out"),
                        Duration.ofHours(1)));
        assertThat(agreement.duplicates())
                .isEqualTo(new DuplicatePolicy(Duration.ofDays(30), DuplicatePolicy.OtherBytes.REJECT));
        assertThat(agreement.trailerDefects()).isEqualTo(ReceivingAgreement.TrailerDefects.RELEASE_GOOD_GROUPS);
        assertThat(agreement.tolerant()).isTrue();
        Envelope envelope = agreement.envelope().orElseThrow();
        assertThat(envelope.segmentSuffix()).isEqualTo("\n");
        assertThat(envelope.sender()).hasToString("ZZ:SUPPLIER02");
    }

    @Test
    void envelopeSettingsComeFromAgreementThenPartnerThenUsage() {
        SendingAgreement agreement =
                load(Environment.TEST).sendingAgreement("globex/orders-out").orElseThrow();

        assertThat(agreement.envelope())
                .contains(new EnvelopeSettings(
                        new Delimiters((byte) '|', (byte) 0x1F, (byte) '!', (byte) '~', Delimiters.NONE, (byte) '.'),
                        "\n",
                        "03",
                        "SECRET",
                        "00",
                        "",
                        new Address("ZZ", "SUPPLIER01"),
                        new Address("ZZ", "BUYER01"),
                        '!',
                        "00501",
                        false,
                        Usage.PRODUCTION,
                        "DIVISION9",
                        "BUYER01",
                        "T",
                        "005010X230",
                        25,
                        1,
                        1));
        assertThat(agreement.order()).isEqualTo(SendingAgreement.SendingOrder.PER_DESTINATION);
        assertThat(agreement.expect()).contains(new Expectation(Functional.ACKNOWLEDGEMENT_997, Duration.ofHours(2)));
        assertThat(agreement.retry())
                .isEqualTo(new RetryPolicy(Duration.ofSeconds(1), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(1)));
    }

    @Test
    void olderVersionsHaveNoRepetitionSeparator() {
        Community community = load(Environment.TEST);
        EnvelopeSettings base = community
                .baseEnvelope(community.partner("globex").orElseThrow())
                .orElseThrow();

        assertThat(base.version()).isEqualTo("00401");
        assertThat(base.standardsOrRepetition()).isEqualTo('U');
        assertThat(base.delimiters().repetition()).isEqualTo(Delimiters.NONE);
        assertThat(base.agency()).isEqualTo("T");
    }

    @Test
    void productionEndpointsRefuseTestHubsAndTestDocuments() {
        Community test = load(Environment.TEST);
        Community production = load(Environment.PRODUCTION);
        Connection live = test.connection("globex/live").orElseThrow();
        Connection other = test.connection("globex/acks-out").orElseThrow();

        assertThat(test.refusal(live, Usage.PRODUCTION))
                .contains("The connection globex/live is marked production, and this hub's environment is test. Set"
                        + " 'environment: production' in lading.yaml if this is the production hub.");
        assertThat(production.refusal(live, Usage.TEST))
                .contains("The connection globex/live is marked production and takes no test documents. Give the test"
                        + " agreement another connection.");
        assertThat(production.refusal(live, Usage.PRODUCTION)).isEmpty();
        assertThat(test.refusal(other, Usage.TEST)).isEmpty();
    }

    @Test
    void theVersionChangesWithTheFilesAndTheValuesUsed() {
        String first = load(Environment.TEST).version();

        assertThat(load(Environment.TEST).version()).isEqualTo(first);
        assertThat(load(Environment.PRODUCTION).version()).isNotEqualTo(first);
        files.with("globex.yaml", GLOBEX + "\n# a word more\n");
        assertThat(load(Environment.TEST).version()).isNotEqualTo(first);
    }

    @Test
    void aBrokenReloadKeepsTheCommunityInForce() {
        LoadedCommunity loaded =
                new LoadedCommunity(folder, () -> context(Environment.TEST), Community.empty(Environment.TEST));

        LoadedCommunity.Report first = loaded.reload();
        Community inForce = loaded.current();
        files.with("globex.yaml", GLOBEX.replace("acks-out, within", "acks-uot, within"));
        LoadedCommunity.Report second = loaded.reload();
        files.with("globex.yaml", GLOBEX);
        LoadedCommunity.Report third = loaded.reload();

        assertThat(first.taken()).isTrue();
        assertThat(first.changed()).isTrue();
        assertThat(second.taken()).isFalse();
        assertThat(second.problems())
                .extracting(problem -> problem.message())
                .containsOnly("There is no connection 'acks-uot'. Did you mean 'acks-out'?");
        assertThat(second.version()).isEqualTo(inForce.version());
        assertThat(third.changed()).isFalse();
    }

    @Test
    void filesThatNameASecretOfTheRecordCanBePlannedWithOtherMaps() {
        PartnerContext bare = context(Environment.TEST);
        PartnerContext withSecret = new PartnerContext(
                bare.environment(),
                bare.variables(),
                bare.permitted(),
                bare.maps(),
                bare.schemas(),
                bare.retry(),
                bare.outbound(),
                (name, partner) -> name.equals("hooli-mail") && partner.equals("hooli")
                        ? new SecretReference.Resolution.Found(Secret.of("known"))
                        : SecretReference.Stored.missing(name, partner));
        LoadedCommunity loaded = new LoadedCommunity(folder, () -> withSecret, Community.empty(Environment.TEST));
        files.with("hooli.yaml", """
                partner: hooli
                connections:
                  mails: { door: mail, direction: in, host: localhost, user: edi, password: "secret:hooli-mail" }
                """);

        assertThat(loaded.read(folder, bare.maps(), bare.schemas(), agreement -> List.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void fileNamesCannotLeaveTheirFolder() {
        FileNamePattern pattern = new FileNamePattern("{document}-{number}-{id}.{extension}");

        assertThat(pattern.render(Map.of("document", "Order", "number", "../../etc/x", "id", "7", "extension", "json")))
                .isEqualTo("Order-..-..-etc-x-7.json");
        assertThat(new FileNamePattern("{number}{id}").render(Map.of("number", "..", "id", "\u202e\0")))
                .isEqualTo("-.--");
    }

    @Test
    void aFileSaysWhatIsDifferentOnATestHub(@TempDir Path folder) {
        PartnerFolder files =
                new PartnerFolder(folder).with("us.yaml", PartnerFolder.US).with("globex.yaml", """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX } ]
                connections:
                  orders-out: { door: http, url: "https://globex.example/in", production: true, headers: { X-Route: "7" } }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: orders-out }
                environments:
                  test:
                    usage: test
                    identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEXT } ]
                    connections:
                      orders-out: { url: "https://test.globex.example/in", production: false }
                """);

        Community test = files.community();
        Community production = ((CommunityLoader.Result.Loaded) CommunityLoader.load(
                        folder, files.context(Environment.PRODUCTION, Map.of()), agreement -> List.of()))
                .community();

        Connection testing = test.connection("globex/orders-out").orElseThrow();
        assertThat(testing.url()).hasToString("https://test.globex.example/in");
        assertThat(testing.headers()).as("what it does not name stays").containsKey("X-Route");
        assertThat(test.refusal(testing, Usage.TEST)).isEmpty();
        assertThat(usage(test)).isEqualTo(Usage.TEST);
        assertThat(test.partner("globex").orElseThrow().identifiers())
                .extracting(Identifier::id)
                .containsExactly("GLOBEXT");
        Connection real = production.connection("globex/orders-out").orElseThrow();
        assertThat(real.url()).hasToString("https://globex.example/in");
        assertThat(production.refusal(real, Usage.PRODUCTION)).isEmpty();
        assertThat(usage(production)).isEqualTo(Usage.PRODUCTION);
    }

    private static Usage usage(Community community) {
        return community.sendingAgreement("globex/sends-Order").orElseThrow().usage();
    }

    @Test
    void whatIsWrongForTheOtherEnvironmentShowsHereToo(@TempDir Path folder) {
        PartnerFolder files =
                new PartnerFolder(folder).with("us.yaml", PartnerFolder.US).with("globex.yaml", """
                partner: globex
                environments:
                  production:
                    zone: ${ZONE}
                    usge: production
                    connections: { out: { urll: "https://globex.example/" } }
                """);

        assertThat(files.problems())
                .containsExactly(
                        "globex.yaml:5:5  Unknown key 'usge'. Did you mean 'usage'?",
                        "globex.yaml:6:27  Unknown key 'urll'. Did you mean 'url'?");
    }
}
