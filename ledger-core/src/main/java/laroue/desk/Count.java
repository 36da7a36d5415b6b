package laroue.desk;

import java.util.ArrayList;
import java.util.List;
import laroue.value.Euros;
import laroue.value.Notes;

/** What somebody counted at a desk, or what a count should find. */
public record Count(Notes stock, Notes returns, Notes roueTill, Euros cash, Euros cheques) {

    /** All notes that were counted, wherever they lie. */
    Notes notes() {
        return stock.mixedWith(returns).mixedWith(roueTill);
    }

    /** What differs from what was expected, pile by pile; empty if all is there. */
    List<Difference> against(Count expected) {
        var differences = new ArrayList<Difference>();
        notes(differences, Difference.Pile.STOCK, stock, expected.stock);
        notes(differences, Difference.Pile.RETURNS, returns, expected.returns);
        notes(differences, Difference.Pile.ROUE_TILL, roueTill, expected.roueTill);
        euros(differences, Difference.Pile.CASH, cash, expected.cash);
        euros(differences, Difference.Pile.CHEQUES, cheques, expected.cheques);
        return List.copyOf(differences);
    }

    private static void notes(List<Difference> into, Difference.Pile pile, Notes counted, Notes expected) {
        if (!counted.equals(expected)) {
            into.add(new Difference(pile, expected.beyond(counted), counted.beyond(expected), Euros.ZERO));
        }
    }

    private static void euros(List<Difference> into, Difference.Pile pile, Euros counted, Euros expected) {
        if (!counted.equals(expected)) {
            into.add(new Difference(pile, Notes.NONE, Notes.NONE, counted.minus(expected)));
        }
    }
}
