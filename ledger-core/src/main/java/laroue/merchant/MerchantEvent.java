package laroue.merchant;

import java.time.LocalDate;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;

/** All that can happen to a merchant. Its names stand in the register, under the operations that gave them. */
public sealed interface MerchantEvent extends LedgerEvent {

    MerchantId merchant();

    @Override
    default String stream() {
        return merchant().id();
    }

    @Override
    default Set<AssociationCode> associations() {
        return Set.of(merchant().association());
    }

    /**
     * A business asks to be admitted.
     *
     * @param siret null only for a merchant taken over from another system
     * @param sector NAF code, as in {@code 10.71C}; null only for a merchant taken over
     * @param commune INSEE code; null only for a merchant taken over
     * @param merchantClass what its reconversion fee depends on
     */
    record Applied(
            MerchantId merchant,
            AccountNumber account,
            @Nullable Siret siret,
            @Nullable String sector,
            @Nullable String commune,
            String merchantClass)
            implements MerchantEvent {}

    /** The network admits it: it may be paid. */
    record Approved(MerchantId merchant) implements MerchantEvent {}

    /** It may not be paid for now; it may spend and reconvert. */
    record Suspended(MerchantId merchant) implements MerchantEvent {}

    /** It left the network; what it holds it may still spend and reconvert. */
    record Left(MerchantId merchant) implements MerchantEvent {}

    /**
     * What it does, what its fee depends on, or its name is another from a day on: up to the day of a later change of the
     * same.
     *
     * @param from the first day on which it holds; it may be past or to come
     * @param sector NAF code; null where it stays
     * @param merchantClass null where it stays
     * @param renamed whether the register holds a new name under this operation
     */
    record Changed(
            MerchantId merchant,
            AccountNumber account,
            LocalDate from,
            @Nullable String sector,
            @Nullable String merchantClass,
            boolean renamed)
            implements MerchantEvent {}
}
