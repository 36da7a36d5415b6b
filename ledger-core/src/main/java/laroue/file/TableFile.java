package laroue.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table in a text file as spreadsheets save it: separated by semicolons, commas or tabs; quoted or not; with any line
 * ends; with blank lines, and blank columns behind the last. The header names the columns, in any order.
 *
 * <p>It is read line by line: a file of any length needs the memory of its longest line, which is bounded.
 */
public final class TableFile implements AutoCloseable {

    /** Characters of one line; more are no line of a table but a file of something else, or a quote without an end. */
    static final int LONGEST_LINE = 1 << 20;

    private static final List<Character> SEPARATORS = List.of(';', ',', '\t');

    /** What a spreadsheet writes in front of a table to say its separator. */
    private static final Pattern SAID_SEPARATOR = Pattern.compile("sep=(.)");

    private final Path path;
    private final TextEncoding encoding;
    private final char separator;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final LineLimit limit;
    private final Map<String, Integer> columns;
    private long begins = 1;

    private TableFile(Path path, TextEncoding encoding, char separator, Columns wanted) throws IOException {
        this.path = path;
        this.encoding = encoding;
        this.separator = separator;
        this.limit = new LineLimit(encoding.reader(path));
        this.parser = format(separator).parse(limit);
        this.records = parser.iterator();
        try {
            this.columns = columns(header(), wanted);
        } catch (UnreadableFileException e) {
            parser.close();
            throw e;
        }
    }

