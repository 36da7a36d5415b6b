package laroue.association;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import laroue.value.BusinessDay;
import org.jspecify.annotations.Nullable;

/** How long a membership lasts (rule 18). A holder who renews early loses no day: the new one follows the old. */
public enum MembershipRule {
    /** To 31 December; who joins from 1 November on is a member until the end of the next year. */
    CALENDAR {
        @Override
        LocalDate fresh(LocalDate start) {
            boolean late = !MonthDay.from(start).isBefore(CUT_OFF);
            return LocalDate.of(late ? start.getYear() + 1 : start.getYear(), Month.DECEMBER, 31);
        }
    },
    /** Twelve months, to the day before the anniversary. */
    TWELVE_MONTHS {
        @Override
        LocalDate fresh(LocalDate start) {
            return start.plusMonths(12).minusDays(1);
        }
    };

    private static final MonthDay CUT_OFF = MonthDay.of(Month.NOVEMBER, 1);

    /**
     * The last day of a membership paid on a day. One that ends on {@link BusinessDay#LAST} or later is never longer.
     *
     * @param current the last day of the membership that the holder has; null or in the past without one
     */
    public LocalDate until(LocalDate paidOn, @Nullable LocalDate current) {
        var fresh = notAfterLast(fresh(paidOn));
        if (current == null || current.isBefore(paidOn) || (this == CALENDAR && current.isBefore(fresh))) {
            return fresh;
        }
        return current.isBefore(BusinessDay.LAST)
                ? notAfterLast(fresh(current.plusDays(1)))
                : BusinessDay.clamp(current);
    }

    private static LocalDate notAfterLast(LocalDate day) {
        return day.isAfter(BusinessDay.LAST) ? BusinessDay.LAST : day;
    }

    /** The last day of a membership that starts on a day. */
    abstract LocalDate fresh(LocalDate start);
}
