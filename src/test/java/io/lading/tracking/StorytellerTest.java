package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.FindingForm;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.tracking.RecordedOrders.Sample;
import io.lading.tracking.RecordedOrders.Written;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorytellerTest {
    private final RecordedOrders record = new RecordedOrders();
    private final Storyteller storyteller = new Storyteller(
            id -> Map.of("globex", "Globex", "initech", "Initech").getOrDefault(id, id),
            id -> Optional.empty(),
            ZoneOffset.UTC);

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void tellsAGoodOrderFromReceiptToDelivery() {
        Written ids = record.write(Sample.delivered("PO-4711", "000000905"));

        Story story = document(ids);

        assertThat(story.title()).isEqualTo("PO-4711");
        assertThat(story.subject()).isEqualTo("Globex → Initech, 10 lines, 84,212.50 USD");
        assertThat(story.duration()).isEqualTo(Duration.ofMillis(41));
        assertThat(text(story)).isEqualTo("""
                .113 received: 253 bytes over http through globex/orders-in, file orders-000000905.edi
                .118 identified: 850 in 004010, agreement globex/receives-order
                .119 validated: no findings
                .120 acknowledged: 997 accepted, sent 10:04:02.113
                .121 translated: Order by x12/850-order, 1 element not used (REF 6679)
                .123 decided: to Initech (erp)
                .154 delivered: Initech (erp): HTTP 201 sales order SO-20077
                """);
    }

    @Test
    void tellsWhichFieldsHadNoPlaceInWhatWasSent() {
        Written ids = record.write(Sample.delivered("PO-4712", "000000915"));
        Finding notSent = new Finding(
                FindingCode.FIELD_NOT_WRITTEN,
                Severity.NOTE,
                Finding.Origin.MAP,
                Position.ofField("ORDERS", "codes[0].value"),
                "a rule that writes codes[0].value",
                "B");
        record.update(
                "update delivery set findings = ?::jsonb where document_id is not null",
                String.valueOf(FindingForm.write(List.of(notSent, notSent), 10)));

        assertThat(text(document(ids)))
                .contains(
                        "translated: for Initech (erp) as xml/initech-order, 2 fields not sent: codes[0].value, codes[0].value\n");
    }

    @Test
    void tellsWhyAnOrderWasRefusedAndWhatWeAnswered() {
        Written ids = record.write(Sample.rejected("000000906"));

        Story story = transmission(ids.transmission());

        assertThat(story.title()).isEqualTo("850 0001");
        assertThat(story.standing()).isEqualTo(Standing.REJECTED);
        assertThat(text(story)).isEqualTo("""
                .113 received: 253 bytes over http through globex/orders-in, file orders-000000906.edi
                .117 unwrapped: interchange 000000906, 1 transaction set of 850
                .118 identified: agreement globex/receives-order
                .119 validated: 1 finding: segment 3 PO1, element 2 (quantity ordered): expected a number, found "1O". \
                Ask the sender to check for a letter typed in place of a digit, such as O for zero.
                .120 acknowledged: 997 rejected, sent 10:04:02.113
                .143 rejected: nothing of it went further
                """);
    }

    @Test
    void tellsThatARepeatHadNoSecondEffect() {
        Written ids = record.write(Sample.delivered("", "000000905")
                .states(TransmissionState.REPEATED, InterchangeState.REPEATED, SetState.REPEATED));

        assertThat(text(transmission(ids.transmission())))
                .endsWith(".143 repeated: the same interchange came before (interchange " + RecordId.text(ids.group())
                        + "); nothing was done twice\n");
    }

    @Test
    void tellsWhyNobodyCouldTakeIt() {
        Written ids = record.write(Sample.unrecognised("000000907"));

        assertThat(text(transmission(ids.transmission())))
                .contains("unrecognised: expected a sender this connection may carry, found ")
                .contains("check who sent it before adding the identifier");
    }

    @Test
    void tellsEachTryAndWhatIsStillToCome() {
        Written ids = record.write(
                Sample.delivered("PO-4800", "000000908").delivery(DeliveryState.RETRYING, "HTTP 503 down"));
        record.add(new WorkRow(
                record.id(),
                Hop.DELIVER,
                Lane.INTERACTIVE,
                "initech/erp",
                ids.carrier(),
                20,
                null,
                null,
                null,
                ids.transmission(),
                null));
        record.update("update work set ready_at = ?", RecordedOrders.at(5_000));

        assertThat(text(document(ids))).endsWith("""
                .154 tried: Initech (erp): HTTP 503 down for maintenance
                - retrying: Initech (erp) is tried again at 10:04:07.113
                """);
        assertThat(text(transmission(ids.carrier()))).isEqualTo("""
                .113 enveloped: Order PO-4800
                .154 tried: Initech (erp): HTTP 503 down for maintenance
                - retrying: Initech (erp) is tried again at 10:04:07.113
                """);
    }

    @Test
    void tellsWhichAnswerIsOwedAndThatItCame() {
        Written ids = record.write(Sample.delivered("PO-4711", "000000905"));
        long sent = record.id();
        record.add(
                outbound(sent, ids),
                new ExpectationRow(
                        record.id(),
                        "997",
                        ExpectationState.OPEN,
                        "initech",
                        sent,
                        null,
                        ids.carrier(),
                        RecordedOrders.at(3_600_000),
                        RecordedOrders.at(13)));
        assertThat(text(document(ids))).endsWith("- waiting: for the 997 from Initech until 11:04\n");
        assertThat(record.finder
                        .transmission(ids.carrier())
                        .orElseThrow()
                        .summary()
                        .standing())
                .isEqualTo(Standing.SENT);

        record.add(new AcknowledgementRow(
                record.id(),
                Direction.IN,
                "997",
                AcknowledgementStatus.REJECTED,
                sent,
                null,
                null,
                null,
                ids.carrier(),
                null,
                RecordedOrders.at(60_000)));
        record.update("update expectation set state = 'REJECTED'");

        assertThat(text(document(ids))).endsWith(".113 refused: by 997, rejected\n");
        assertThat(transmission(ids.carrier()).standing()).isEqualTo(Standing.REJECTED);
        assertThat(document(ids).duration()).isEqualTo(Duration.ofMillis(41));
    }

    @Test
    void tellsOfEventsWithWhoDidThem() {
        Written ids = record.write(Sample.delivered("PO-4711", "000000905"));
        record.add(new EventRow(
                record.id(),
                "retransmit",
                "administrator",
                ids.transmission(),
                null,
                "Sent again",
                RecordedOrders.at(90_000)));

        assertThat(text(document(ids))).endsWith(".113 noted: Sent again (retransmit, by administrator)\n");
    }

    private static InterchangeRow outbound(long id, Written ids) {
        return new InterchangeRow(
                id,
                ids.carrier(),
                Direction.OUT,
                1,
                InterchangeState.ENVELOPED,
                "X12",
                "ZZ",
                "SUPPLIER01",
                "14",
                "0123456789012",
                "000000001",
                io.lading.interchange.Usage.PRODUCTION,
                "00401",
                "261001",
                "1200",
                new byte[0],
                0,
                10,
                null,
                null,
                null,
                RecordedOrders.START);
    }

    private Story document(Written ids) {
        return storyteller.of(record.finder.document(ids.document()).orElseThrow());
    }

    private Story transmission(long id) {
        return storyteller.of(record.finder.transmission(id).orElseThrow());
    }

    private static String text(Story story) {
        return story.steps().stream()
                .map(step -> (step.at() == null ? "-" : step.at().toString().replaceAll(".*:\\d\\d(.*)Z", "$1")) + " "
                        + step.word() + ": " + step.text() + "\n")
                .collect(Collectors.joining());
    }
}
