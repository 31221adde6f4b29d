package io.lading.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Finding.Origin;
import org.junit.jupiter.api.Test;

/** What to do about a fault depends on whose it is. */
class AdviceTest {
    private static final Position RECEIVED =
            new Position("po.edi", "1", "905", "0017", "850", "PO1", 3, 2, 0, 0, "quantity", 40);

    @Test
    void aFaultOfWhatWasReceivedIsForItsSenderToMend() {
        assertThat(letterForDigit(RECEIVED).advice())
                .isEqualTo("Ask the sender to check for a letter typed in place of a digit, such as O for zero.");
    }

    @Test
    void aFaultOfWhatWeWriteIsOursToMend() {
        assertThat(letterForDigit(RECEIVED.asWritten("850")).message())
                .isEqualTo(
                        "expected a number, found \"1O\". It is in what the hub writes: correct the map, or the value of the"
                                + " document that it was written from.");
    }

    private static Finding letterForDigit(Position position) {
        return new Finding(FindingCode.NUMBER_MALFORMED, Severity.ERROR, Origin.STANDARD, position, "a number", "1O");
    }
}
