package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Messages to the SOAP door, good ones and hostile ones, as text. */
final class SoapMessages {
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String BOUNDARY = "=-part-of-a-test";

    private SoapMessages() {}

    /** What must be refused: the number of the group of inputs that it belongs to, and the message. */
    static Stream<Arguments> hostile() {
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

    static String envelope(String header, String body) {
        return "<soap:Envelope xmlns:soap=\"" + SOAP + "\" xmlns:t=\"urn:lading:partner:1\"><soap:Header>" + header
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
    }

    static String submit(String key, String base64) {
        return "<t:SubmitInterchange><t:idempotencyKey>" + key + "</t:idempotencyKey><t:fileName>order.x12</t:fileName>"
                + "<t:payload>" + base64 + "</t:payload></t:SubmitInterchange>";
    }

    static String xop(String href) {
        return "<t:SubmitInterchange><t:payload><x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\""
                + href + "\"/></t:payload></t:SubmitInterchange>";
    }

    static String byId(String id) {
        return "<t:GetStatus><t:transmission>" + id + "</t:transmission></t:GetStatus>";
    }

    static String byNumber(String number) {
        return "<t:GetStatus><t:number>" + number + "</t:number></t:GetStatus>";
    }

    static String userNameToken(String user, String password) {
        return "<wsse:Security xmlns:wsse=\"" + WSSE
                + "\" soap:mustUnderstand=\"1\"><wsse:UsernameToken><wsse:Username>"
                + user + "</wsse:Username><wsse:Password>" + password
                + "</wsse:Password></wsse:UsernameToken></wsse:Security>";
    }

    static String userNameToken(String user, String password, String nonce, String created) {
        return userNameToken(user, password)
                .replace(
                        "</wsse:UsernameToken>",
                        "<wsse:Nonce>" + nonce + "</wsse:Nonce><wsu:Created xmlns:wsu=\"" + WSU + "\">" + created
                                + "</wsu:Created></wsse:UsernameToken>");
    }

    static String order(String number) {
        return Base64.getEncoder().encodeToString(As2Hubs.order(number).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] large(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static String part(String id, String type, String content) {
        return "--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\nContent-ID: <" + id + ">\r\n\r\n" + content
                + "\r\n";
    }

    static BodyPublisher mtom(String href, String id, byte[] content) {
        String head = part(
                        "root@test", "application/xop+xml; charset=UTF-8; type=\"text/xml\"", envelope("", xop(href)))
                + "--" + BOUNDARY + "\r\nContent-Type: application/octet-stream\r\nContent-ID: <" + id + ">\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        return BodyPublishers.ofInputStream(() -> joined(head, content, tail));
    }

    /** A message with attachments p1, p2 and so on. */
    static String related(String href, List<String> contents) {
        StringBuilder parts =
                new StringBuilder(part("root@test", "application/xop+xml; type=\"text/xml\"", envelope("", xop(href))));
        for (int i = 0; i < contents.size(); i++) {
            parts.append(part("p" + (i + 1) + "@test", "application/octet-stream", contents.get(i)));
        }
        return parts.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    static InputStream joined(String head, byte[] content, String tail) {
        InputStream begin = new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
        InputStream end = new ByteArrayInputStream(tail.getBytes(StandardCharsets.US_ASCII));
        return new SequenceInputStream(begin, new SequenceInputStream(new ByteArrayInputStream(content), end));
    }

    static String mtomType() {
        return "multipart/related; type=\"application/xop+xml\"; start=\"<root@test>\"; start-info=\"text/xml\"; boundary=\""
                + BOUNDARY + "\"";
    }

    /** The text of an element that an answer has once. */
    static String one(String element, String xml) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]+)</").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
