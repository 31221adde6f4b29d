package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.basic;
import static io.lading.endtoend.DoorsHub.bearer;
import static io.lading.endtoend.DoorsHub.gzip;
import static io.lading.endtoend.DoorsHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partners at their own paths, by token, certificate and signature, and what they get for an answer. */
@Timeout(120)
class PartnerPathTest {
    private static final DoorsHub HUB = DoorsHub.shared();
    private static final String GLOBEX = "/partners/globex/orders";
    private static final String HOOLI = "/partners/hooli/orders";
    private static final String STARK = "/partners/stark/orders";
    private static final String WAYNE = "/partners/wayne/orders";

    // ---- answers ----------------------------------------------------------------------------------------------------

    @Test
    void answersWithTheAcknowledgementItselfWhereThatIsAgreed() {
        Answer answer = HUB.partners.post(GLOBEX, order("GLOBEX", 101), bearer(HUB.globexToken));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/edi-x12");
        assertThat(answer.body()).startsWith("ISA*").contains("ST*997*", "AK1*PO*101", "AK5*A", "AK9*A*1*1*1");

        Answer again = HUB.partners.get(answer.header("Location") + "/result", bearer(HUB.globexToken));
        assertThat(again.body()).contains("\"standing\"", "997");
    }

    @Test
    void answersWithARefusingAcknowledgementAsWell() {
        String bad = order("GLOBEX", 102).replace("SE*5*", "SE*9*");

        assertThat(HUB.partners.post(GLOBEX, bad, bearer(HUB.globexToken)).body())
                .contains("AK5*R*4", "AK9*R*1*1*0");
    }

    @Test
    void givesTheSameAnswerToTheSameSubmission() {
        String[] headers = {bearer(HUB.globexToken), "Idempotency-Key: once"};
        Answer first = HUB.partners.post(GLOBEX, order("GLOBEX", 103), headers);
        Answer second = HUB.partners.post(GLOBEX, order("GLOBEX", 103), headers);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(HUB.partners.post(GLOBEX, order("GLOBEX", 104), headers).status())
                .isEqualTo(422);
    }

    @Test
    void answersWithACxmlResponseWhereThatIsAgreed() {
        Answer good = signed(order("WAYNE", 105), Instant.now());
        assertThat(good.status()).as(good.text()).isEqualTo(200);
        assertThat(good.header("Content-Type")).startsWith("text/xml");
        assertThat(good.body()).contains("<Response><Status code=\"200\" text=\"OK\"></Status></Response>");

        Answer bad = signed(order("WAYNE", 106).replace("SE*5*", "SE*9*"), Instant.now());
        assertThat(bad.body()).contains("<Status code=\"406\" text=\"Not Acceptable\">", "expected 5");

        Answer unreadable = signed("no document <of> any & kind", Instant.now());
        assertThat(unreadable.body()).contains("<Status code=\"406\"");
    }

    // ---- Basic authentication and packed bodies --------------------------------------------------------------------

    @Test
    void takesTheTokenAsTheAgreedUsersPassword() {
        Answer byPath = HUB.partners.post(GLOBEX, order("GLOBEX", 120), basic("edi-globex", HUB.globexToken));
        assertThat(byPath.status()).as(byPath.text()).isEqualTo(200);

        Answer byApi =
                HUB.partners.post("/api/v1/interchanges", order("GLOBEX", 121), basic("edi-globex", HUB.globexToken));
        assertThat(byApi.status()).as(byApi.text()).isEqualTo(202);
    }

