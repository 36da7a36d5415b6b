package laroue.admin.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one part of the service. The messages {@code service.<part>}, {@code service.<part>.<what>} and, unless it
 * is well, {@code service.<part>.<what>.todo} say it.
 *
 * @param part such as {@code disk}
 * @param what was found, such as {@code full}
 * @param values numbers, times and texts in the sentence
 * @param link of the page that shows more; null without
 */
record Finding(
        String part,
        String what,
        Level level,
        List<Object> values,
        @Nullable String link) {

    /** How much it matters. */
    enum Level {
        GOOD,
        /** Within days. */
        LOOK,
        /** Now. */
        BAD,
        UNKNOWN
    }

    String key() {
        return "service." + part + "." + what;
    }

    boolean asksForSomething() {
        return level != Level.GOOD;
    }

    static Finding good(String part, String what, Object... values) {
        return new Finding(part, what, Level.GOOD, List.of(values), null);
    }

    static Finding look(String part, String what, Object... values) {
        return new Finding(part, what, Level.LOOK, List.of(values), null);
    }

    static Finding bad(String part, String what, Object... values) {
        return new Finding(part, what, Level.BAD, List.of(values), null);
    }

    static Finding unknown(String part, String what, Object... values) {
        return new Finding(part, what, Level.UNKNOWN, List.of(values), null);
    }

    Finding on(String page) {
        return new Finding(part, what, level, values, page);
    }
}
