package laroue.merchant;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import laroue.decision.Decision;
import laroue.decision.Kind;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Approved;
import laroue.merchant.MerchantEvent.Left;
import laroue.merchant.MerchantEvent.Suspended;
import laroue.value.AccountNumber;
import laroue.value.MerchantId;
import laroue.value.Refusal.AlreadyDone;
import org.jspecify.annotations.Nullable;

/**
 * One merchant as its events tell it. Pure, like an account.
 *
 * @param merchantClass what its reconversion fee depends on
 * @param admitted whether it was approved once; then it may reconvert, also suspended or after it left (rule 16)
 */
public record Merchant(MerchantId id, AccountNumber account, String merchantClass, Status status, boolean admitted) {

    public static final Kind<Merchant, MerchantEvent> KIND =
            new Kind<>("merchant", MerchantEvent.class, Merchant::evolve);

    /** Where a merchant stands with the network. */
    public enum Status {
        APPLIED,
        APPROVED,
        SUSPENDED,
        LEFT
    }

    /** Admits it, again after a suspension or a return. */
    public Decision<Approved> approve() {
        return status == Status.APPROVED ? refuse(new AlreadyDone("approved")) : record(new Approved(id));
    }

    /** Only a merchant that is approved can be suspended. */
    public Decision<Suspended> suspend() {
        return status == Status.APPROVED ? record(new Suspended(id)) : refuse(new AlreadyDone(status.name()));
    }

    /** It leaves the network; one that was never approved withdraws its application so. */
    public Decision<Left> leave() {
        return status == Status.LEFT ? refuse(new AlreadyDone("left")) : record(new Left(id));
    }

    static Merchant evolve(@Nullable Merchant before, MerchantEvent event) {
        if (before == null) {
            return event instanceof Applied applied ? from(applied) : unexpected(event);
        }
        return before.after(event);
    }

    private static Merchant from(Applied e) {
        return new Merchant(e.merchant(), e.account(), e.merchantClass(), Status.APPLIED, false);
    }

    private Merchant after(MerchantEvent event) {
        return switch (event) {
            case Applied e -> unexpected(e);
            case Approved _ -> with(Status.APPROVED);
            case Suspended _ -> with(Status.SUSPENDED);
            case Left _ -> with(Status.LEFT);
        };
    }

    private Merchant with(Status moved) {
        return new Merchant(id, account, merchantClass, moved, admitted || moved == Status.APPROVED);
    }

    private static Merchant unexpected(MerchantEvent event) {
        throw new IllegalStateException("this cannot happen to " + event.merchant() + " now: " + event);
    }
}