    /**
     * Opens a table and reads its header.
     *
     * @throws UnreadableFileException if it is no text file, its encoding cannot be told, or its header is not of these
     *     columns
     * @throws IOException if the file cannot be read at all
     */
    public static TableFile open(Path file, Columns wanted) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableFileException(new FileFault(name(file), 1, 1, "ce n'est pas un fichier"));
        }
        var encoding = TextEncoding.of(file);
        return new TableFile(file, encoding, separator(file, encoding, wanted), wanted);
    }

    /** In which encoding it is read. */
    public Charset charset() {
        return encoding.charset();
    }

    /** What separates its cells. */
    public char separator() {
        return separator;
    }

    /**
     * The next line that says something; empty at the end.
     *
     * @throws UnreadableFileException if a quote has no end, or a line is longer than any line of a table
     */
    public Optional<TableRow> next() throws IOException {
        for (var it = record(); it != null; it = record()) {
            var cells = it.record().toList();
            if (!isBlank(cells)) {
                return Optional.of(row(it.line(), cells));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private TableRow row(long line, List<String> cells) {
        var row = new TableRow(name(path), line, columns, cells);
        int width = columns.values().stream().mapToInt(it -> it + 1).max().orElse(0);
        var other = SEPARATORS.stream()
                .filter(it -> it != separator && cells.getFirst().indexOf(it) >= 0)
                .findFirst();
        if (cells.size() == 1 && width > 1 && other.isPresent()) {
            row.refuse(
                    1,
                    "cette ligne sépare ses cellules par %s, et l'en-tête par %s"
                            .formatted(said(other.get()), said(separator)));
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!columns.containsValue(i) && !Cells.bare(cells.get(i)).isEmpty()) {
                row.refuse(
                        i + 1,
                        Cells.quoted(cells.get(i)) + " est une cellule de trop : l'en-tête n'a pas cette colonne ;"
                                + " une cellule qui contient le séparateur doit être entre guillemets");
            }
        }
        return row;
    }

    /** A line with its number. */
    private record Numbered(long line, CSVRecord record) {}

    private @Nullable Numbered record() throws IOException {
        long line = begins;
        try {
            limit.begin();
            if (!records.hasNext()) {
                return null;
            }
            var record = records.next();
            begins = parser.getCurrentLineNumber() + 1;
            return new Numbered(line, record);
        } catch (UncheckedIOException e) {
            throw unreadable(line, 1, why(e.getCause()));
        }
    }

    private static String why(@Nullable IOException cause) throws IOException {
        return switch (cause) {
            case LineTooLongException _ ->
                "la ligne a plus d'un million de caractères : un guillemet n'est pas refermé, ou ce n'est pas un CSV";
            case CharacterCodingException _ -> "le fichier a changé pendant la lecture";
            case org.apache.commons.csv.CSVException _ ->
                "un guillemet est mal placé ou n'est pas refermé ; la suite du fichier ne peut pas être lue";
            case null -> throw new IOException();
            default -> throw cause;
        };
    }

    private Numbered header() throws IOException {
        for (var it = record(); it != null; it = record()) {
            var cells = it.record().toList();
            if (!isBlank(cells) && !SAID_SEPARATOR.matcher(firstOf(cells)).matches() && !isSaidSeparator(cells)) {
                return it;
            }
        }
        throw unreadable(1, 1, "le fichier est vide");
    }

    /** {@code sep=;} read with that separator is {@code sep=} and an empty cell. */
    private static boolean isSaidSeparator(List<String> cells) {
        return firstOf(cells).equals("sep=") && isBlank(cells.subList(1, cells.size()));
    }

    private static String firstOf(List<String> cells) {
        return Cells.bare(cells.getFirst());
    }

    private Map<String, Integer> columns(Numbered header, Columns wanted) {
        var names = header.record().toList().stream().map(Columns::name).toList();
        var found = new LinkedHashMap<String, Integer>();
        var faults = new ArrayList<FileFault>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.isEmpty()) {
                continue;
            }
            if (wanted.all().noneMatch(name::equals)) {
                faults.add(fault(
                        header.line(),
                        i + 1,
                        "colonne inconnue %s ; les colonnes sont %s"
                                .formatted(
                                        Cells.quoted(header.record().get(i)),
                                        wanted.all().collect(Collectors.joining(", ")))));
            } else if (found.putIfAbsent(name, i) != null) {
                faults.add(fault(header.line(), i + 1, "la colonne %s est deux fois dans l'en-tête".formatted(name)));
            }
        }
        var missing =
                wanted.required().stream().filter(it -> !found.containsKey(it)).toList();
        if (!missing.isEmpty()) {
            faults.addFirst(fault(
                    header.line(),
                    1,
                    "l'en-tête n'a pas %s %s ; la première ligne doit être %s"
                            .formatted(
                                    missing.size() == 1 ? "la colonne" : "les colonnes",
                                    String.join(", ", missing),
                                    String.join(";", wanted.required()))));
        }
        if (!faults.isEmpty()) {
            throw new UnreadableFileException(faults);
        }
        return Map.copyOf(found);
    }

    /** The one by which the first line has most of the columns. */
    private static char separator(Path file, TextEncoding encoding, Columns wanted) throws IOException {
        var header = firstLine(file, encoding);
        var said = SAID_SEPARATOR.matcher(Cells.bare(header));
        if (said.matches() && SEPARATORS.contains(said.group(1).charAt(0))) {
            return said.group(1).charAt(0);
        }
        char best = SEPARATORS.getFirst();
        long most = 0;
        for (char separator : SEPARATORS) {
            long known = Arrays.stream(header.split(Pattern.quote(String.valueOf(separator)), -1))
                    .map(it -> Columns.name(it.replace("\"", "")))
                    .filter(it -> wanted.all().anyMatch(it::equals))
                    .count();
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        return best;
    }

    private static String firstLine(Path file, TextEncoding encoding) throws IOException {
        try (var in = encoding.reader(file)) {
            var line = new StringBuilder();
            for (int it = in.read(); it >= 0 && line.length() < LONGEST_LINE; it = in.read()) {
                boolean end = it == '\n' || it == '\r';
                if (end && !isBlank(List.of(line.toString().split("[;,\t]", -1)))) {
                    break;
                }
                if (end) {
                    line.setLength(0);
                } else {
                    line.append((char) it);
                }
            }
            return line.toString();
        }
    }

    private static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(it -> Cells.bare(it).isEmpty());
    }

    private static String said(char separator) {
        return separator == '\t' ? "des tabulations" : "« " + separator + " »";
    }

    private static CSVFormat format(char separator) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private FileFault fault(long line, int column, String why) {
        return new FileFault(name(path), line, column, why);
    }

    private UnreadableFileException unreadable(long line, int column, String why) {
        return new UnreadableFileException(fault(line, column, why));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static final class LineTooLongException extends IOException {}

    /** Ends the reading of a line that does not end. */
    private static final class LineLimit extends FilterReader {

        private long left = LONGEST_LINE;

        LineLimit(Reader in) {
            super(in);
        }

        void begin() {
            left = LONGEST_LINE;
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new LineTooLongException();
            }
            return read;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("the parser reads into its buffer");
        }
    }
}
