package laroue.admin.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import laroue.admin.figures.Outlook.Span;
import laroue.admin.figures.Tables.Day;
import laroue.view.circulation.Series.Point;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** By which days the rows of a table over time are named. */
class TablesTest {

    @Test
    @DisplayName("the end of a month is its last day, and of a month that is not over the day that is looked at")
    void namesTheLastDay() {
        var day = LocalDate.parse("2026-03-10");
        var outlook = new Outlook(null, day, Span.MONTH, Instant.parse("2026-03-10T11:00:00Z"));
        var months = List.of(
                new Point(LocalDate.parse("2026-01-01"), null),
                new Point(LocalDate.parse("2026-02-01"), null),
                new Point(LocalDate.parse("2026-03-01"), null));

        assertThat(Tables.days(months, Day.LAST, outlook))
                .containsExactly(LocalDate.parse("2026-01-31"), LocalDate.parse("2026-02-28"), day);
        assertThat(Tables.days(months, Day.FIRST, outlook).getLast()).isEqualTo(LocalDate.parse("2026-03-01"));
    }
}
