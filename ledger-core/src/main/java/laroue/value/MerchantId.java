package laroue.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names one merchant for ever: the association's code, {@code M}, and a serial, as in {@code 05-M0012}. */
public record MerchantId(String id) {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{1,6}-M[0-9]{4,9}");

    public MerchantId {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException("not a merchant: " + id);
        }
    }

    public static MerchantId of(AssociationCode association, int serial) {
        return new MerchantId("%s-M%04d".formatted(association, serial));
    }

    public static Optional<MerchantId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new MerchantId(text)) : Optional.empty();
    }

    public AssociationCode association() {
        return new AssociationCode(id.substring(0, id.indexOf('-')));
    }

    @Override
    public String toString() {
        return id;
    }
}
