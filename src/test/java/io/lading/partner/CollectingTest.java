package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.Collecting.CutOff;
import io.lading.partner.Collecting.Heap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectingTest {
    @Test
    void leavesAtTheFirstCutOffAfterTheFirstDocumentByThePartnersClocks() {
        Collecting collecting = berlin("MON-FRI 11:00", "MON-FRI 17:00");

        assertThat(collecting.latest(at("2026-11-23T08:00:00Z"))).contains(at("2026-11-23T10:00:00Z"));
        assertThat(collecting.latest(at("2026-11-23T10:00:00Z")))
                .as("what comes at the cut-off waits for the next")
                .contains(at("2026-11-23T16:00:00Z"));
        assertThat(collecting.latest(at("2026-11-20T16:30:00Z")))
                .as("Friday evening, for Monday")
                .contains(at("2026-11-23T10:00:00Z"));
    }

    @Test
    void hasNoCutOffOnAHoliday() {
        Collecting collecting = berlin("MON-FRI 17:00");

        assertThat(collecting.latest(at("2026-12-24T20:00:00Z"))).contains(at("2026-12-28T16:00:00Z"));
    }

    @Test
    void hasACutOffOfItsOwnHourInSummer() {
        Collecting collecting = berlin("SAT,SUN 02:30");

        assertThat(collecting.latest(at("2026-03-28T12:00:00Z")))
                .as("02:30 does not exist on that Sunday; clocks show 03:30")
                .contains(at("2026-03-29T01:30:00Z"));
        assertThat(collecting.latest(at("2026-07-04T12:00:00Z"))).contains(at("2026-07-05T00:30:00Z"));
    }

    @Test
    void isDueOnceTheTimeIsOverOrEnoughWait() {
        Instant came = at("2026-11-23T08:00:00Z");
        Collecting collecting = new Collecting(
                berlin("MON-FRI 17:00").cutOffs(),
                Set.of(),
                ZoneId.of("Europe/Berlin"),
                Optional.of(Duration.ofHours(4)),
                500,
                20);

        assertThat(collecting.isDue(new Heap(came, 499, 19_999), came.plusSeconds(14_399)))
                .isFalse();
        assertThat(collecting.isDue(new Heap(came, 1, 1), came.plusSeconds(14_400)))
                .as("four hours after the first")
                .isTrue();
        assertThat(collecting.isDue(new Heap(came, 500, 1), came)).isTrue();
        assertThat(collecting.isDue(new Heap(came, 1, 20_000), came)).isTrue();
        assertThat(collecting.isDue(new Heap(at("2026-11-23T15:00:00Z"), 1, 1), at("2026-11-23T16:00:00Z")))
                .as("the cut-off comes before the four hours are over")
                .isTrue();
        assertThat(collecting.words(came))
                .isEqualTo(
                        "leaves with others on Mon 23 Nov 13:00 (Europe/Berlin) at the latest, sooner with 500 documents or 20 kB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17:00", "MON 17", "MON 24:00", "MON-FRI-SAT 17:00", "MONDAY 17:00", "MON 17:60"})
    void takesNoOtherForm(String text) {
        assertThat(CutOff.parse(text)).isEmpty();
    }

    private static Collecting berlin(String... cutOffs) {
        return new Collecting(
                Arrays.stream(cutOffs)
                        .map(text -> CutOff.parse(text).orElseThrow())
                        .toList(),
                Set.of(LocalDate.parse("2026-12-25")),
                ZoneId.of("Europe/Berlin"),
                Optional.empty(),
                0,
                0);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
