package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDayTest {

    @ParameterizedTest(name = "rule 48: the day {0} starts at {1} and lasts {2} hours")
    @CsvSource({
        "2026-01-01, 2025-12-31T23:00:00Z, 24",
        "2026-07-14, 2026-07-13T22:00:00Z, 24",
        "2026-03-29, 2026-03-28T23:00:00Z, 23",
        "2026-10-25, 2026-10-24T22:00:00Z, 25"
    })
    void startsAtMidnightInParis(LocalDate day, Instant start, long hours) {
        var end = BusinessDay.start(day.plusDays(1));

        assertThat(BusinessDay.start(day)).isEqualTo(start);
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(hours));
        assertThat(BusinessDay.of(start)).isEqualTo(day);
        assertThat(BusinessDay.of(start.minusNanos(1))).isEqualTo(day.minusDays(1));
        assertThat(BusinessDay.of(end.minusNanos(1))).isEqualTo(day);
    }

    @ParameterizedTest
    @DisplayName("rule 48: on days of clock changes, both hours of the same name belong to the day")
    @CsvSource({
        "2026-10-25T00:30:00Z, 2026-10-25",
        "2026-10-25T01:30:00Z, 2026-10-25",
        "2026-03-29T00:59:59Z, 2026-03-29",
        "2026-03-29T01:00:00Z, 2026-03-29"
    })
    void countsEachInstantOnce(Instant at, LocalDate day) {
        assertThat(BusinessDay.of(at)).isEqualTo(day);
    }

    @ParameterizedTest(name = "{0} is a day that may be asked for")
    @ValueSource(strings = {"1900-01-01", "2024-02-29", "2999-12-31"})
    void readsDaysOfTheRange(String text) {
        assertThat(BusinessDay.parse(text)).contains(LocalDate.parse(text));
        assertThat(BusinessDay.parseInstant(text + "T12:00:00Z")).contains(Instant.parse(text + "T12:00:00Z"));
    }

    @ParameterizedTest(name = "{0} may not be asked for")
    @ValueSource(
            strings = {
                "0000-01-01",
                "-0001-01-01",
                "1899-12-31",
                "3000-01-01",
                "9999-12-31",
                "+5000000-12-31",
                "2026-02-30",
                "2026-2-3",
                "٢٠٢٦-٠١-٠١",
                "2026-01-01\n",
                ""
            })
    void refusesOtherDays(String text) {
        assertThat(BusinessDay.parse(text)).isEmpty();
        assertThat(BusinessDay.parseInstant(text + "T12:00:00Z")).isEmpty();
    }

    @ParameterizedTest(name = "the instant {0} lies on a day of the range: {1}")
    @CsvSource({
        "1899-12-31T23:50:38Z, false",
        "1899-12-31T23:50:39Z, true",
        "2999-12-31T22:59:59.999999Z, true",
        "2999-12-31T23:00:00Z, false",
        "2999-12-31T23:30:00-18:00, false",
        "3000-01-01T00:30:00+01:00, false"
    })
    void readsInstantsOfTheRange(String text, boolean read) {
        assertThat(BusinessDay.parseInstant(text).isPresent()).isEqualTo(read);
    }

    @Test
    @DisplayName("a day that was stored outside the range is shown as its end; one without end stays")
    void clamps() {
        assertThat(BusinessDay.clamp(LocalDate.of(0, 1, 1))).isEqualTo(BusinessDay.FIRST);
        assertThat(BusinessDay.clamp(LocalDate.of(5_000_000, 12, 31))).isEqualTo(BusinessDay.LAST);
        assertThat(BusinessDay.clamp(BusinessDay.WITHOUT_END)).isEqualTo(BusinessDay.WITHOUT_END);
        assertThat(BusinessDay.clamp(LocalDate.of(2026, 3, 31))).isEqualTo(LocalDate.of(2026, 3, 31));
    }
}
