package laroue.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names one conversion desk for ever: {@code gap-centre}. Small letters, digits and dashes, 2 to 40 of them. */
public record DeskId(String id) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])");

    public DeskId {
        if (!SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException("not a desk: " + id);
        }
    }

    public static Optional<DeskId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new DeskId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return id;
    }
}
