package io.lading.transport.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.HttpCall.Basic;
import io.lading.partner.SoapCall;
import io.lading.partner.SoapCall.Payload;
import io.lading.partner.SoapCall.Version;
import io.lading.security.Secret;
import io.lading.tracking.Outcome;
import io.lading.transport.Sent;
import io.lading.transport.http.TestPartner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a partner's SOAP service, which answers as real ones do. */
class SoapSinkTest {
    private static final String DONE =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><ok/></s:Body></s:Envelope>";
    private static final String TEMPLATE =
            "<Receive xmlns=\"urn:erp\"><key>{key}</key><order>{payload}</order></Receive>";

    private TestPartner partner;

    @BeforeEach
    void start() throws Exception {
        partner = TestPartner.plain();
        partner.answers(exchange -> TestPartner.answer(exchange, 200, DONE));
    }

    @AfterEach
    void stop() {
        partner.close();
    }

    private Sent send(Payload payload, Version version, Optional<Basic> user, String body) {
        SoapCall call = new SoapCall(TEMPLATE, "urn:erp/Receive", version, payload, user.isPresent());
        try (SoapSink sink = new SoapSink(partner.post("/soap", TestPartner.PLAIN), call, user, 4, Clock.systemUTC())) {
            return sink.send(List.of(TestPartner.outbound(body))).get(0);
        }
    }

    private Sent sendXml(String body) {
        return send(Payload.XML, Version.SOAP_1_1, Optional.empty(), body);
    }

    @Test
    void anXmlDocumentStandsInTheEnvelopeWithoutItsDeclaration() {
        Sent sent = sendXml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Order><n>1</n></Order>\n");

        assertThat(sent.outcome()).as(sent.answer()).isEqualTo(Outcome.DELIVERED);
        assertThat(partner.received.get(0).text())
                .contains("<key>key-1</key><order><Order><n>1</n></Order></order></Receive></soap:Body>");
        assertThat(partner.received.get(0).header("SOAPAction")).isEqualTo("\"urn:erp/Receive\"");
        assertThat(partner.received.get(0).header("Idempotency-Key")).isEqualTo("key-1");
    }

    @Test
    void aDocumentCannotBecomeMarkup() {
        send(Payload.TEXT, Version.SOAP_1_2, Optional.empty(), "</order><evil>{key}&</evil>");

        assertThat(partner.received.get(0).text())
                .contains("<order>&lt;/order&gt;&lt;evil&gt;{key}&amp;&lt;/evil&gt;</order>");
        assertThat(partner.received.get(0).header("Content-Type"))
                .contains("application/soap+xml", "action=\"urn:erp/Receive\"");
    }

    @Test
    void signsInByAUserNameTokenWithANonce() {
        send(Payload.BASE64, Version.SOAP_1_1, Optional.of(new Basic("us", Secret.of("a<b"))), "ISA");

        assertThat(partner.received.get(0).text())
                .contains("<wsse:Username>us</wsse:Username>", "#PasswordText\">a&lt;b</wsse:Password>", "<wsse:Nonce>")
                .contains("<wsu:Created>", "<order>SVNB</order>");
    }

    @Test
    void whatDoesNotFitTheEnvelopeIsNotSent() {
        assertThat(sendXml("{\"no\":\"xml\"}").outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sendXml("<a/><b/>").outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sendXml("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a/>")
                        .outcome())
                .isEqualTo(Outcome.PERMANENT);
        assertThat(send(Payload.TEXT, Version.SOAP_1_1, Optional.empty(), "ISA\u001cx")
                        .answer())
                .contains("payload: base64");
        assertThat(partner.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "soap:Client, PERMANENT",
        "soap:Client.Data, PERMANENT",
        "soap:MustUnderstand, PERMANENT",
        "wsse:FailedAuthentication, PERMANENT",
        "soap:Server, TRANSIENT",
        "erp:Locked, TRANSIENT"
    })
    void aFaultIsFinalIfItIsOurs(String code, Outcome outcome) {
        partner.answers(exchange -> TestPartner.answer(
                exchange,
                500,
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault><faultcode>"
                        + code + "</faultcode><faultstring>the period is closed</faultstring></soap:Fault></soap:Body>"
                        + "</soap:Envelope>"));

        Sent sent = sendXml("<a/>");

        assertThat(sent.outcome()).isEqualTo(outcome);
        assertThat(sent.answer()).contains("the period is closed");
    }

    @Test
    void aFaultOfSoap12IsReadToo() {
        partner.answers(exchange -> TestPartner.answer(
                exchange,
                400,
                "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code><e:Value>e:Sender"
                        + "</e:Value></e:Code><e:Reason><e:Text xml:lang=\"en\">unknown item</e:Text></e:Reason></e:Fault>"
                        + "</e:Body></e:Envelope>"));

        Sent sent = sendXml("<a/>");

        assertThat(sent.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(sent.answer()).isEqualTo("SOAP fault Sender: unknown item");
    }

    @Test
    void anAnswerThatIsNoEnvelopeProvesNothing() {
        partner.answers(exchange -> TestPartner.answer(exchange, 200, "<html>Sign in</html>"));
        assertThat(sendXml("<a/>").outcome()).isEqualTo(Outcome.UNKNOWN);

        partner.answers(exchange -> TestPartner.answer(exchange, 202, ""));
        assertThat(sendXml("<a/>").outcome()).as("one-way").isEqualTo(Outcome.DELIVERED);

        partner.answers(exchange -> TestPartner.answer(exchange, 503, "busy"));
        assertThat(sendXml("<a/>").outcome()).isEqualTo(Outcome.TRANSIENT);
    }
}
