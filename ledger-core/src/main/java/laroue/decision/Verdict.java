package laroue.decision;

import laroue.value.Refusal;

/**
 * What the ledger answers to a command: yes with an answer, or no with a reason. Either may carry events: a wrong PIN
 * is refused, and counted.
 *
 * @param <R> what an accepted command answers with
 */
public sealed interface Verdict<R> {

    /** What will happen once this verdict is written. */
    Draft draft();

    record Accepted<R>(R answer, Draft draft) implements Verdict<R> {}

    record Refused<R>(Refusal refusal, Draft draft) implements Verdict<R> {}

    /** A refusal that leaves no trace. */
    static <R> Verdict<R> refused(Refusal refusal) {
        return new Refused<>(refusal, new Draft(NOTHING));
    }

    /** A refusal that is itself an event, and is kept although nothing else is. */
    static <R> Verdict<R> refused(Refusal refusal, Draft itsOwnEvents) {
        return new Refused<>(refusal, itsOwnEvents);
    }

    LedgerState NOTHING = new EmptyLedgerState();
}
