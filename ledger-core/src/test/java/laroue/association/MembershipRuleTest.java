package laroue.association;

import static laroue.association.MembershipRule.CALENDAR;
import static laroue.association.MembershipRule.TWELVE_MONTHS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import laroue.value.BusinessDay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MembershipRuleTest {

    @ParameterizedTest(name = "rule 18: by the calendar, paid on {0} with one until {1} it lasts until {2}")
    @CsvSource({
        "2026-01-01,           , 2026-12-31",
        "2026-10-31,           , 2026-12-31",
        "2026-11-01,           , 2027-12-31",
        "2026-12-31,           , 2027-12-31",
        // lapsed before
        "2026-03-15, 2025-12-31, 2026-12-31",
        "2026-11-01, 2026-10-31, 2027-12-31",
        // renewed early
        "2026-06-01, 2026-12-31, 2027-12-31",
        "2026-10-31, 2026-12-31, 2027-12-31",
        "2026-11-01, 2026-12-31, 2027-12-31",
        "2026-12-31, 2026-12-31, 2027-12-31",
        "2026-11-15, 2027-12-31, 2028-12-31",
        // from another rule before
        "2026-06-01, 2026-09-15, 2026-12-31",
        "2026-06-01, 2027-09-15, 2027-12-31",
        "2026-06-01, 2027-11-15, 2028-12-31"
    })
    void calendar(LocalDate paidOn, LocalDate current, LocalDate until) {
        assertThat(CALENDAR.until(paidOn, current)).isEqualTo(until);
    }

    @ParameterizedTest(name = "rule 18: of twelve months, paid on {0} with one until {1} it lasts until {2}")
    @CsvSource({
        "2026-03-15,           , 2027-03-14",
        "2026-01-01,           , 2026-12-31",
        "2028-02-29,           , 2029-02-27",
        "2027-03-01,           , 2028-02-29",
        // lapsed before
        "2026-03-15, 2026-03-14, 2027-03-14",
        // renewed early, on the last day too
        "2026-03-15, 2026-03-15, 2027-03-15",
        "2026-03-15, 2026-06-30, 2027-06-30"
    })
    void twelveMonths(LocalDate paidOn, LocalDate current, LocalDate until) {
        assertThat(TWELVE_MONTHS.until(paidOn, current)).isEqualTo(until);
    }

    @ParameterizedTest
    @DisplayName("rule 18: a membership without end stays so")
    @EnumSource(MembershipRule.class)
    void withoutEnd(MembershipRule rule) {
        assertThat(rule.until(LocalDate.of(2026, 3, 15), BusinessDay.WITHOUT_END))
                .isEqualTo(BusinessDay.WITHOUT_END);
    }

    @Test
    @DisplayName("rule 18: whoever pays loses no day and is a member on the day of paying")
    void losesNoDay() {
        var first = LocalDate.of(2026, 1, 1);
        for (var rule : MembershipRule.values()) {
            for (var day = first; day.getYear() < 2028; day = day.plusDays(3)) {
                for (int left = -40; left < 400; left += 53) {
                    var current = day.plusDays(left);
                    assertThat(rule.until(day, current)).isAfterOrEqualTo(day).isAfter(current);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}: no membership ends after the last day that there is")
    @EnumSource(MembershipRule.class)
    void endsWithTheRangeOfDays(MembershipRule rule) {
        assertThat(rule.until(LocalDate.of(2999, 11, 30), null)).isEqualTo(BusinessDay.LAST);
        assertThat(rule.until(LocalDate.of(2026, 1, 1), LocalDate.of(2999, 6, 30)))
                .isEqualTo(BusinessDay.LAST);
        assertThat(rule.until(LocalDate.of(2026, 1, 1), LocalDate.of(5_000_000, 12, 31)))
                .isEqualTo(BusinessDay.LAST);
    }
}
