package laroue.admin.takeover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import laroue.file.BadCellException;
import laroue.file.Cells;
import laroue.file.Columns;
import laroue.file.TableFile;
import laroue.file.TableRow;
import laroue.takeover.TakeOver.What;
import laroue.value.Roues;
import laroue.value.TextKey;
import org.jspecify.annotations.Nullable;

/** Reads the lines of another system's history, in their order. */
final class HistoryFile implements AutoCloseable {

    static final List<String> HEADER = List.of("at", "kind", "from", "to", "amount_cents", "reference");

    /** Of a file of lines that were left out: why each of them was. */
    static final String REASON = "motif";

    private static final Columns COLUMNS = new Columns(HEADER, List.of(), List.of(REASON));

    private static final int AT_ONCE = 1_000;

    /** The longest name or reference that is taken over, in characters. */
    private static final int LONGEST = 200;

    /**
     * One line of the file.
     *
     * @param said what it says; null if it cannot be understood, and then its cells have faults
     */
    record Row(TableRow cells, @Nullable Said said) {}

    /** What a line says, by the other system's names. */
    record Said(
            Instant at,
            What what,
            @Nullable Text from,
            @Nullable Text to,
            Roues amount,
            Text reference) {}

    /**
     * A name or a reference of the other system.
     *
     * @param text without what cannot be seen
     * @param raw as it stands in the file: so were the names of earlier imports kept
     */
    record Text(String text, String raw) {

        /** Equal for every spelling that a reader takes for the same. */
        TextKey key() {
            return TextKey.of(text);
        }
    }

    private final TableFile table;

    HistoryFile(Path file) throws IOException {
        this.table = TableFile.open(file, COLUMNS);
    }

    /** How the file was read, for the person who made it. */
    String format() {
        return "%s, séparateur %s"
                .formatted(
                        table.charset().displayName(Locale.FRENCH),
                        table.separator() == '\t' ? "tabulation" : "« " + table.separator() + " »");
    }

    /** Reads all lines, so many at a time, in their order. */
    void read(Consumer<List<Row>> some) throws IOException {
        var rows = new ArrayList<Row>();
        for (var it = table.next(); it.isPresent(); it = table.next()) {
            rows.add(new Row(it.get(), said(it.get())));
            if (rows.size() == AT_ONCE) {
                some.accept(List.copyOf(rows));
                rows.clear();
            }
        }
        some.accept(rows);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private static @Nullable Said said(TableRow row) {
        if (!row.faults().isEmpty()) {
            return null;
        }
        var at = row.read("at", Cells::instant);
        var what = row.read("kind", HistoryFile::what);
        var from = what == What.ISSUANCE ? empty(row, "from", what) : text(row, "from");
        var to = what == What.RECONVERSION ? empty(row, "to", what) : text(row, "to");
        var amount = row.read("amount_cents", Cells::wholeCents);
        var reference = text(row, "reference");
        if (!row.faults().isEmpty() || at == null || what == null || amount == null || reference == null) {
            return null;
        }
        return new Said(at, what, from, to, amount, reference);
    }

    private static What what(String cell) throws BadCellException {
        return switch (TextKey.of(cell).value()) {
            case "issuance" -> What.ISSUANCE;
            case "payment" -> What.PAYMENT;
            case "reconversion" -> What.RECONVERSION;
            case "" -> throw new BadCellException("la cellule est vide ; il faut issuance, payment ou reconversion");
            default -> throw new BadCellException(Cells.quoted(cell) + " n'est pas issuance, payment ou reconversion");
        };
    }

    private static @Nullable Text text(TableRow row, String column) {
        var text = row.read(column, it -> Cells.text(it, LONGEST));
        return text == null ? null : new Text(text, row.raw(column));
    }

    private static @Nullable Text empty(TableRow row, String column, What what) {
        if (!row.isBlank(column)) {
            row.refuse(
                    column,
                    "%s doit être vide pour une ligne %s".formatted(Cells.quoted(row.raw(column)), written(what)));
        }
        return null;
    }

    /** A kind as the file writes it. */
    static String written(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }
}
