package laroue.admin.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.file.BadCellException;
import laroue.file.Cells;
import laroue.file.FileFault;
import laroue.file.TableRow;
import laroue.takeover.TakeOver.What;
import laroue.value.Roues;
import laroue.value.TextKey;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are not taken over, in a file beside the history, made when it is needed: a history itself, which can be
 * corrected and imported, with the reasons in a column of their own. A file that is there already is kept.
 */
final class LeftOut implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setDelimiter(';').get();

    private static final int MOST_FILES = 1_000;

    private final Path history;
    private @Nullable Path file;
    private @Nullable CSVPrinter out;
    private long lines;
    private long withoutAmount;
    private final Map<What, Long> counts = new EnumMap<>(What.class);
    private final Map<What, Roues> sums = new EnumMap<>(What.class);

    LeftOut(Path history) {
        this.history = history;
    }

    /** Where they are; null if there are none. */
    @Nullable
    Path file() {
        return file;
    }

    long lines() {
        return lines;
    }

    /** What was left out, by kind: how many lines, and how much money. */
    List<String> sums() {
        var said = new ArrayList<String>();
        counts.forEach((what, count) -> said.add("%s : %s, %s roues"
                .formatted(
                        HistoryFile.written(what),
                        French.lines(count),
                        French.roues(sums.getOrDefault(what, Roues.ZERO)))));
        if (withoutAmount > 0) {
            said.add("%s dont le montant ou le type n'est pas lisible".formatted(French.lines(withoutAmount)));
        }
        return said;
    }

    void add(TableRow row) {
        lines++;
        count(row);
        try {
            var cells = HistoryFile.HEADER.stream().map(row::raw).collect(Collectors.toCollection(ArrayList::new));
            cells.add(row.faults().stream().map(FileFault::toString).collect(Collectors.joining(" | ")));
            printer().printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    private void count(TableRow row) {
        var what = List.of(What.values()).stream()
                .filter(it -> HistoryFile.written(it)
                        .equals(TextKey.of(row.raw("kind")).value()))
                .findFirst();
        var amount = amount(row);
        if (what.isEmpty() || amount == null) {
            withoutAmount++;
        } else {
            counts.merge(what.get(), 1L, Long::sum);
            sums.merge(what.get(), amount, Roues::plus);
        }
    }

    private static @Nullable Roues amount(TableRow row) {
        try {
            return Cells.wholeCents(Cells.bare(row.raw("amount_cents")));
        } catch (BadCellException e) {
            return null;
        }
    }

    private CSVPrinter printer() throws IOException {
        if (out == null) {
            var writer = Files.newBufferedWriter(created(), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            // So that a spreadsheet reads the accents.
            writer.write('\ufeff');
            out = new CSVPrinter(writer, FORMAT);
            var header = new ArrayList<>(HistoryFile.HEADER);
            header.add(HistoryFile.REASON);
            out.printRecord(header);
        }
        return out;
    }

    private Path created() throws IOException {
        for (int number = 1; number < MOST_FILES; number++) {
            var candidate = history.resolveSibling(
                    history.getFileName() + ".left-out" + (number == 1 ? "" : "-" + number) + ".csv");
            try {
                file = Files.createFile(candidate);
                return candidate;
            } catch (FileAlreadyExistsException e) {
                // Of an import before, and perhaps being corrected.
            }
        }
        throw new FileAlreadyExistsException(history + ".left-out.csv");
    }
}
