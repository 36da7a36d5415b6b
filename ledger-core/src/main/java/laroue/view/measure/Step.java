package laroue.view.measure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The periods that a series is cut into: each begins where the calendar says, weeks on Monday. */
public enum Step {
    DAY {
        @Override
        public LocalDate next(LocalDate day) {
            return day.plusDays(1);
        }
    },
    WEEK {
        @Override
        public LocalDate next(LocalDate day) {
            return day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        }
    },
    MONTH {
        @Override
        public LocalDate next(LocalDate day) {
            return day.with(TemporalAdjusters.firstDayOfNextMonth());
        }
    },
    YEAR {
        @Override
        public LocalDate next(LocalDate day) {
            return day.with(TemporalAdjusters.firstDayOfNextYear());
        }
    };

    /** The first day of the period after the one that a day lies in. */
    public abstract LocalDate next(LocalDate day);
}
