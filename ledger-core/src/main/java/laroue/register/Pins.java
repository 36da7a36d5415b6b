package laroue.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import laroue.value.CardNumber;
import laroue.value.OperationId;

/** The secret digits of cards. Kept as keyed hashes, since all four-digit ones could be tried against a plain hash. */
public final class Pins {

    private final Secrets secrets;

    public Pins(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The digits of the card that an operation issues, and a leading zero counts. They are random to whoever lacks the node's
     * secret, and the same each time: what waits for a second person is shown its digits only when it is confirmed.
     */
    public String of(OperationId operation) {
        var number = Long.parseUnsignedLong(
                secrets.hmacHex("pin-of-card", operation.toString()).substring(0, 15), 16);
        return "%04d".formatted(number % 10_000);
    }

    /** What the register keeps; the same digits of two cards have two hashes. */
    public String hash(CardNumber card, String pin) {
        return secrets.hmacHex("pin", card.number(), pin);
    }

    /** Whether what was typed in is the card's; takes as long for a wrong one as for the right one. */
    public boolean isRight(Cards.Entry card, String typed) {
        return MessageDigest.isEqual(
                hash(card.card(), typed).getBytes(US_ASCII), card.pinHash().getBytes(US_ASCII));
    }
}
