package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
