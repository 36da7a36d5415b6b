package laroue.api.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Series;

/**
 * Notes as the contract writes them: an object from denomination to count for the desk's own current series, and the
 * others under {@code others}, by series: {@code {"10": 1, "others": {"84/2024": {"10": 3}}}}.
 */
public final class CountedNotes {

    private static final Pattern DENOMINATION = Pattern.compile("[1-9][0-9]{0,3}");
    private static final String OTHERS = "others";

    /** As many notes of a kind as one request may name. */
    private static final long MOST = 1_000_000;

    /** As many kinds of notes as one request may name, of all series together: refusals name them again, for ever. */
    private static final int MOST_KINDS = 500;

    private CountedNotes() {}

    /**
     * Reads a field.
     *
     * @param current the series that is meant where none is named; empty if nothing was printed yet
     * @throws ProblemException as {@code malformed}, also for a denomination that no note can have
     */
    public static Notes read(Fields in, String name, Optional<Series> current) {
        return readAll(in.object(name), name, current);
    }

    /** The same, and no notes where the field is missing. */
    public static Notes readOrNone(Fields in, String name, Optional<Series> current) {
        var notes = in.objectOrNull(name);
        return notes == null ? Notes.NONE : readAll(notes, name, current);
    }

    /** Notes of one series that is named beside them. */
    public static Notes read(Fields in, String name, Series series) {
        var counts = new TreeMap<Note, Integer>();
        var notes = in.object(name);
        notes.names().forEach(it -> put(counts, notes, it, series));
        return new Notes(counts);
    }

    /** As an answer holds them: counts of zero are left out. */
    public static Map<String, Object> write(Notes notes, Optional<Series> current) {
        var own = new LinkedHashMap<String, Object>();
        var others = new TreeMap<String, Map<String, Integer>>();
        notes.counts().forEach((note, count) -> {
            var denomination = Integer.toString(note.denomination());
            if (current.filter(note.series()::equals).isPresent()) {
                own.put(denomination, count);
            } else {
                others.computeIfAbsent(note.series().toString(), _ -> new LinkedHashMap<>())
                        .put(denomination, count);
            }
        });
        if (!others.isEmpty()) {
            own.put(OTHERS, others);
        }
        return own;
    }

    private static Notes readAll(Fields in, String name, Optional<Series> current) {
        var counts = new TreeMap<Note, Integer>();
        for (var key : in.names()) {
            if (key.equals(OTHERS)) {
                readOthers(in.object(OTHERS), counts);
            } else {
                put(
                        counts,
                        in,
                        key,
                        current.orElseThrow(() -> Problems.malformed(name, Sentence.of("field.no-series"))));
            }
        }
        return new Notes(counts);
    }

    private static void readOthers(Fields others, Map<Note, Integer> counts) {
        for (var key : others.names()) {
            var series = Series.parse(key).orElseThrow(() -> others.wrong(key, Sentence.of("field.series")));
            var notes = others.object(key);
            notes.names().forEach(it -> put(counts, notes, it, series));
        }
    }

    private static void put(Map<Note, Integer> counts, Fields in, String denomination, Series series) {
        if (!DENOMINATION.matcher(denomination).matches() || Integer.parseInt(denomination) > Note.MOST) {
            throw in.wrong(denomination, Sentence.of("field.denomination"));
        }
        if (counts.size() >= MOST_KINDS) {
            throw in.wrong(denomination, Sentence.of("field.most-kinds", Map.of("most", MOST_KINDS)));
        }
        counts.merge(
                new Note(series, Integer.parseInt(denomination)),
                (int) in.whole(denomination, 0, MOST),
                Math::addExact);
    }
}
