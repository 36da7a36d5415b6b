package laroue.decision;

import laroue.value.Refusal;

/**
 * What one aggregate says to one question: record this, or no. Pure data; nothing has happened yet.
 *
 * @param <E> the events of the aggregate
 */
public sealed interface Decision<E extends LedgerEvent> {

    record Happens<E extends LedgerEvent>(E event) implements Decision<E> {}

    record Refused<E extends LedgerEvent>(Refusal refusal) implements Decision<E> {}

    static <E extends LedgerEvent> Decision<E> record(E event) {
        return new Happens<>(event);
    }

    static <E extends LedgerEvent> Decision<E> refuse(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
