package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import io.lading.api.ApiConfiguration;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.BearerToken;
import io.lading.security.PasswordHash;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SOAP service as partners' programs meet it, and as those who mean harm do. */
class SoapDoorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static final String TOKEN = token();
    private static final String OTHER_TOKEN = token();
    private static TestDatabase record;
    private static Hub hub;
    private static URI service;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        record = TestDatabase.fresh();
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
                """);
        String hash = PasswordHash.of(PASSWORD.toCharArray(), RANDOM).text();
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  orders-in: { door: soap, user: globex, password: "%s", token: "%s" }
                  erp: { door: folder, direction: out, path: erp }
                acknowledge: { functional: 997, through: erp }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders-in, deliver: [ globex ] }
                  - { sends: Order, as: json, through: erp }
                """.formatted(hash, TokenHash.of(TOKEN)));
        Files.writeString(partners.resolve("hooli.yaml"), """
                partner: hooli
                identifiers: [ { scheme: x12, qualifier: ZZ, id: HOOLI } ]
                connections:
                  in: { door: soap, token: "%s" }
                """.formatted(TokenHash.of(OTHER_TOKEN)));
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        record.environment(),
                        "folders.partners=" + partners,
                        "limits.bulkAbove=64KB",
                        "limits.maxTransmission=8MB"),
                ApiConfiguration.class);
        service = hub.address().resolve("/services/lading");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
            record.close();
        }
    }

    private static String token() {
        Secret secret = BearerToken.generate(RANDOM);
        return secret.reveal();
    }

    // ---- what partners do -------------------------------------------------------------------------------------------

    @Test
    void whatIsSubmittedWithAPasswordIsProcessedAndItsStatusIsTold() throws Exception {
        String answer = ok(SoapMessages.envelope(
                SoapMessages.userNameToken("globex", PASSWORD),
                SoapMessages.submit("so-1", SoapMessages.order("PO-SOAP"))));

        String id = SoapMessages.one("transmission", answer);
        assertThat(answer).contains("<repeated>false</repeated>");
        As2Hubs.await("the order's status by its number", () -> ok(SoapMessages.envelope(
                        SoapMessages.userNameToken("globex", PASSWORD),
                        "<t:GetStatus><t:number>PO-SOAP</t:number></t:GetStatus>"))
                .contains("<transmission>" + id + "</transmission>"));
        String status =
                ok(SoapMessages.envelope(SoapMessages.userNameToken("globex", PASSWORD), SoapMessages.byId(id)));
        assertThat(status).contains("<state>PROCESSED</state>", "type=\"Order\" number=\"PO-SOAP\"", "kind=\"997\"");
        assertThat(As2Hubs.texts(
                        record,
                        "select door || ' ' || connection from transmission where partner = 'globex'"
                                + " and direction = 'IN' and transport_id = 'so-1'"))
                .containsExactly("soap globex/orders-in");
    }

    @Test
    void aRepeatWithTheSameKeyIsTheSameTransmissionAndOtherBytesAreRefused() throws Exception {
        String first =
                ok(bearer(), SoapMessages.envelope("", SoapMessages.submit("key-7", SoapMessages.order("PO-7"))));
        String second =
                ok(bearer(), SoapMessages.envelope("", SoapMessages.submit("key-7", SoapMessages.order("PO-7"))));
        HttpResponse<String> third =
                post(bearer(), SoapMessages.envelope("", SoapMessages.submit("key-7", SoapMessages.order("PO-8"))));

        assertThat(SoapMessages.one("transmission", second)).isEqualTo(SoapMessages.one("transmission", first));
        assertThat(second).contains("<repeated>true</repeated>");
        assertThat(third.statusCode()).isEqualTo(500);
        assertThat(third.body()).contains("KEY_REUSED", "soap:Client", SoapMessages.one("transmission", first));
    }

    @Test
    void anAttachmentByMtomIsStoredAsItIsRead() throws Exception {
        byte[] large = SoapMessages.large(5 << 20);

        String answer = ok(bearer(), SoapMessages.mtom("cid:order@test", "order@test", large), SoapMessages.mtomType());

        assertThat(As2Hubs.texts(
                        record,
                        "select size || ' ' || encode(sha256, 'hex') from transmission order by id desc limit 1"))
                .containsExactly(large.length + " "
                        + java.util.HexFormat.of()
                                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(large)));
        assertThat(SoapMessages.one("transmission", answer)).hasSize(13);
        try (Stream<Path> left = Files.list(folder.resolve("data/spool/soap"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void largeBase64WithLineBreaksIsTakenToo() throws Exception {
        byte[] large = SoapMessages.large(3 << 20);
        String body = SoapMessages.submit("big-inline", Base64.getMimeEncoder().encodeToString(large));

        ok(bearer(), SoapMessages.envelope("", body));

        assertThat(As2Hubs.texts(record, "select size::text from transmission where transport_id = 'big-inline'"))
                .containsExactly("" + large.length);
    }

    @Test
    void onlyItsOwnConnectionIsToldAboutASubmission() throws Exception {
        String id = SoapMessages.one(
                "transmission",
                ok(bearer(), SoapMessages.envelope("", SoapMessages.submit("own-1", SoapMessages.order("PO-OWN")))));

        HttpResponse<String> others = post(
                List.of("Authorization", "Bearer " + OTHER_TOKEN), SoapMessages.envelope("", SoapMessages.byId(id)));
        HttpResponse<String> never = post(
                List.of("Authorization", "Bearer " + OTHER_TOKEN),
                SoapMessages.envelope("", SoapMessages.byId("0000000000001")));

        assertThat(others.statusCode()).isEqualTo(500);
        assertThat(others.body()).contains("NOT_FOUND").isEqualTo(never.body());
    }

    @Test
    void theContractIsServedToAnybody() throws Exception {
        HttpResponse<String> wsdl = get("?wsdl");

        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body()).contains("SubmitInterchange", service.toString());
        Matcher schema = Pattern.compile("schemaLocation=\"([^\"]+)\"").matcher(wsdl.body());
        assertThat(schema.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(schema.group(1))).build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).body()).contains("idempotencyKey");
    }

    @Test
    void python3ZeepCallsTheServiceByItsContract() throws Exception {
        String python = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3"; // Debian's own
        Needs.thatHolds(
                run(python, "-c", "import zeep").code() == 0,
                "python3-zeep is not installed (Debian: apt-get install python3-zeep)");
        Path file = folder.resolve("zeep.x12");
        Files.writeString(file, As2Hubs.order("PO-ZEEP"));

        Result zeep = run(
                python, "src/test/resources/soap/partner.py", service.toString(), "globex", PASSWORD, file.toString());

        assertThat(zeep.output())
                .as("exit code %d", zeep.code())
                .contains(
                        "repeated True True",
                        "reused This idempotencyKey came before with other bytes | True",
                        "status True ",
                        "refused wsse:FailedAuthentication | Sign in first");
        assertThat(zeep.code()).isZero();
    }

    // ---- who may ----------------------------------------------------------------------------------------------------

    @Test
    void nobodyGetsInWithoutSigningIn() throws Exception {
        for (String header : List.of(
                "", SoapMessages.userNameToken("globex", "wrong"), SoapMessages.userNameToken("nobody", PASSWORD))) {
            HttpResponse<String> answer = post(
                    List.of(), SoapMessages.envelope(header, SoapMessages.submit("x-1", SoapMessages.order("PO-X"))));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("NOT_SIGNED_IN", "wsse:FailedAuthentication", "Sign in first");
        }
        assertThat(post(
                                List.of("Authorization", "Bearer " + token()),
                                SoapMessages.envelope("", SoapMessages.byId("0000000000001")))
                        .body())
                .contains("NOT_SIGNED_IN");
        assertThat(As2Hubs.texts(record, "select id::text from transmission where transport_id = 'x-1'"))
                .isEmpty();
    }

    @Test
    void aTokenOfTheSoapDoorOpensNoOtherDoor() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.address().resolve("/api/v1/interchanges"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofString(As2Hubs.order("PO-REST")))
                .build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void aNonceIsGoodForOnceAndATimestampForFiveMinutes() throws Exception {
        String nonce = Base64.getEncoder().encodeToString(RANDOM.generateSeed(16));
        String now = Instant.now().toString();
        String request = SoapMessages.envelope(
                SoapMessages.userNameToken("globex", PASSWORD, nonce, now), SoapMessages.byNumber("PO-NONE"));

        assertThat(post(List.of(), request).statusCode()).isEqualTo(200);
        assertThat(post(List.of(), request).body()).contains("REPLAYED", "Nonce was used before");
        String old = Instant.now().minus(Duration.ofMinutes(6)).toString();
        assertThat(post(
                                List.of(),
                                SoapMessages.envelope(
                                        SoapMessages.userNameToken("globex", PASSWORD, "AAAA", old),
                                        SoapMessages.byNumber("P")))
                        .body())
                .contains("REPLAYED", "Created");
    }

    @Test
    void aHeaderWithASignatureIsNotTakenAsIfItHadBeenChecked() throws Exception {
        String header = SoapMessages.userNameToken("globex", PASSWORD)
                .replace(
                        "</wsse:Security>",
                        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></wsse:Security>");

        assertThat(post(List.of(), SoapMessages.envelope(header, SoapMessages.byNumber("P")))
                        .body())
                .contains("NOT_SIGNED_IN", "nothing else; found Signature");
    }

    @Test
    void ofTwoSecurityHeadersNoneCounts() throws Exception {
        String two = SoapMessages.userNameToken("globex", PASSWORD) + SoapMessages.userNameToken("nobody", "x");

        assertThat(post(List.of(), SoapMessages.envelope(two, SoapMessages.byNumber("P")))
                        .body())
                .contains("NOT_SIGNED_IN", "more than one Security header");
    }

    @Test
    void whatCouldBeSentAgainBySomebodyElseIsNotTaken() throws Exception {
        long before = transmissions();
        String token = SoapMessages.userNameToken("globex", PASSWORD);
        String order = SoapMessages.submit("k", SoapMessages.order("PO-AGAIN"))
                .replace("<t:idempotencyKey>k</t:idempotencyKey>", "");

        assertThat(post(List.of(), SoapMessages.envelope(token, order)).body())
                .contains("BAD_REQUEST", "without Nonce");
        assertThat(transmissions()).isEqualTo(before);
    }

    // ---- who means harm ---------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.lading.endtoend.SoapMessages#hostile")
    void isRefusedInBoundedTimeAndNothingIsKept(String what, String message) throws Exception {
        long before = transmissions();
        long begun = System.nanoTime();

        HttpResponse<String> answer = post(bearer(), message);

        assertThat(answer.statusCode()).isIn(400, 413, 500);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(answer.body()).doesNotContain("root:", "Exception", "com.ctc", "org.apache", "java.");
        assertThat(transmissions()).isEqualTo(before);
    }

    @AfterEach
    void theHubStillServes() throws Exception {
        assertThat(get("?wsdl").statusCode()).isEqualTo(200);
    }

    private static List<String> bearer() {
        return List.of("Authorization", "Bearer " + TOKEN);
    }

    private static String ok(String envelope) {
        try {
            return ok(List.of(), envelope);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String ok(List<String> headers, String envelope) throws Exception {
        return ok(headers, BodyPublishers.ofString(envelope), "text/xml; charset=UTF-8");
    }

    private static String ok(List<String> headers, BodyPublisher body, String type) throws Exception {
        HttpResponse<String> answer = send(headers, body, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(List<String> headers, String envelope) throws Exception {
        return send(headers, BodyPublishers.ofString(envelope), "text/xml; charset=UTF-8");
    }

    private static HttpResponse<String> send(List<String> headers, BodyPublisher body, String type) throws Exception {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Content-Type", type, "SOAPAction", "\"\""));
        HttpRequest request = HttpRequest.newBuilder(service)
                .timeout(Duration.ofSeconds(60))
                .headers(all.toArray(String[]::new))
                .POST(body)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String query) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + query)).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static long transmissions() {
        return Long.parseLong(As2Hubs.texts(record, "select count(*)::text from transmission where direction = 'IN'")
                .get(0));
    }

    private record Result(int code, String output) {}

    private static Result run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
