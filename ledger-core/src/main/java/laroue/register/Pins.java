package laroue.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import laroue.value.CardNumber;

/** The secret digits of cards. Kept as keyed hashes, since all four-digit ones could be tried against a plain hash. */
public final class Pins {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;

    public Pins(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new one: four digits, and a leading zero counts. */
    public static String fresh() {
        return "%04d".formatted(RANDOM.nextInt(10_000));
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
