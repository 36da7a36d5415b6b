package laroue.api.desk;

import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import org.jspecify.annotations.Nullable;

/** A yes or a no among query parameters. */
final class Flags {

    private Flags() {}

    /** Null where it is not asked for. */
    static @Nullable Boolean read(String name, @Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problems.malformed(name, Sentence.of("field.flag"));
        };
    }
}
