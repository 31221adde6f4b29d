package io.lading.routing.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.interchange.Finding;
import io.lading.tracking.RecordedOrders;
import io.lading.tracking.RecordedOrders.Sample;
import io.lading.tracking.UnitOfWork;
import io.lading.validation.Schemas;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal is shown at its place in the bytes that are kept. */
class RefusedSetsTest {
    private final RecordedOrders record = new RecordedOrders();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void theValueThatWasRefusedIsReadFromTheRecord() {
        long set = record.write(Sample.rejected("000000905")).set();
        ElementNote note = new ElementNote(2, 0, 0, "330", "6", "1O");
        SegmentNote segment = new SegmentNote("PO1", 3, "", List.of("8"), List.of(note));
        AnsweredSet answered =
                new AnsweredSet("850", "0001", "R", Disposition.REJECTED, List.of("5"), List.of(segment));

        try (UnitOfWork unit = UnitOfWork.begin(record.database().dataSource())) {
            RefusedSets refused = new RefusedSets(
                    unit, (standard, release, type, guide) -> Schemas.catalog().find(standard, release, type));

            assertThat(refused.trace(set, answered)).singleElement().satisfies(finding -> {
                assertThat(finding.found()).isEqualTo("1O");
                assertThat(finding.position().elementName()).isEqualTo("quantity ordered");
                assertThat(finding.position().offset()).isEqualTo(RecordedOrders.INTERCHANGE.indexOf("1O*EA"));
            });
            assertThat(refused.trace(-1, answered)).isEqualTo(List.<Finding>of());
        }
    }
}
