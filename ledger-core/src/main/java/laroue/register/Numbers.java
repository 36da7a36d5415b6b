package laroue.register;

import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.MerchantId;

/** Draws the numbers that people use, each association its own from 1. A number that is not used leaves a gap. */
public final class Numbers {

    private final Serials serials;

    public Numbers(Serials serials) {
        this.serials = serials;
    }

    public AccountNumber account(AssociationCode association) {
        return AccountNumber.of(association, serials.next("account/" + association));
    }

    public MerchantId merchant(AssociationCode association) {
        return MerchantId.of(association, serials.next("merchant/" + association));
    }

    public CardNumber card(AssociationCode association) {
        return CardNumber.of(association, serials.next("card/" + association));
    }
}
