package laroue.api.security;

import laroue.api.command.ProblemException;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.register.Cards;
import laroue.register.Pins;
import laroue.value.CardNumber;
import org.jspecify.annotations.Nullable;

/** Reads the cards that one request shows. */
public interface CardReader {

    /**
     * A card as the ledger is told of it; null for one that nobody knows: the ledger answers that like a wrong PIN.
     *
     * @throws ProblemException where the client has typed wrong PINs on too many cards; nothing of the request is done
     */
    @Nullable
    ReadCard read(String card, String pin);

    /** Makes readers; each counts wrong PINs for the client that shows the card. */
    final class CardReaders {

        private final Cards cards;
        private final Pins pins;
        private final PinLimits limits;

        CardReaders(Cards cards, Pins pins, PinLimits limits) {
            this.cards = cards;
            this.pins = pins;
            this.limits = limits;
        }

        public CardReader of(Caller caller) {
            return (card, pin) -> {
                var found = CardNumber.parse(card).flatMap(cards::find);
                boolean right = found.filter(it -> pins.isRight(it, pin)).isPresent();
                limits.read(caller, card, right);
                return found.map(it -> new ReadCard(it.card(), it.account(), right))
                        .orElse(null);
            };
        }
    }
}
