package laroue.admin.takeover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.file.BadCellException;
import laroue.file.Cells;
import laroue.file.FileFault;
import laroue.file.TextLines;
import laroue.file.UnreadableFileException;
import laroue.value.TextKey;

/**
 * The names that the other system used for professionals, one a line.
 *
 * @param listed each with the line of the list on which it stands
 */
record Professionals(String file, Map<TextKey, Entry> listed) {

    private static final int LONGEST = 200;

    /** One name of the list. */
    record Entry(String name, long line) {}

    static Professionals none() {
        return new Professionals("", Map.of());
    }

    /** @throws UnreadableFileException with every line that is no name */
    static Professionals read(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        var listed = new LinkedHashMap<TextKey, Entry>();
        var faults = new ArrayList<FileFault>();
        TextLines.read(file, (line, text) -> {
            var cell = text.strip().replaceFirst("[;,\t]+$", "").replaceFirst("^\"(.*)\"$", "$1");
            if (cell.isBlank()) {
                return;
            }
            try {
                var listedName = Cells.text(cell, LONGEST);
                listed.putIfAbsent(TextKey.of(listedName), new Entry(listedName, line));
            } catch (BadCellException e) {
                faults.add(new FileFault(name, line, 1, e.reason()));
            }
        });
        if (!faults.isEmpty()) {
            throw new UnreadableFileException(faults);
        }
        return new Professionals(name, listed);
    }

    boolean contains(TextKey name) {
        return listed.containsKey(name);
    }

    /**
     * The names of the list that the history writes in another way: whose accounts would be individuals'.
     *
     * @param known the names that the ledger knows after the import
     * @param individuals those of them that it opens as individuals', by what they resemble
     */
    List<FileFault> misspelt(Set<TextKey> known, Map<String, String> individuals) {
        var faults = new ArrayList<FileFault>();
        listed.forEach((key, entry) -> {
            var almost = known.contains(key)
                    ? Optional.<String>empty()
                    : Optional.ofNullable(individuals.get(Resemblance.of(entry.name())));
            almost.ifPresent(it -> faults.add(new FileFault(
                    file,
                    entry.line(),
                    1,
                    "%s n'est pas dans l'historique, qui a %s : si c'est le même professionnel, écrivez-le de la même façon"
                            .formatted(Cells.quoted(entry.name()), Cells.quoted(it)))));
        });
        return faults;
    }
}
