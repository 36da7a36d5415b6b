package laroue.api.desk;

import laroue.api.command.Sentence;
import laroue.api.http.Fields;
import laroue.desk.Difference;
import laroue.vault.ShipmentEvent.Pile;

/** What a desk's holdings are called in JSON: as the fields of a desk. */
final class Piles {

    private Piles() {}

    static String written(Difference.Pile pile) {
        return switch (pile) {
            case STOCK -> "stock";
            case RETURNS -> "returns";
            case ROUE_TILL -> "roueTill";
            case CASH -> "cash";
            case CHEQUES -> "cheques";
        };
    }

    static String written(Pile pile) {
        return switch (pile) {
            case STOCK -> "stock";
            case RETURNS -> "returns";
            case ROUE_TILL -> "roueTill";
        };
    }

    /** Which notes a shipment moves; the stock where it is not said. */
    static Pile read(Fields it, String name) {
        var word = it.textOrNull(name, 100);
        return word == null
                ? Pile.STOCK
                : switch (word) {
                    case "stock" -> Pile.STOCK;
                    case "returns" -> Pile.RETURNS;
                    case "roueTill" -> Pile.ROUE_TILL;
                    default -> throw it.wrong(name, Sentence.of("field.pile"));
                };
    }
}