    @Test
    void asksForBasicOnlyWithThatUserAndWhereItIsAgreed() {
        Answer other = HUB.partners.post(GLOBEX, order("GLOBEX", 122), basic("globex", HUB.globexToken));
        assertThat(other.status()).as("another user").isEqualTo(401);
        assertThat(other.header("WWW-Authenticate")).startsWith("Bearer, Basic realm=");

        assertThat(HUB.partners
                        .as(HUB.hooli)
                        .post(STARK, order("STARK", 123), basic("edi-globex", HUB.starkToken))
                        .status())
                .as("not agreed with that partner")
                .isEqualTo(401);
        assertThat(HUB.partners
                        .post("/api/v1/interchanges", order("GLOBEX", 124), basic("edi-globex", "wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners
                        .post(GLOBEX, order("GLOBEX", 125), "Authorization: Basic !!!")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aPackedBodyIsKeptAndKnownAgainAsWhatItUnpacksTo() {
        String[] packed = {bearer(HUB.globexToken), "Idempotency-Key: packed", "Content-Encoding: gzip"};
        String[] plain = {bearer(HUB.globexToken), "Idempotency-Key: packed"};
        Answer first = HUB.partners.post(GLOBEX, gzip(order("GLOBEX", 126)), packed);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.body()).contains("AK9*A*1*1*1");

        Answer again = HUB.partners.post(GLOBEX, order("GLOBEX", 126), plain);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void theSignatureIsOverTheBytesAsTheyAreSent() {
        String packed = gzip(order("WAYNE", 127));
        Answer answer = HUB.partners.post(WAYNE, packed, signature(packed, Instant.now()), "Content-Encoding: gzip");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);

        assertThat(HUB.partners
                        .post(
                                WAYNE,
                                gzip(order("WAYNE", 128)),
                                signature(order("WAYNE", 128), Instant.now()),
                                "Content-Encoding: gzip")
                        .status())
                .isEqualTo(401);
    }

    // ---- certificates -----------------------------------------------------------------------------------------------

    @Test
    void knowsAPartnerByThePinnedCertificateAlone() {
        Answer answer = HUB.partners.as(HUB.hooli).post(HOOLI, order("HOOLI", 107));

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        Answer result = HUB.partners.as(HUB.hooli).get(answer.header("Location"));
        assertThat(result.status()).isEqualTo(200);
    }

    @Test
    void refusesEveryOtherCertificateInTheSameWords() {
        Answer none = HUB.partners.post(HOOLI, order("HOOLI", 108));
        Answer expired = HUB.partners.as(HUB.hooliLastYear).post(HOOLI, order("HOOLI", 109));
        Answer stranger = HUB.partners.as(HUB.stranger).post(HOOLI, order("HOOLI", 110));
        Answer another = HUB.partners.as(HUB.hooli).post(GLOBEX, order("HOOLI", 111));
        Answer unknown = HUB.partners.as(HUB.hooli).post("/partners/nobody/orders", order("HOOLI", 112));

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.body()).contains("Show all that is agreed for this path");
        for (Answer answer : new Answer[] {expired, stranger, another, unknown}) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(none.body());
        }
    }

    @Test
    void wantsBothWhereTokenAndCertificateAreAgreed() {
        RawHttp withCertificate = HUB.partners.as(HUB.hooli);
        String token = bearer(HUB.starkToken);

        assertThat(HUB.partners.post(STARK, order("STARK", 113), token).status())
                .isEqualTo(401);
        assertThat(withCertificate.post(STARK, order("STARK", 114)).status()).isEqualTo(401);
        assertThat(withCertificate
                        .post(STARK, order("STARK", 115), bearer(HUB.globexToken))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners
                        .post("/api/v1/interchanges", order("STARK", 116), token)
                        .status())
                .as("the other path is no way around it")
                .isEqualTo(401);

        Answer answer = withCertificate.post(STARK, order("STARK", 117), token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).contains("\"standing\"", "\"sets\"");
        assertThat(withCertificate
                        .post("/api/v1/interchanges", order("STARK", 118), token)
                        .status())
                .isEqualTo(202);
    }

    // ---- signatures -------------------------------------------------------------------------------------------------

    @Test
    void takesASignatureOnceAndInItsTime() {
        Instant now = Instant.now();
        String header = signature(order("WAYNE", 119), now);

        assertThat(HUB.partners.post(WAYNE, order("WAYNE", 119), header).status())
                .isEqualTo(200);
        assertThat(HUB.partners.post(WAYNE, order("WAYNE", 119), header).status())
                .as("overheard and sent again")
                .isEqualTo(401);
        assertThat(signed(order("WAYNE", 120), now.minus(Duration.ofMinutes(6))).status())
                .isEqualTo(401);
        assertThat(signed(order("WAYNE", 120), now.plus(Duration.ofMinutes(6))).status())
                .isEqualTo(401);
    }

    @Test
    void keepsNothingOfABodyThatIsNotTheSignedOne() {
        String body = order("WAYNE", 121);
        String header = signature(body, Instant.now());
        String large = body + " ".repeat(200_000);
        String headerOfLarge = signature(large, Instant.now());

        assertThat(HUB.partners
                        .post(WAYNE, body.replace("*2*EA", "*9*EA"), header)
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners.post(WAYNE, large + " ", headerOfLarge).status())
                .isEqualTo(401);
        assertThat(HUB.partners.post(WAYNE, "", header).status()).isEqualTo(401);
        assertThat(HUB.partners.post(WAYNE, body).status()).isEqualTo(401);
        assertThat(HUB.partners
                        .post(WAYNE, body, header.replace("v1=", "v1=00"))
                        .status())
                .isEqualTo(401);
        assertThat(HUB.partners.get(WAYNE + "/transmissions/1", header).status())
                .as("a signature is for bodies")
                .isEqualTo(401);

        assertThat(HUB.partners.post(WAYNE, large, headerOfLarge).status())
                .as("stored as it came, and proven at its end")
                .isEqualTo(200);
        assertThat(HUB.own
                        .get("/api/v1/transmissions?connection=wayne/orders", bearer(HUB.administrator))
                        .body())
                .containsOnlyOnce("\"number\":\"PO-121\"");
    }

    private static Answer signed(String body, Instant at) {
        return HUB.partners.post(WAYNE, body, signature(body, at));
    }

    private static String signature(String body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(DoorsHub.SIGNING_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            String hex = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.ISO_8859_1)));
            return "Lading-Signature: t=" + at.getEpochSecond() + ",v1=" + hex;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
