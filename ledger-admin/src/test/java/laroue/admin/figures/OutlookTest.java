package laroue.admin.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import laroue.admin.figures.Outlook.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A period is compared with the one before, as far into it. */
class OutlookTest {

    @ParameterizedTest
    @CsvSource({
        "WEEK,  2026-11-25, 2026-11-23, 2026-11-16, 2026-11-18",
        "WEEK,  2026-11-29, 2026-11-23, 2026-11-16, 2026-11-22",
        "MONTH, 2026-11-23, 2026-11-01, 2026-10-01, 2026-10-23",
        "MONTH, 2026-02-28, 2026-02-01, 2026-01-01, 2026-01-31",
        "MONTH, 2026-03-30, 2026-03-01, 2026-02-01, 2026-02-28",
        "YEAR,  2026-11-23, 2026-01-01, 2025-01-01, 2025-11-23",
        "YEAR,  2026-12-31, 2026-01-01, 2025-01-01, 2025-12-31"
    })
    void isComparedWithAsMuchOfThePeriodBefore(
            Span span, LocalDate day, LocalDate from, LocalDate fromBefore, LocalDate dayBefore) {
        var outlook = new Outlook(null, day, span, Instant.MAX);

        assertThat(outlook.from()).isEqualTo(from);
        assertThat(outlook.before().from()).isEqualTo(fromBefore);
        assertThat(outlook.before().day()).isEqualTo(dayBefore);
    }
}
