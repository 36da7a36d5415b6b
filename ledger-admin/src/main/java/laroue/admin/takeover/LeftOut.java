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

    /** Amounts that cannot be read, which are printed as they stand. */
    private static final int MOST_SHOWN = 20;

    /** The lines of one kind. */
    private static final class Sum {

        private long lines;
        private Roues amount = Roues.ZERO;
        private long unreadable;
        private final List<String> shown = new ArrayList<>();

        void add(String cell) {
            lines++;
            try {
                amount = amount.plus(Cells.wholeCents(Cells.bare(cell)));
            } catch (BadCellException e) {
                unreadable++;
                if (shown.size() < MOST_SHOWN) {
                    shown.add(Cells.quoted(cell));
                }
            }
        }

        /** The money of the lines, and what of it is not known. */
        @Override
        public String toString() {
            var known = "%s, %s roues".formatted(French.lines(lines), French.roues(amount));
            return unreadable == 0
                    ? known
                    : "%s, et %s illisible%s : %s%s"
                            .formatted(
                                    known,
                                    French.counted(unreadable, "montant"),
                                    unreadable > 1 ? "s" : "",
                                    String.join(", ", shown),
                                    unreadable > shown.size() ? ", …" : "");
        }
    }

    private final Path history;
    private @Nullable Path file;
    private @Nullable CSVPrinter out;
    private long lines;
    private long withoutKind;
    private final Map<What, Sum> sums = new EnumMap<>(What.class);

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
        sums.forEach((what, sum) -> said.add(HistoryFile.written(what) + " : " + sum));
        if (withoutKind > 0) {
            said.add("sans type reconnu : " + French.lines(withoutKind));
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
        var kind = TextKey.of(row.raw("kind")).value();
        List.of(What.values()).stream()
                .filter(it -> HistoryFile.written(it).equals(kind))
                .findFirst()
                .ifPresentOrElse(
                        it -> sums.computeIfAbsent(it, _ -> new Sum()).add(row.raw("amount_cents")),
                        () -> withoutKind++);
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
