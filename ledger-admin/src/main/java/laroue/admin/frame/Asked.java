package laroue.admin.frame;

/**
 * What became of what a form asked for.
 *
 * @param <R> what the ledger answers the command with
 */
public sealed interface Asked<R> {

    /** It would be done so; nothing has happened. */
    record Shown<R>(R preview) implements Asked<R> {}

    /**
     * It was booked, now or when the same form was sent before; what is read from now on shows it.
     *
     * @param operation its id in the ledger
     */
    record Booked<R>(String operation) implements Asked<R> {}

    /** The ledger said no, or could not be asked; the form knows why, beside its fields. */
    record Refused<R>() implements Asked<R> {}
}
