package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when a partner file says wrongly when something is sent. */
class SendingTimesProblemsTest {
    @TempDir
    private Path temporary;

    private PartnerFolder partners;

    @BeforeEach
    void describeOurselves() {
        partners = new PartnerFolder(temporary).with("us.yaml", PartnerFolder.US);
    }

    @Test
    void hoursAndHolidaysAreRefusedWithTheFormTheyShouldHave() {
        partners.with("globex.yaml", """
                partner: globex
                holidays: [ 2026-12-25, 25.12.2026 ]
                connections:
                  in: { door: folder, direction: in, path: in, window: MON-FRI 06:00-22:00 }
                  out: { door: folder, direction: out, path: out, window: [ MON-FRI 06:00-22:00, weekdays 6-22 ] }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:2:25  'holidays' expects dates such as 2026-12-25, found '25.12.2026'.",
                        "globex.yaml:4:48  The connection 'in' (folder in) has no use for 'window'. It takes: carries,"
                                + " direction, door, files, path, production, settled.",
                        "globex.yaml:5:82  'window' expects days and hours such as MON-FRI 06:00-22:00, found 'weekdays"
                                + " 6-22'.");
    }

    @Test
    void collectingNeedsEdiAndATimeAtWhichTheLastOnesLeave() {
        partners.with("globex.yaml", """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: BUYER01 } ]
                connections: { out: { door: folder, direction: out, path: out } }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: out, collect: { documents: 500 } }
                  - { sends: Order, as: x12/004010/850, name: b, through: out, collect: { at: [ MON 17:00, daily ] } }
                  - { sends: OrderResponse, as: json, through: out, collect: { within: 4h } }
                  - { sends: Order, as: x12/004010/850, name: d, through: out, collect: { within: 4h, documents: 1001 } }
                """);

        assertThat(partners.problems())
                .containsExactly(
                        "globex.yaml:5:64  'collect' needs a time, 'at: MON-FRI 17:00' or 'within: 4h': without one the"
                                + " last documents would wait for ever.",
                        "globex.yaml:6:92  'at' expects days and a time such as MON-FRI 17:00, found 'daily'.",
                        "globex.yaml:7:62  Only EDI can be collected into an interchange; 'json' leaves by itself.",
                        "globex.yaml:8:98  'documents' must be at most 1000; found 1001.");
    }
}
