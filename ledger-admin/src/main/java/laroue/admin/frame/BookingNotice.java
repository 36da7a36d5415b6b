package laroue.admin.frame;

import java.time.Instant;
import laroue.value.OperationId;

/**
 * A form that the ledger has booked, for the page that follows: it says so once, and the form's draft is forgotten there.
 *
 * @param key of the form
 * @param before whether it had been booked when it came; then nothing new was
 */
public record BookingNotice(String key, OperationId operation, boolean before) {

    /** The name by which pages know it. */
    static final String ATTRIBUTE = "booked";

    /** When it was entered, to the millisecond. */
    public Instant at() {
        return operation.drawnAt();
    }
}
