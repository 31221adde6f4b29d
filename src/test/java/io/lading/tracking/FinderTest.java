package io.lading.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.RecordedOrders.Sample;
import io.lading.tracking.RecordedOrders.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTest {
    private static RecordedOrders record;
    private static Written good;
    private static Written rejected;
    private static Written repeated;
    private static Written unrecognised;
    private static Written retrying;
    private static Written held;

    @BeforeAll
    static void writeDownAFewTransmissions() {
        record = new RecordedOrders();
        good = record.write(Sample.delivered("PO-4711", "000000905"));
        rejected = record.write(Sample.rejected("000000906"));
        repeated = record.write(Sample.delivered("", "000000905")
                .states(TransmissionState.REPEATED, InterchangeState.REPEATED, SetState.REPEATED));
        unrecognised = record.write(Sample.unrecognised("000000907"), "acme", "acme/in", "strange.edi");
        retrying = record.write(
                Sample.delivered("PO-4800", "000000908").delivery(DeliveryState.RETRYING, "HTTP 503 down"));
        held = record.write(Sample.delivered("po-4900", "000000909").delivery(DeliveryState.HELD, "Add the map."));
    }

    @AfterAll
    static void close() {
        record.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PO-4711", "po-4711", "PO-47", "CT-000000905", "000000905", "905", "orders-000000905.edi"})
    void findsADocumentByAnyNumberOrNameSomebodyKnows(String text) {
        List<DocumentSummary> found = record.finder.documents(Search.text(text));

        assertThat(found).extracting(DocumentSummary::id).contains(text(good.document()));
    }

    @Test
    void findsByTheIdOfAnythingInIt() {
        for (long id : new long[] {good.transmission(), good.document(), good.set(), good.delivery(), good.carrier()}) {
            assertThat(record.finder.activity(Search.text(text(id).toLowerCase(java.util.Locale.ROOT))))
                    .as("id %s", text(id))
                    .extracting(Entry::id)
                    .contains(text(good.document()));
        }
        assertThat(record.finder.transmissions(Search.text(text(rejected.set()))))
                .extracting(TransmissionSummary::id)
                .containsExactly(text(rejected.transmission()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "%", "_", "PO-4711' or true --", "<script>", "\\", "ZZZZZZZZZZZZZ", "é\u0001"})
    void findsNothingForWhatIsNotThereHoweverItIsWritten(String text) {
        assertThat(record.finder.activity(Search.text(text))).isEmpty();
    }

    @Test
    void showsATransmissionOnceWithItsDocumentInFront() {
        List<Entry> found = record.finder.activity(Search.text("000000905"));

        assertThat(found).extracting(Entry::id).containsExactly(text(repeated.transmission()), text(good.document()));
    }

    @Test
    void listsTheNewestFirstAPageAtATime() {
        List<TransmissionSummary> first =
                record.finder.transmissions(incoming().limit(4).build());
        long last = Parts.id(first.get(3).id());
        List<TransmissionSummary> second =
                record.finder.transmissions(incoming().limit(4).after(last).build());

        assertThat(first)
                .extracting(TransmissionSummary::id)
                .containsExactly(
                        text(held.transmission()),
                        text(retrying.transmission()),
                        text(unrecognised.transmission()),
                        text(repeated.transmission()));
        assertThat(second)
                .extracting(TransmissionSummary::id)
                .containsExactly(text(rejected.transmission()), text(good.transmission()));
    }

    @Test
    void saysInOneWordWhereEachStands() {
        assertThat(record.finder.transmissions(incoming().build()))
                .extracting(TransmissionSummary::standing)
                .containsExactly(
                        Standing.HELD,
                        Standing.RETRYING,
                        Standing.UNRECOGNISED,
                        Standing.REPEATED,
                        Standing.REJECTED,
                        Standing.DELIVERED);
    }

    @Test
    void narrowsByStandingPartnerTypeDirectionAndTime() {
        for (TransmissionSummary expected :
                record.finder.transmissions(incoming().build())) {
            assertThat(record.finder.transmissions(
                            incoming().state(expected.standing()).build()))
                    .as("%s", expected.standing())
                    .extracting(TransmissionSummary::id)
                    .contains(expected.id());
        }
        assertThat(record.finder.transmissions(
                        incoming().state(Standing.DELIVERED).build()))
                .hasSize(1);
        assertThat(record.finder.transmissions(
                        new Search.Builder().partner("acme").build()))
                .hasSize(1);
        assertThat(record.finder.transmissions(incoming().type("850").build())).hasSize(6);
        assertThat(record.finder.transmissions(incoming().type("order").build()))
                .hasSize(3);
        assertThat(record.finder.transmissions(incoming().type("856").build())).isEmpty();
        assertThat(record.finder.documents(
                        new Search.Builder().state(Standing.HELD).build()))
                .extracting(DocumentSummary::number)
                .containsExactly("po-4900");
        assertThat(record.finder.documents(
                        new Search.Builder().state(Standing.ON_ITS_WAY).build()))
                .isEmpty();
        assertThat(record.finder.documents(
                        new Search.Builder().number("CT-000000905").build()))
                .hasSize(1);
        assertThat(record.finder.documents(
                        new Search.Builder().number("CT-00000090").build()))
                .isEmpty();
        assertThat(record.finder.documents(
                        new Search.Builder().transmission(good.transmission()).build()))
                .hasSize(1);
        assertThat(record.finder.transmissions(incoming().connection("acme/in").build()))
                .hasSize(1);
        var at = RecordId.instantOf(good.transmission());
        assertThat(record.finder.transmissions(incoming()
                        .from(at.minusSeconds(60))
                        .to(at.plusSeconds(3600))
                        .build()))
                .hasSize(6);
        assertThat(record.finder.transmissions(incoming()
                        .from(at.minusSeconds(60))
                        .to(at.minusSeconds(30))
                        .build()))
                .isEmpty();
    }

    @Test
    void everyStandingIsAFilterThatTheDatabaseUnderstands() {
        for (Standing standing : Standing.values()) {
            record.finder.transmissions(new Search.Builder().state(standing).build());
            record.finder.documents(new Search.Builder().state(standing).build());
            assertThat(Standing.parse(standing.words())).hasValue(standing);
        }
        assertThat(Standing.parse("gone")).isEmpty();
    }

    @Test
    void givesBackEverythingInATransmission() {
        TransmissionView view =
                record.finder.transmission(rejected.transmission()).orElseThrow();

        assertThat(view.interchanges()).singleElement().satisfies(interchange -> {
            assertThat(interchange.sender()).isEqualTo("14 0123456789012");
            assertThat(interchange.groups()).singleElement().satisfies(group -> assertThat(group.listed())
                    .singleElement()
                    .satisfies(set -> {
                        assertThat(set.state()).isEqualTo(SetState.REJECTED);
                        assertThat(set.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.place())
                                    .isEqualTo(RecordedOrders.quantityWithLetter("000000906")
                                            .position()
                                            .toString());
                            assertThat(finding.found()).isEqualTo("1O");
                        });
                    }));
        });
        assertThat(view.acknowledgements()).singleElement().satisfies(answer -> {
            assertThat(answer.kind()).isEqualTo("997");
            assertThat(answer.carrierState()).isEqualTo(TransmissionState.SENT);
        });
        assertThat(record.finder.transmission(7)).isEmpty();
        assertThat(record.finder.document(good.transmission())).isEmpty();
    }

    @Test
    void keepsWhatNobodyCouldTakeWithTheReasonAndWhatToDo() {
        assertThat(record.work().list(states(Standing.UNRECOGNISED)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.transmission()).isEqualTo(text(unrecognised.transmission()));
                    assertThat(entry.reason())
                            .isEqualTo("Expected a sender this connection may carry, found <script>alert(1)</script>.");
                    assertThat(entry.whatToDo()).endsWith("Then reprocess it.");
                    assertThat(entry.claims()).startsWith("850 in 004010 from 14 0123456789012 to ZZ SUPPLIER01");
                });
    }

    @Test
    void countsWhatWaitsForAPerson() {
        Finder.Counters counters =
                record.finder.counters(RecordId.instantOf(good.transmission()).minus(Duration.ofHours(1)));

        assertThat(counters.received()).isEqualTo(6);
        assertThat(counters.underWay()).containsEntry(Standing.RETRYING, 1L);
        assertThat(record.work().counts())
                .containsEntry(Standing.UNRECOGNISED, 1L)
                .containsEntry(Standing.REJECTED, 1L);
    }

    @Test
    void handsOutPayloads() throws IOException {
        Finder.Payload raw = record.finder.payloadOf(good.transmission()).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        record.finder.copy(raw, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(RecordedOrders.INTERCHANGE);
        assertThat(new String(record.finder.range(raw, 0, 3), StandardCharsets.UTF_8))
                .isEqualTo("ISA");
        assertThat(record.finder.range(raw, 1 << 20, 2 << 20)).isEmpty();
        assertThat(record.finder.canonicalOf(good.document()).orElseThrow().mediaType())
                .isEqualTo("application/json");
    }

    private static WorkWanted states(Standing... wanted) {
        return new WorkWanted(List.of(), Optional.empty(), List.of(wanted), 50, Optional.empty());
    }

    private static Search.Builder incoming() {
        return new Search.Builder().direction(Direction.IN);
    }

    private static String text(long id) {
        return RecordId.text(id);
    }
}
