package laroue.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a table. What is found wrong with it is collected, so that all of it can be reported at once. */
public final class TableRow {

    /** Reads a cell, or says why it cannot. */
    @FunctionalInterface
    public interface Reading<T> {

        T of(String cell) throws BadCellException;
    }

    private final String file;
    private final long line;
    private final Map<String, Integer> columns;
    private final List<String> cells;
    private final List<FileFault> faults = new ArrayList<>();

    TableRow(String file, long line, Map<String, Integer> columns, List<String> cells) {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.cells = List.copyOf(cells);
    }

    /** On which line of the file it begins, from 1. */
    public long line() {
        return line;
    }

    /** A cell as it stands in the file; empty where the table has no such column or the line ends before it. */
    public String raw(String column) {
        var index = columns.get(column);
        return index == null || index >= cells.size() ? "" : cells.get(index);
    }

    /** Whether a cell says nothing. */
    public boolean isBlank(String column) {
        return Cells.bare(raw(column)).isEmpty();
    }

    /** What a cell says, without the blanks around it; null and one more fault if it cannot be read. */
    public <T> @Nullable T read(String column, Reading<T> reading) {
        try {
            return reading.of(Cells.bare(raw(column)));
        } catch (BadCellException e) {
            refuse(column, e.reason());
            return null;
        }
    }

    /** Adds a fault of one column. */
    public void refuse(String column, String why) {
        faults.add(new FileFault(file, line, columns.getOrDefault(column, 0) + 1, column + " : " + why));
    }

    /** Adds a fault of a cell that no column of the header is above. */
    void refuse(int column, String why) {
        faults.add(new FileFault(file, line, column, why));
    }

    /** What is wrong with it so far. */
    public List<FileFault> faults() {
        return List.copyOf(faults);
    }
}
