package laroue.desk;

import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the counter in one operation, in both directions.
 *
 * @param given notes to the public, out of the stock
 * @param returned notes from the public, into the returns
 * @param earned notes from the public that pay a membership, into the roue till
 * @param digital digital roues issued to the account, or taken back from it
 * @param means how the euros came; null without any
 * @param paper euros for notes
 * @param digitalEuros euros for digital roues
 * @param own euros of the association: a membership, a stamp
 * @param cardReference the terminal's number of a payment by card, whose euros wait for the bank; null for other means,
 *     and for cards of before there was one: their euros were in the funds at once
 */
public record Handover(
        Notes given,
        Notes returned,
        Notes earned,
        Roues digital,
        @Nullable Means means,
        Euros paper,
        Euros digitalEuros,
        Euros own,
        @Nullable String cardReference) {

    /** Without a payment by card. */
    public Handover(
            Notes given,
            Notes returned,
            Notes earned,
            Roues digital,
            @Nullable Means means,
            Euros paper,
            Euros digitalEuros,
            Euros own) {
        this(given, returned, earned, digital, means, paper, digitalEuros, own, null);
    }

    static Handover ofNotes(Notes given, Notes returned, Roues digital) {
        return new Handover(given, returned, Notes.NONE, digital, null, Euros.ZERO, Euros.ZERO, Euros.ZERO);
    }

    public Handover {
        var total = paper.plus(digitalEuros).plus(own);
        if (paper.isNegative() || digitalEuros.isNegative() || own.isNegative() || digital.isNegative()) {
            throw new IllegalArgumentException("nothing is handed over below zero");
        }
        if (means == null && !total.isZero()) {
            throw new IllegalArgumentException("euros come by some means");
        }
    }

    public Euros euros() {
        return paper.plus(digitalEuros).plus(own);
    }

    public Euros cash() {
        return means == Means.CASH ? euros() : Euros.ZERO;
    }

    public Euros cheques() {
        return means == Means.CHEQUE ? euros() : Euros.ZERO;
    }

    Euros tillPaper() {
        return inTill(paper);
    }

    Euros tillDigital() {
        return inTill(digitalEuros);
    }

    Euros tillOwn() {
        return inTill(own);
    }

    /** Whether its euros wait until the bank confirms a payment by card. */
    public boolean waitsForBank() {
        return means == Means.CARD && cardReference != null;
    }

    private Euros inTill(Euros amount) {
        return means == Means.CARD ? Euros.ZERO : amount;
    }
}
