package laroue.trials.model;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, in plain words and whole cents: nothing of the ledger's own.
 *
 * @param id of the operation
 * @param party who pays, takes, is issued to or is frozen; empty where {@code target} says it
 * @param payee who is paid; empty where nobody is
 * @param reference of the party, or of the bank; null without one
 * @param card what the till read; null where nobody showed a card that is known
 * @param target the payment that is refunded, or the issuance that is reversed
 * @param items of a batch
 */
record Ask(
        Kind kind,
        UUID id,
        String party,
        String payee,
        long cents,
        @Nullable String reference,
        @Nullable ShownCard card,
        @Nullable UUID target,
        List<Ask> items) {

    enum Kind {
        PAY,
        TAKE,
        REFUND,
        ISSUE,
        REVERSE,
        FREEZE,
        UNFREEZE,
        UNLOCK,
        BATCH_EACH,
        BATCH_ALL
    }

    /** @param holder whose card it is */
    record ShownCard(String number, String holder, boolean rightPin) {}

    static Ask pay(UUID id, String payer, String payee, long cents, @Nullable String reference) {
        return new Ask(Kind.PAY, id, payer, payee, cents, reference, null, null, List.of());
    }

    static Ask take(UUID id, String payee, long cents, String reference, @Nullable ShownCard card) {
        return new Ask(Kind.TAKE, id, payee, payee, cents, reference, card, null, List.of());
    }

    static Ask refund(UUID id, UUID payment, long cents) {
        return new Ask(Kind.REFUND, id, "", "", cents, null, null, payment, List.of());
    }

    static Ask issue(UUID id, String account, long cents, String bankReference) {
        return new Ask(Kind.ISSUE, id, account, "", cents, bankReference, null, null, List.of());
    }

    static Ask reverse(UUID id, UUID issuance) {
        return new Ask(Kind.REVERSE, id, "", "", 0, null, null, issuance, List.of());
    }

    static Ask about(Kind kind, UUID id, String account, @Nullable ShownCard card) {
        return new Ask(kind, id, account, "", 0, null, card, null, List.of());
    }

    static Ask batch(Kind kind, UUID id, List<Ask> items) {
        return new Ask(kind, id, "", "", 0, null, null, null, List.copyOf(items));
    }

    /** The same once more: as every time that a node hears it, the operation would be a new one. */
    Ask again(Supplier<UUID> ids) {
        return new Ask(
                kind,
                ids.get(),
                party,
                payee,
                cents,
                reference,
                card,
                target,
                items.stream().map(it -> it.again(ids)).toList());
    }
}
