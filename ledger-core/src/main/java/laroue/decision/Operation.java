package laroue.decision;

import java.time.Instant;
import java.time.LocalDate;
import laroue.value.BusinessDay;
import laroue.value.OperationId;

/**
 * Which operation a command asks for, and when it takes effect. Time comes in here: no decision reads a clock.
 *
 * @param at the effective time; a paper register typed in late lies in the past
 */
public record Operation(OperationId id, Instant at) {

    /**
     * An operation that is asked for.
     *
     * @throws IllegalArgumentException if its day lies outside the range of days
     */
    public static Operation asked(OperationId id, Instant at) {
        BusinessDay.require(BusinessDay.of(at));
        return new Operation(id, at);
    }

    /** Whether it took effect before it was entered. */
    public boolean isLate() {
        return at.isBefore(id.drawnAt());
    }

    /** The business day on which it was entered; of what is not late, the day on which it takes effect. */
    public LocalDate enteredOn() {
        return isLate() ? BusinessDay.of(id.drawnAt()) : day();
    }

    /** The business day on which it takes effect. */
    public LocalDate day() {
        return BusinessDay.of(at);
    }
}
