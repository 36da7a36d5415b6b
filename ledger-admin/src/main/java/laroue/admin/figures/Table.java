package laroue.admin.figures;

import java.util.ArrayList;
import java.util.List;
import laroue.admin.frame.Downloads;
import laroue.value.Euros;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * Figures in rows: on the page, beside a chart, and to take away.
 *
 * @param name in addresses and of files
 * @param title the key of its message
 * @param columns headings: keys of messages, or what they say themselves
 * @param rows a value for each column: an amount, a number, a day, a text; null where there is none to show
 */
record Table(String name, String title, List<String> columns, List<List<@Nullable Object>> rows) {

    /** Those rows to take away. */
    List<Downloads.Column<List<@Nullable Object>>> downloaded() {
        var all = new ArrayList<Downloads.Column<List<@Nullable Object>>>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            all.add(new Downloads.Column<>(columns.get(i), row -> row.get(column)));
        }
        return all;
    }

    /** Whether a column is one of figures. */
    public boolean isAmount(int column) {
        return rows.stream().anyMatch(it -> isFigure(it.get(column)));
    }

    private static boolean isFigure(@Nullable Object cell) {
        return cell instanceof Roues || cell instanceof Euros || cell instanceof Number;
    }

    /** An amount as a chart reads it, in cents; null for anything else. */
    public @Nullable Long plain(@Nullable Object cell) {
        return switch (cell) {
            case Roues it -> it.cents();
            case Euros it -> it.cents();
            case null, default -> null;
        };
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
