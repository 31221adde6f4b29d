package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.operations.TestDatabase;
import io.lading.partner.CertificateInUse;
import io.lading.partner.Community;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.PartnerContext;
import io.lading.security.OutboundPolicy;
import io.lading.security.OwnCertificate;
import io.lading.security.Permitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
    private static final Instant START = Instant.parse("2026-10-01T10:00:00Z");

    /** By what they are for: making a key takes the better part of a second. */
    private static final Map<String, OwnCertificate> MADE = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(START);
    private final Node node = Node.join(database.dataSource(), "test");
    private Path partners;

    @BeforeEach
    void describeOurselves() throws IOException {
        partners = Files.createDirectories(folder.resolve("partners"));
        make("us", 700);
        make("globex", 100);
        write("us.yaml", """
                partner: us
                own: true
                identifiers: [ { scheme: as2, id: ACME } ]
                certificates: [ { file: us.pem, key: us.key } ]
                """);
        write("globex.yaml", """
                partner: globex
                name: Globex Retail
                identifiers: [ { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  as2: { door: as2, url: "https://globex.example/as2" }
                """);
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void warnsSixtyThirtyAndSevenDaysBeforeTheEndAndAtIt() throws Exception {
        CertificateWatch watch = watch();
        for (int day = 0; day <= 110; day++) {
            clock.now = START.plus(Duration.ofDays(day));
            watch.look();
        }
        assertThat(told())
                .containsExactly(
                        line("ends in 60 days, on 2027-01-09"),
                        line("ends in 30 days, on 2027-01-09"),
                        line("ends in 7 days, on 2027-01-09"),
                        line("has ended on 2027-01-09"));
    }

    private static String line(String when) {
        return "The certificate CN=globex of Globex Retail (globex), for encrypt and verify at certificates, globex/as2, "
                + when
                + ". Ask Globex Retail for the next one, and name it beside this one: both hold until this one ends.";
    }

    @Test
    void allNodesTogetherWarnOnce() throws Exception {
        clock.now = START.plus(Duration.ofDays(95));
        CertificateWatch one = watch();
        CertificateWatch two = watch();
        one.look();
        two.look();
        one.look();
        assertThat(told()).singleElement().asString().contains("ends in 5 days");
        assertThat(two.worst()).contains(7);
    }

    @Test
    void saysNothingOfACertificateWhoseSuccessorIsThere() throws Exception {
        make("globex-2", 400);
        write(
                "globex.yaml",
                Files.readString(partners.resolve("globex.yaml"))
                        .replace("[ { file: globex.pem } ]", "[ { file: globex.pem }, { file: globex-2.pem } ]"));
        clock.now = START.plus(Duration.ofDays(95));
        CertificateWatch watch = watch();
        watch.look();

        assertThat(told()).isEmpty();
        assertThat(watch.all()).extracting(CertificateInUse::followed).containsExactly(true, false, false);
        clock.now = START.plus(Duration.ofDays(390));
        watch.look();
        assertThat(told()).singleElement().asString().contains("CN=globex-2 ");
    }

    @Test
    void watchesClientCertificatesIssuersAndTheHubsOwn() throws Exception {
        make("client", 20);
        make("issuer", 25);
        make("mail", 28);
        write("initech.yaml", """
                partner: initech
                name: Initech
                connections:
                  erp: { door: http, url: "https://erp.example/in", certificate: client.pem, key: "file:secrets/client.key", trust: issuer.pem }
                  mails: { door: mail, host: mail.example, trust: secrets/mail.pem, from: [ a@us.example ], to: [ b@initech.example ] }
                """);
        CertificateInUse own = CertificateInUse.alone(
                "",
                "",
                true,
                OwnCertificate.make("hub", 2048, START, Duration.ofDays(6), new SecureRandom())
                        .certificate(),
                "server",
                "broker.acceptor.certificate");
        CertificateWatch watch = watch(own);
        watch.look();

        assertThat(watch.due())
                .containsExactly(
                        "The certificate CN=hub of this hub, for server at broker.acceptor.certificate, ends in 6 days, on"
                                + " 2026-10-07. Get a new one for broker.acceptor.certificate and start the hub again.",
                        "The certificate CN=client that we show Initech (initech), for client at initech/erp, ends in 20 days, on"
                                + " 2026-10-21. Get the next one, agree with Initech on the day, and put it in this one's"
                                + " place.",
                        "The certificate CN=issuer of Initech (initech), for server at initech/erp, ends in 25 days, on"
                                + " 2026-10-26. Ask Initech for the next one, and name it beside this one: both hold until"
                                + " this one ends.",
                        "The certificate CN=mail of Initech (initech), for server at initech/mails, ends in 28 days, on"
                                + " 2026-10-29. Ask Initech for the next one, and name it beside this one: both hold until"
                                + " this one ends.");
        assertThat(told()).containsExactlyElementsOf(watch.due());
    }

    private CertificateWatch watch(CertificateInUse... hubs) {
        PartnerContext context = new PartnerContext(
                Environment.TEST,
                Map.of(),
                Permitted.usual(folder),
                Optional.empty(),
                Optional.empty(),
                new RetryPolicy(Duration.ofSeconds(5), 2, 0.2, Duration.ofMinutes(15), Duration.ofHours(24)),
                OutboundPolicy.allowing(List.of()));
        LoadedCommunity community = new LoadedCommunity(partners, () -> context, Community.empty(Environment.TEST));
        assertThat(community.move(partners).problems()).isEmpty();
        return new CertificateWatch(database.dataSource(), node, community::current, () -> List.of(hubs), clock);
    }

    private void make(String name, int days) throws IOException {
        OwnCertificate made = MADE.computeIfAbsent(name + " for " + days + " days", key -> made(name, days));
        write(name + ".pem", made.certificatePem());
        write(name + ".key", made.keyPem().reveal());
    }

    private static OwnCertificate made(String name, int days) {
        return OwnCertificate.make(name, 2048, START, Duration.ofDays(days), new SecureRandom());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(partners.resolve(file), text);
        Files.writeString(Files.createDirectories(folder.resolve("secrets")).resolve(file), text);
    }

    /** The oldest first. */
    private List<String> told() {
        Search search = new Search.Builder().type(CertificateWatch.KIND).build();
        List<String> lines = new ArrayList<>(new Finder(database.dataSource())
                .events(search).stream().map(EventView::detail).toList());
        Collections.reverse(lines);
        return lines;
    }
}
