package laroue.desk;

import laroue.value.Euros;
import laroue.value.Notes;

/**
 * What a desk answers for. The euros are told in two ways that add up to the same: what lies in the till, and whose it
 * is.
 *
 * @param stock notes for sale
 * @param returns notes handed back, of any issuer; not for sale before the vault has seen them (rule 28)
 * @param roueTill notes that paid memberships: still in circulation
 * @param cash never below zero
 * @param cheques never below zero
 * @param paper of these euros, what stands for notes
 * @param digital of these euros, what stands for digital roues
 * @param own of these euros, what is the association's own: memberships, less what is missing; may be below zero
 */
public record Holdings(
        Notes stock, Notes returns, Notes roueTill, Euros cash, Euros cheques, Euros paper, Euros digital, Euros own) {

    public static final Holdings NONE = new Holdings(
            Notes.NONE, Notes.NONE, Notes.NONE, Euros.ZERO, Euros.ZERO, Euros.ZERO, Euros.ZERO, Euros.ZERO);

    public Holdings {
        if (cash.isNegative() || cheques.isNegative() || paper.isNegative() || digital.isNegative()) {
            throw new IllegalStateException(
                    "a till below zero: %s, %s; %s, %s".formatted(cash, cheques, paper, digital));
        }
        if (!cash.plus(cheques).equals(paper.plus(digital).plus(own))) {
            throw new IllegalStateException(
                    "a till of %s and %s that belongs to %s, %s and %s".formatted(cash, cheques, paper, digital, own));
        }
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Euros for roues: they belong to the dedicated accounts already. */
    public Euros change() {
        return paper.plus(digital);
    }

    Count asCounted() {
        return new Count(stock, returns, roueTill, cash, cheques);
    }

    /** What lies there by a count; what is missing or too much of the euros is the association's own. */
    Holdings counted(Count count) {
        var left = count.cash().plus(count.cheques()).minus(change());
        return new Holdings(
                count.stock(), count.returns(), count.roueTill(), count.cash(), count.cheques(), paper, digital, left);
    }

    /** After somebody was served at the counter. */
    Holdings plus(Handover over) {
        return notes(stock.minus(over.given()), returns.mixedWith(over.returned()), roueTill.mixedWith(over.earned()))
                .euros(over.cash(), over.cheques(), over.tillPaper(), over.tillDigital(), over.tillOwn());
    }

    /** After that was undone. */
    Holdings minus(Handover over) {
        return notes(stock.mixedWith(over.given()), returns.minus(over.returned()), roueTill.minus(over.earned()))
                .euros(
                        negated(over.cash()),
                        negated(over.cheques()),
                        negated(over.tillPaper()),
                        negated(over.tillDigital()),
                        negated(over.tillOwn()));
    }

    /** After euros left with a slip. */
    Holdings minus(Takings takings) {
        return euros(
                negated(takings.cash()),
                negated(takings.cheques()),
                negated(takings.paper()),
                negated(takings.digital()),
                negated(takings.own()));
    }

    Holdings notes(Notes stock, Notes returns, Notes roueTill) {
        return new Holdings(stock, returns, roueTill, cash, cheques, paper, digital, own);
    }

    private Holdings euros(Euros cashGains, Euros chequesGain, Euros paperGains, Euros digitalGains, Euros ownGains) {
        return new Holdings(
                stock,
                returns,
                roueTill,
                cash.plus(cashGains),
                cheques.plus(chequesGain),
                paper.plus(paperGains),
                digital.plus(digitalGains),
                own.plus(ownGains));
    }

    private static Euros negated(Euros amount) {
        return Euros.ZERO.minus(amount);
    }
}
