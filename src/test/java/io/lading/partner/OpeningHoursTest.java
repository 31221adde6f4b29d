package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isOpenFromItsFirstMinuteUntilItsLastInThePartnersZone() {
        OpeningHours hours = berlin("MON-FRI 06:00-22:00");

        assertThat(hours.isOpen(at("2026-11-23T04:59:59Z"))).isFalse(); // a Monday; Berlin is an hour ahead
        assertThat(hours.isOpen(at("2026-11-23T05:00:00Z"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T20:59:59Z"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T21:00:00Z"))).isFalse();
        assertThat(hours.isOpen(at("2026-11-22T12:00:00Z"))).as("Sunday").isFalse();
    }

    @Test
    void goesOnAfterMidnightWhereItEndsBeforeItBegins() {
        OpeningHours hours = berlin("FRI 22:00-04:00");

        assertThat(hours.isOpen(at("2026-11-27T21:00:00Z"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-28T02:59:00Z"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-28T03:00:00Z"))).isFalse();
        assertThat(hours.isOpen(at("2026-11-27T02:00:00Z")))
                .as("the night before")
                .isFalse();
        assertThat(berlin("SAT 08:00-24:00").isOpen(at("2026-11-28T22:59:00Z"))).isTrue();
        assertThat(berlin("SAT 08:00-24:00").isOpen(at("2026-11-28T23:00:00Z"))).isFalse();
        assertThat(berlin("MON-SUN 00:00-24:00").isOpen(at("2026-11-28T23:00:00Z")))
                .isTrue();
    }

    @Test
    void doesNotBeginOnAHoliday() {
        OpeningHours hours = berlin("MON-FRI 06:00-22:00", "FRI 23:00-02:00");

        assertThat(hours.isOpen(at("2026-12-25T12:00:00Z"))).isFalse();
        assertThat(hours.isOpen(at("2026-12-26T00:30:00Z"))).isFalse();
        assertThat(hours.opens(at("2026-12-24T22:00:00Z"))).contains(at("2026-12-28T05:00:00Z"));
    }

    @Test
    void tellsWhenItOpensNextButNotWhileItIsOpen() {
        OpeningHours hours = berlin("MON,WED 12:00-13:00", "MON 08:00-09:00");

        assertThat(hours.opens(at("2026-11-23T07:30:00Z"))).isEmpty();
        assertThat(hours.opens(at("2026-11-23T08:00:00Z"))).contains(at("2026-11-23T11:00:00Z"));
        assertThat(hours.opens(at("2026-11-23T12:00:00Z"))).contains(at("2026-11-25T11:00:00Z"));
        assertThat(hours.opens(at("2026-11-25T12:00:00Z"))).contains(at("2026-11-30T07:00:00Z"));
    }

    @Test
    void keepsToTheClocksOnTheWallWhenTheyAreChanged() {
        OpeningHours hours = berlin("SUN 02:30-04:00");

        assertThat(hours.opens(at("2026-03-28T12:00:00Z")))
                .as("02:30 does not exist in that night; it is 03:30 then")
                .contains(at("2026-03-29T01:30:00Z"));
        assertThat(berlin("MON-FRI 06:00-22:00").opens(at("2026-03-29T12:00:00Z")))
                .contains(at("2026-03-30T04:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MON",
                "06:00-22:00",
                "MONDAY 06:00-22:00",
                "MON-FRI 6:00-22:00",
                "MON-FRI 06:00-25:00",
                "MON-FRI 06:60-22:00",
                "MON--FRI 06:00-22:00",
                "MON-TUE-WED 06:00-22:00",
                "MON, 06:00-22:00",
                "MON 24:30-01:00"
            })
    void isNotOfAnotherForm(String text) {
        assertThat(OpeningHours.Window.parse(text)).isEmpty();
    }

    private static OpeningHours berlin(String... windows) {
        return new OpeningHours(
                Stream.of(windows)
                        .map(text -> OpeningHours.Window.parse(text).orElseThrow())
                        .toList(),
                Set.of(LocalDate.of(2026, 12, 25)),
                BERLIN);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
