package laroue.api.circulation;

import java.util.List;
import java.util.function.Function;
import laroue.api.http.Page;
import laroue.api.http.Paging;

/** Lists of figures: short enough to be made whole for each page, and in an order of their own. */
final class Lists {

    private Lists() {}

    /**
     * The page that is asked for: what follows the row whose key the page before ended with.
     *
     * @param key of a row, unlike that of any other
     */
    static <T extends Record> Page<T> page(Class<T> row, List<T> all, Paging paging, Function<T, String> key) {
        var rest = all.stream()
                .skip(first(all, paging, key))
                .limit(paging.oneMore())
                .toList();
        return Page.of(row, rest, paging, key);
    }

    private static <T> int first(List<T> all, Paging paging, Function<T, String> key) {
        if (paging.after() == null) {
            return 0;
        }
        int last = all.stream().map(key).toList().indexOf(paging.after());
        if (last < 0) {
            throw Paging.foreign();
        }
        return last + 1;
    }
}
