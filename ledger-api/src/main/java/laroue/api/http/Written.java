package laroue.api.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How constants are written in JSON and in queries: in lower case, with dashes. */
public final class Written {

    private Written() {}

    /** As in {@code issuance-stopped}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Constants, sorted as they are written. */
    public static List<String> all(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Written::of).sorted().toList();
    }

    /** The constant that is written so; empty if there is none. */
    public static <E extends Enum<E>> Optional<E> read(String text, Class<E> constants) {
        for (var constant : constants.getEnumConstants()) {
            if (of(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
