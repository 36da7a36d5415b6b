package laroue.file;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import laroue.value.TextKey;

/**
 * The columns that a table has, in any order.
 *
 * @param required without which it is not this table
 * @param optional that it may have
 * @param ignored that it may have and that are not read, such as the reasons that a refusal wrote beside its lines
 */
public record Columns(List<String> required, List<String> optional, List<String> ignored) {

    public Columns {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        ignored = List.copyOf(ignored);
    }

    Stream<String> all() {
        return Stream.of(required, optional, ignored).flatMap(List::stream);
    }

    /** How a header's cell is compared: without case, accents, blanks at its ends, and with {@code _} between words. */
    static String name(String cell) {
        return Normalizer.normalize(TextKey.of(cell).value(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[ _-]+", "_");
    }
}
