package laroue.api.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as JSON or as CSV.
 *
 * @param row the record that each item is; its components name the columns of the CSV
 * @param next the cursor of the page after this one; null on the last page
 */
public record Page<T extends Record>(
        @JsonIgnore Class<T> row, List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page out of what a query found when asked for {@link Paging#oneMore()} rows: the extra row tells that there is a
     * page after this one, and is left out.
     *
     * @param key what the next page starts after, of the last row that is shown
     */
    public static <T extends Record> Page<T> of(Class<T> row, List<T> found, Paging paging, Function<T, String> key) {
        if (found.size() <= paging.limit()) {
            return new Page<>(row, found, null);
        }
        var shown = found.subList(0, paging.limit());
        return new Page<>(row, shown, paging.cursor(key.apply(shown.getLast())));
    }
}
