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
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
import java.util.Random;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The SOAP service as partners' programs meet it, and as those who mean harm do. */
class SoapDoorTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "correct horse battery staple";
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String BOUNDARY = "=-part-of-a-test";

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
        String answer = ok(envelope(userNameToken("globex", PASSWORD), submit("so-1", order("PO-SOAP"))));

        String id = one("transmission", answer);
        assertThat(answer).contains("<repeated>false</repeated>");
        As2Hubs.await("the order's status by its number", () -> ok(envelope(
                        userNameToken("globex", PASSWORD), "<t:GetStatus><t:number>PO-SOAP</t:number></t:GetStatus>"))
                .contains("<transmission>" + id + "</transmission>"));
        String status = ok(envelope(userNameToken("globex", PASSWORD), byId(id)));
        assertThat(status).contains("<state>PROCESSED</state>", "type=\"Order\" number=\"PO-SOAP\"", "kind=\"997\"");
        assertThat(As2Hubs.texts(
                        record,
                        "select door || ' ' || connection from transmission where partner = 'globex'"
                                + " and direction = 'IN' and transport_id = 'so-1'"))
                .containsExactly("soap globex/orders-in");
    }

    @Test
    void aRepeatWithTheSameKeyIsTheSameTransmissionAndOtherBytesAreRefused() throws Exception {
        String first = ok(bearer(), envelope("", submit("key-7", order("PO-7"))));
        String second = ok(bearer(), envelope("", submit("key-7", order("PO-7"))));
        HttpResponse<String> third = post(bearer(), envelope("", submit("key-7", order("PO-8"))));

        assertThat(one("transmission", second)).isEqualTo(one("transmission", first));
        assertThat(second).contains("<repeated>true</repeated>");
        assertThat(third.statusCode()).isEqualTo(500);
        assertThat(third.body()).contains("KEY_REUSED", "soap:Client", one("transmission", first));
    }

    @Test
    void anAttachmentByMtomIsStoredAsItIsRead() throws Exception {
        byte[] large = large(5 << 20);

        String answer = ok(bearer(), mtom("cid:order@test", "order@test", large), mtomType());

        assertThat(As2Hubs.texts(
                        record,
                        "select size || ' ' || encode(sha256, 'hex') from transmission order by id desc limit 1"))
                .containsExactly(large.length + " "
                        + java.util.HexFormat.of()
                                .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(large)));
        assertThat(one("transmission", answer)).hasSize(13);
        try (Stream<Path> left = Files.list(folder.resolve("data/spool/soap"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void largeBase64WithLineBreaksIsTakenToo() throws Exception {
        byte[] large = large(3 << 20);
        String body = submit("big-inline", Base64.getMimeEncoder().encodeToString(large));

        ok(bearer(), envelope("", body));

        assertThat(As2Hubs.texts(record, "select size::text from transmission where transport_id = 'big-inline'"))
                .containsExactly("" + large.length);
    }

    @Test
    void onlyItsOwnConnectionIsToldAboutASubmission() throws Exception {
        String id = one("transmission", ok(bearer(), envelope("", submit("own-1", order("PO-OWN")))));

        HttpResponse<String> others = post(List.of("Authorization", "Bearer " + OTHER_TOKEN), envelope("", byId(id)));
        HttpResponse<String> never =
                post(List.of("Authorization", "Bearer " + OTHER_TOKEN), envelope("", byId("0000000000001")));

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
        for (String header : List.of("", userNameToken("globex", "wrong"), userNameToken("nobody", PASSWORD))) {
            HttpResponse<String> answer = post(List.of(), envelope(header, submit("x-1", order("PO-X"))));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("NOT_SIGNED_IN", "wsse:FailedAuthentication", "Sign in first");
        }
        assertThat(post(List.of("Authorization", "Bearer " + token()), envelope("", byId("0000000000001")))
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
        String request = envelope(userNameToken("globex", PASSWORD, nonce, now), byNumber("PO-NONE"));

        assertThat(post(List.of(), request).statusCode()).isEqualTo(200);
        assertThat(post(List.of(), request).body()).contains("REPLAYED", "Nonce was used before");
        String old = Instant.now().minus(Duration.ofMinutes(6)).toString();
        assertThat(post(List.of(), envelope(userNameToken("globex", PASSWORD, "AAAA", old), byNumber("P")))
                        .body())
                .contains("REPLAYED", "Created");
    }

    @Test
    void aHeaderWithASignatureIsNotTakenAsIfItHadBeenChecked() throws Exception {
        String header = userNameToken("globex", PASSWORD)
                .replace(
                        "</wsse:Security>",
                        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></wsse:Security>");

        assertThat(post(List.of(), envelope(header, byNumber("P"))).body())
                .contains("NOT_SIGNED_IN", "nothing else; found Signature");
    }

    // ---- who means harm ---------------------------------------------------------------------------------------------

    static Stream<Arguments> hostileMessages() {
        String nested = "<a>".repeat(1_000_000);
        String attributes = " a%d=\"1\"".repeat(1);
        StringBuilder many = new StringBuilder("<t:GetStatus");
        for (int i = 0; i < 100_000; i++) {
            many.append(attributes.formatted(i));
        }
        String entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        return Stream.of(
                Arguments.of(
                        "13 external entity",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + envelope("", "<t:GetStatus><t:number>&e;</t:number></t:GetStatus>")),
                Arguments.of(
                        "13 parameter entity",
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" + envelope("", byNumber("P"))),
                Arguments.of(
                        "13 billion laughs",
                        entities + envelope("", "<t:GetStatus><t:number>&c;</t:number></t:GetStatus>")),
                Arguments.of("16 XOP over http", envelope("", xop("http://127.0.0.1:1/secret"))),
                Arguments.of("16 XOP from a file", envelope("", xop("file:///etc/passwd"))),
                Arguments.of("16 XOP to nowhere", envelope("", xop("cid:nothing"))),
                Arguments.of("17 deep nesting", envelope("", nested)),
                Arguments.of("17 deep nesting in the header", envelope(nested, byNumber("P"))),
                Arguments.of(
                        "17 many attributes", envelope("", many.append("/>").toString())),
                Arguments.of("17 a huge text", envelope("", byNumber("x".repeat(2_000_000)))),
                Arguments.of(
                        "many elements",
                        envelope("", "<t:GetStatus>" + "<t:number/>".repeat(100_000) + "</t:GetStatus>")),
                Arguments.of("an unknown operation", envelope("", "<t:DropTables/>")),
                Arguments.of(
                        "an unknown part",
                        envelope("", "<t:GetStatus><t:camelFileName>x</t:camelFileName></t:GetStatus>")),
                Arguments.of("another namespace", envelope("", "<GetStatus xmlns=\"urn:other\"/>")),
                Arguments.of("no base64", envelope("", submit("n-1", "!!! not base64 !!!"))),
                Arguments.of("an element in base64", envelope("", submit("n-2", "QUJD<x/>QUJD"))),
                Arguments.of("no payload", envelope("", "<t:SubmitInterchange/>")),
                Arguments.of("an empty payload", envelope("", submit("n-3", ""))),
                Arguments.of(
                        "an XML that breaks off",
                        envelope("", submit("n-4", order("PO-N"))).replace("</soap:Envelope>", "")),
                Arguments.of(
                        "an XML that breaks off in the payload",
                        envelope("", submit("n-5", order("PO-N"))).split("</t:payload>")[0]),
                Arguments.of(
                        "29 headers of Camel's in SOAP",
                        envelope(
                                "<CamelHttpUri xmlns=\"urn:x\" soap:mustUnderstand=\"1\">http://127.0.0.1:1</CamelHttpUri>",
                                byNumber("P"))),
                Arguments.of("more than is allowed", envelope("", submit("n-6", "QUJD".repeat(2_900_000)))),
                Arguments.of("not XML", "%PDF-1.4"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileMessages")
    void isRefusedInBoundedTimeAndNothingIsKept(String what, String message) throws Exception {
        long before = transmissions();
        long begun = System.nanoTime();

        HttpResponse<String> answer = post(bearer(), message);

        assertThat(answer.statusCode()).isIn(400, 413, 500);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(answer.body()).doesNotContain("root:", "Exception", "com.ctc", "org.apache", "java.");
        assertThat(transmissions()).isEqualTo(before);
    }

    @Test
    void moreThanOneAttachmentIsRefused() throws Exception {
        long before = transmissions();
        StringBuilder parts =
                new StringBuilder(part("root@test", "application/xop+xml", envelope("", xop("cid:p51@test"))));
        for (int i = 1; i <= 51; i++) {
            parts.append(part("p" + i + "@test", "application/octet-stream", "x"));
        }
        parts.append("--").append(BOUNDARY).append("--\r\n");

        HttpResponse<String> answer = send(bearer(), BodyPublishers.ofString(parts.toString()), mtomType());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(transmissions()).isEqualTo(before);
    }

    @Test
    void anAttachmentWithoutItsEndIsNotTakenForAWholeOne() throws Exception {
        long before = transmissions();
        String whole = part("root@test", "application/xop+xml", envelope("", xop("cid:o@test")))
                + part("o@test", "application/octet-stream", As2Hubs.order("PO-CUT"));

        HttpResponse<String> answer =
                send(bearer(), BodyPublishers.ofString(whole.substring(0, whole.length() - 40)), mtomType());

        assertThat(answer.statusCode()).isIn(400, 500);
        assertThat(transmissions()).isEqualTo(before);
    }

    @AfterEach
    void theHubStillServes() throws Exception {
        assertThat(get("?wsdl").statusCode()).isEqualTo(200);
    }

    // ---- messages ---------------------------------------------------------------------------------------------------

    private static String envelope(String header, String body) {
        return "<soap:Envelope xmlns:soap=\"" + SOAP + "\" xmlns:t=\"urn:lading:partner:1\"><soap:Header>" + header
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
    }

    private static String submit(String key, String base64) {
        return "<t:SubmitInterchange><t:idempotencyKey>" + key + "</t:idempotencyKey><t:fileName>order.x12</t:fileName>"
                + "<t:payload>" + base64 + "</t:payload></t:SubmitInterchange>";
    }

    private static String xop(String href) {
        return "<t:SubmitInterchange><t:payload><x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\""
                + href + "\"/></t:payload></t:SubmitInterchange>";
    }

    private static String byId(String id) {
        return "<t:GetStatus><t:transmission>" + id + "</t:transmission></t:GetStatus>";
    }

    private static String byNumber(String number) {
        return "<t:GetStatus><t:number>" + number + "</t:number></t:GetStatus>";
    }

    private static String userNameToken(String user, String password) {
        return "<wsse:Security xmlns:wsse=\"" + WSSE
                + "\" soap:mustUnderstand=\"1\"><wsse:UsernameToken><wsse:Username>"
                + user + "</wsse:Username><wsse:Password>" + password
                + "</wsse:Password></wsse:UsernameToken></wsse:Security>";
    }

    private static String userNameToken(String user, String password, String nonce, String created) {
        return userNameToken(user, password)
                .replace(
                        "</wsse:UsernameToken>",
                        "<wsse:Nonce>" + nonce + "</wsse:Nonce><wsu:Created xmlns:wsu=\"" + WSU + "\">" + created
                                + "</wsu:Created></wsse:UsernameToken>");
    }

    private static String order(String number) {
        return Base64.getEncoder().encodeToString(As2Hubs.order(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] large(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String part(String id, String type, String content) {
        return "--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\nContent-ID: <" + id + ">\r\n\r\n" + content
                + "\r\n";
    }

    private static BodyPublisher mtom(String href, String id, byte[] content) {
        String head = part(
                        "root@test", "application/xop+xml; charset=UTF-8; type=\"text/xml\"", envelope("", xop(href)))
                + "--" + BOUNDARY + "\r\nContent-Type: application/octet-stream\r\nContent-ID: <" + id + ">\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        return BodyPublishers.ofInputStream(() -> joined(head, content, tail));
    }

    private static InputStream joined(String head, byte[] content, String tail) {
        InputStream begin = new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
        InputStream end = new ByteArrayInputStream(tail.getBytes(StandardCharsets.US_ASCII));
        return new SequenceInputStream(begin, new SequenceInputStream(new ByteArrayInputStream(content), end));
    }

    private static String mtomType() {
        return "multipart/related; type=\"application/xop+xml\"; start=\"<root@test>\"; start-info=\"text/xml\"; boundary=\""
                + BOUNDARY + "\"";
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

    private static String one(String element, String xml) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]+)</").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
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
