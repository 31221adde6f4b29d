package io.lading.endtoend;

import static io.lading.endtoend.DoorsHub.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.RawHttp.Answer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SOAP messages with attachments (MTOM) and a length, as most programs send them. */
@Timeout(120)
class SoapAttachmentsTest {
    private static final DoorsHub HUB = DoorsHub.shared();

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 504, 4_000, 400_000})
    void aSmallAttachmentOfKnownLengthIsKeptAndAnswered(int size) {
        long before = transmissions();

        Answer answer = send("cid:p1@test", List.of(new String(SoapMessages.large(size), ISO_8859_1)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("<transmission>");
        assertThat(transmissions()).isEqualTo(before + 1);
    }

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {2, 51, 500})
    void moreThanOneAttachmentIsRefusedWhicheverThePayloadIs(int parts) {
        long before = transmissions();

        for (String reference : List.of("cid:p1@test", "cid:p" + parts + "@test")) {
            Answer answer = send(reference, Collections.nCopies(parts, "x"));

            assertThat(answer.status()).as(reference).isEqualTo(500);
            assertThat(answer.text()).contains("BAD_REQUEST", "more than one attachment");
        }
        assertThat(transmissions()).isEqualTo(before);
    }

    @Test
    void anAttachmentWithoutItsEndIsNotTakenForAWholeOne() {
        long before = transmissions();
        String whole = SoapMessages.related("cid:p1@test", List.of(As2Hubs.order("PO-CUT")));

        Answer answer = post(whole.substring(0, whole.length() - 60));

        assertThat(answer.status()).as(answer.text()).isIn(400, 500);
        assertThat(transmissions()).isEqualTo(before);
    }

    private static Answer send(String reference, List<String> contents) {
        return post(SoapMessages.related(reference, contents));
    }

    private static Answer post(String message) {
        return HUB.partners.post(
                "/services/lading",
                message,
                bearer(HUB.soapToken),
                "Content-Type: " + SoapMessages.mtomType(),
                "SOAPAction: \"\"");
    }

    private static long transmissions() {
        return Long.parseLong(HUB.texts("select count(*)::text from transmission where partner = 'umbrella'")
                .get(0));
    }
}
