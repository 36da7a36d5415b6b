package laroue.desk;

import laroue.value.Euros;

/**
 * Euros of a till, as what they lie there and whose they are; both add up to the same. Signed: a difference may be
 * negative.
 */
public record Takings(Euros cash, Euros cheques, Euros paper, Euros digital, Euros own) {

    public static final Takings NONE = new Takings(Euros.ZERO, Euros.ZERO, Euros.ZERO, Euros.ZERO, Euros.ZERO);

    public Takings {
        if (!cash.plus(cheques).equals(paper.plus(digital).plus(own))) {
            throw new IllegalArgumentException("takings that do not add up");
        }
    }

    static Takings of(Handover over) {
        return new Takings(over.cash(), over.cheques(), over.tillPaper(), over.tillDigital(), over.tillOwn());
    }

    /** What a count found more or less in the till; it is the association's. */
    static Takings gap(Euros cash, Euros cheques) {
        return new Takings(cash, cheques, Euros.ZERO, Euros.ZERO, cash.plus(cheques));
    }

    public Takings plus(Takings other) {
        return new Takings(
                cash.plus(other.cash),
                cheques.plus(other.cheques),
                paper.plus(other.paper),
                digital.plus(other.digital),
                own.plus(other.own));
    }

    public Euros total() {
        return cash.plus(cheques);
    }

    public Euros change() {
        return paper.plus(digital);
    }
}
