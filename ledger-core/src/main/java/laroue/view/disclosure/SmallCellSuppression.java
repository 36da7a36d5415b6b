package laroue.view.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import laroue.value.HolderKind;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Cell;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.disclosure.PaymentMatrix.Suppressed;
import org.jspecify.annotations.Nullable;

/**
 * What of a matrix may be shown (rule 50). A cell with fewer than five parties on either side is hidden: one payee among
 * many payers is one business's takings. Where that hides a single cell of a row or of a column, a second one is hidden, or
 * who knows the sum would know the cell.
 *
 * <p>Whether a cell is suppressed is decided once, for each month and each association of payers. What covers several is put together from what is
 * shown of each: a cell that is hidden in one of them is hidden in the sum. So no figure is ever told that holds a hidden one,
 * and none can be found by subtracting periods or associations from each other.
 */
public final class SmallCellSuppression {

    /** So many parties make a group. */
    static final int FEWEST = 5;

    private final @Nullable GroupPair[][] pairs;
    private final boolean[][] hidden;

    private SmallCellSuppression(@Nullable GroupPair[][] pairs) {
        this.pairs = pairs;
        this.hidden = new boolean[pairs.length][pairs.length == 0 ? 0 : pairs[0].length];
    }

    /** Those of a group that is large enough; nobody of a smaller one. */
    public static <T> List<T> fiveAtLeast(List<T> parties) {
        return parties.size() < FEWEST ? List.of() : parties;
    }

    /** Of one month and one association; of kinds, which are not hidden, of any. */
    public static PaymentMatrix of(By by, List<GroupPair> pairs, long position) {
        var rows = groups(by, pairs.stream().map(GroupPair::payers));
        var columns = groups(by, pairs.stream().map(GroupPair::payees));
        var matrix = new @Nullable GroupPair[rows.size()][columns.size()];
        pairs.forEach(it -> matrix[Collections.binarySearch(rows, it.payers())][
                Collections.binarySearch(columns, it.payees())] = it);
        var disclosure = new SmallCellSuppression(matrix);
        if (by != By.KIND) {
            disclosure.hide();
        }
        return new PaymentMatrix(by, rows, columns, disclosure.shown(), position);
    }

    /** Several in one: what is hidden in one of them is hidden. */
    public static PaymentMatrix together(By by, List<PaymentMatrix> parts, long position) {
        var rows = groups(by, parts.stream().flatMap(it -> it.rows().stream()));
        var columns = groups(by, parts.stream().flatMap(it -> it.columns().stream()));
        var cells = rows.stream()
                .map(_ -> new ArrayList<Cell>(Collections.nCopies(columns.size(), Disclosed.NOTHING)))
                .toList();
        for (var part : parts) {
            int[] at = part.columns().stream()
                    .mapToInt(it -> Collections.binarySearch(columns, it))
                    .toArray();
            for (int row = 0; row < part.rows().size(); row++) {
                var sums = cells.get(Collections.binarySearch(rows, part.rows().get(row)));
                for (int column = 0; column < at.length; column++) {
                    sums.set(
                            at[column],
                            plus(sums.get(at[column]), part.cells().get(row).get(column)));
                }
            }
        }
        return new PaymentMatrix(
                by, rows, columns, cells.stream().map(List::copyOf).toList(), position);
    }

    private static Cell plus(Cell one, Cell other) {
        return one instanceof Disclosed a && other instanceof Disclosed b
                ? new Disclosed(a.paid().plus(b.paid()), Math.addExact(a.payments(), b.payments()))
                : new Suppressed();
    }

    /** Those that there are, in order; of kinds all, for a kind that paid nobody is worth a zero. */
    private static List<String> groups(By by, Stream<String> found) {
        var all = by == By.KIND ? Arrays.stream(HolderKind.values()).map(Enum::name) : found;
        return all.distinct().sorted().toList();
    }

    private void hide() {
        for (int row = 0; row < pairs.length; row++) {
            for (int column = 0; column < pairs[row].length; column++) {
                var pair = pairs[row][column];
                hidden[row][column] = pair != null && pair.parties() < FEWEST;
            }
        }
        int rows = pairs.length;
        int columns = rows == 0 ? 0 : pairs[0].length;
        boolean more = true;
        while (more) {
            more = false;
            for (int row = 0; row < rows; row++) {
                int in = row;
                more |= hideSecond(columns, it -> in, it -> it);
            }
            for (int column = 0; column < columns; column++) {
                int in = column;
                more |= hideSecond(rows, it -> it, it -> in);
            }
        }
    }

    /**
     * Where one cell of a line is hidden, hides the smallest other one; one without payments, if there is no other.
     *
     * @param length of the line
     * @param row of the cell with an index
     * @param column likewise
     */
    private boolean hideSecond(int length, IntUnaryOperator row, IntUnaryOperator column) {
        int hiddenThere = 0;
        int second = -1;
        for (int i = 0; i < length; i++) {
            if (hidden[row.applyAsInt(i)][column.applyAsInt(i)]) {
                hiddenThere++;
            } else if (second < 0
                    || cents(row.applyAsInt(i), column.applyAsInt(i))
                            < cents(row.applyAsInt(second), column.applyAsInt(second))) {
                second = i;
            }
        }
        if (hiddenThere != 1 || second < 0) {
            return false;
        }
        hidden[row.applyAsInt(second)][column.applyAsInt(second)] = true;
        return true;
    }

    /** A cell without payments comes after all others: there is least to hide in it. */
    private long cents(int row, int column) {
        var pair = pairs[row][column];
        return pair == null ? Long.MAX_VALUE : pair.paid().paid().cents();
    }

    private List<List<Cell>> shown() {
        return IntStream.range(0, pairs.length)
                .mapToObj(row -> IntStream.range(0, pairs[row].length)
                        .mapToObj(column -> shown(row, column))
                        .toList())
                .toList();
    }

    private Cell shown(int row, int column) {
        if (hidden[row][column]) {
            return new Suppressed();
        }
        var pair = pairs[row][column];
        return pair == null ? Disclosed.NOTHING : pair.paid();
    }
}
