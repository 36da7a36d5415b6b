package laroue.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number printed on a member's card: the association's code and a serial, as in {@code 05-0001}; a text. */
public record CardNumber(String number) {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{1,6}-[0-9]{4,9}");

    public CardNumber {
        if (!SHAPE.matcher(number).matches()) {
            throw new IllegalArgumentException("not the number of a card");
        }
    }

    public static CardNumber of(AssociationCode association, int serial) {
        return new CardNumber("%s-%04d".formatted(association, serial));
    }

    public static Optional<CardNumber> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CardNumber(text)) : Optional.empty();
    }

    public AssociationCode association() {
        return new AssociationCode(number.substring(0, number.indexOf('-')));
    }

    @Override
    public String toString() {
        return number;
    }
}
