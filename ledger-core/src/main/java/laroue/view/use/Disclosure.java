package laroue.view.use;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import laroue.value.HolderKind;
import laroue.view.use.PaymentMatrix.By;
import laroue.view.use.PaymentMatrix.Cell;
import laroue.view.use.PaymentMatrix.Hidden;
import laroue.view.use.PaymentMatrix.Shown;
import laroue.view.use.WhoPaysWhom.Pair;
import org.jspecify.annotations.Nullable;

/**
 * What of a matrix may be shown (rule 50). A cell with fewer than five parties on either side is hidden: one payee among
 * many payers is one business's takings. Where that hides a single cell of a row or of a column, a second one is hidden, or
 * who knows the sum would know the cell.
 */
final class Disclosure {

    /** So many parties make a group. */
    static final int FEWEST = 5;

    private final @Nullable Pair[][] pairs;
    private final boolean[][] hidden;

    private Disclosure(@Nullable Pair[][] pairs) {
        this.pairs = pairs;
        this.hidden = new boolean[pairs.length][pairs.length == 0 ? 0 : pairs[0].length];
    }

    static PaymentMatrix of(By by, List<Pair> pairs, long position) {
        var rows = groups(by, pairs, Pair::payers);
        var columns = groups(by, pairs, Pair::payees);
        var matrix = new @Nullable Pair[rows.size()][columns.size()];
        pairs.forEach(it -> matrix[Collections.binarySearch(rows, it.payers())][
                Collections.binarySearch(columns, it.payees())] = it);
        var disclosure = new Disclosure(matrix);
        if (by != By.KIND) {
            disclosure.hide();
        }
        return new PaymentMatrix(by, rows, columns, disclosure.shown(), position);
    }

    /** Those that there are, in order; of kinds all, for a kind that paid nobody is worth a zero. */
    private static List<String> groups(By by, List<Pair> pairs, Function<Pair, String> group) {
        var all = by == By.KIND
                ? Arrays.stream(HolderKind.values()).map(Enum::name)
                : pairs.stream().map(group);
        return all.distinct().sorted().toList();
    }

    private void hide() {
        for (int row = 0; row < pairs.length; row++) {
            for (int column = 0; column < pairs[row].length; column++) {
                var pair = pairs[row][column];
                hidden[row][column] = pair != null && pair.parties() < FEWEST;
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (var line : lines()) {
                more |= hideSecond(line);
            }
        }
    }

    private record Place(int row, int column) {}

    /** Rows and columns, each as the places of its cells. */
    private List<List<Place>> lines() {
        var lines = new ArrayList<List<Place>>();
        for (int row = 0; row < pairs.length; row++) {
            int in = row;
            lines.add(IntStream.range(0, pairs[row].length)
                    .mapToObj(it -> new Place(in, it))
                    .toList());
        }
        for (int column = 0; pairs.length > 0 && column < pairs[0].length; column++) {
            int in = column;
            lines.add(IntStream.range(0, pairs.length)
                    .mapToObj(it -> new Place(it, in))
                    .toList());
        }
        return lines;
    }

    /** Where one cell of a line is hidden, hides the smallest other one; one without payments, if there is no other. */
    private boolean hideSecond(List<Place> line) {
        if (line.stream().filter(this::isHidden).count() != 1) {
            return false;
        }
        var second = line.stream().filter(it -> !isHidden(it)).min(Comparator.comparingLong(this::cents));
        second.ifPresent(it -> hidden[it.row()][it.column()] = true);
        return second.isPresent();
    }

    /** A cell without payments comes after all others: there is least to hide in it. */
    private long cents(Place place) {
        var pair = pair(place);
        return pair == null ? Long.MAX_VALUE : pair.paid().paid().cents();
    }

    private boolean isHidden(Place place) {
        return hidden[place.row()][place.column()];
    }

    private @Nullable Pair pair(Place place) {
        return pairs[place.row()][place.column()];
    }

    private List<List<Cell>> shown() {
        return lines().stream()
                .limit(pairs.length)
                .map(line -> line.stream().map(this::shown).toList())
                .toList();
    }

    private Cell shown(Place place) {
        if (isHidden(place)) {
            return new Hidden();
        }
        var pair = pair(place);
        return pair == null ? Shown.NOTHING : pair.paid();
    }
}
