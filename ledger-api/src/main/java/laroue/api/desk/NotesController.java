package laroue.api.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.CountedNotes;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.value.AssociationCode;
import laroue.value.Note;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.Vault;
import laroue.vault.Withdrawal;
import laroue.view.desk.NoteQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which notes to hand out, and the notes of an association. Stock and vault are read from the head of the ledger. */
@RestController
class NotesController {

    /** Whole roues, at most what one may compose. */
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,5}");

    private static final long MOST_ROUES = 100_000;

    private final LedgerState ledgerState;
    private final DeskBooks books;
    private final NoteQueries notes;
    private final InstantSource clock;

    NotesController(LedgerState ledgerState, DeskBooks books, NoteQueries notes, InstantSource clock) {
        this.ledgerState = ledgerState;
        this.books = books;
        this.notes = notes;
        this.clock = clock;
    }

    record Suggestion(Map<String, Object> notes) {}

    /** The fewest notes of the current series that the stock allows, exactly (rule 41). */
    @GetMapping("/v1/notes/suggestion")
    Suggestion suggestion(
            Caller caller, @RequestParam String amount, @RequestParam(required = false) @Nullable String desk) {
        var asked = amount(amount);
        var at = desk(caller, desk);
        return books.suggestion(at, asked, clock.instant())
                .map(it -> new Suggestion(CountedNotes.write(it, books.current(at.association()))))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_ENOUGH_NOTES));
    }

    private Desk desk(Caller caller, @Nullable String id) {
        var named = id == null ? caller.desk() : id;
        if (named == null) {
            throw Problems.malformed("desk", Sentence.of("field.desk"));
        }
        var desk = books.desk(named);
        if (!caller.worksAt(desk.id(), desk.association())) {
            throw Problems.notFound();
        }
        return desk;
    }

    private static Roues amount(String text) {
        if (!AMOUNT.matcher(text).matches() || Long.parseLong(text) > MOST_ROUES) {
            throw Problems.malformed("amount", Sentence.of("field.whole-roues", Map.of("most", MOST_ROUES)));
        }
        return new Roues(Long.parseLong(text) * 100);
    }

    /** The end of a series, in three steps. */
    record Dates(LocalDate lastSpend, LocalDate lastExchange, LocalDate prescription) {
        static @Nullable Dates of(@Nullable Withdrawal it) {
            return it == null ? null : new Dates(it.lastSpend(), it.lastExchange(), it.prescription());
        }
    }

    /**
     * One series.
     *
     * @param circulation how many of its notes are in circulation, by denomination
     * @param withdrawal null as long as its end is not decided
     */
    record SeriesRead(
            String series,
            Map<String, Integer> circulation,
            @Nullable Dates withdrawal) {}

    /** What a stamp costs for a year, as a share of the note. */
    record Campaign(int year, String price) {}

    /**
     * The notes of an association.
     *
     * @param current the series that is meant where none is named; null before the first printing
     * @param vault what lies in it, notes of others among them
     * @param circulation its own notes in the public's hands and in roue tills, wherever they are, by denomination
     */
    record NotesRead(
            String association,
            @Nullable String current,
            Map<String, Object> vault,
            Map<Integer, Integer> circulation,
            List<SeriesRead> series,
            List<Campaign> stampCampaigns) {}

    @GetMapping("/v1/associations/{code}/notes")
    NotesRead notes(@PathVariable String code) {
        var association = new AssociationCode(code);
        var vault = Vault.of(ledgerState, association);
        var out = notes.inCirculation(association);
        var current = vault.current();
        return new NotesRead(
                association.code(),
                current.map(Series::name).orElse(null),
                CountedNotes.write(vault.held(), current),
                byDenomination(out),
                vault.series().stream().map(it -> series(vault, it, out)).toList(),
                vault.stamps().entrySet().stream()
                        .map(it -> new Campaign(it.getKey(), it.getValue().toString()))
                        .toList());
    }

    private static SeriesRead series(Vault vault, Series series, SortedMap<Note, Integer> out) {
        var own = new LinkedHashMap<String, Integer>();
        out.forEach((note, count) -> {
            if (note.series().equals(series)) {
                own.put(Integer.toString(note.denomination()), count);
            }
        });
        return new SeriesRead(series.name(), own, Dates.of(vault.ends().get(series.name())));
    }

    /** Of all series together. */
    private static Map<Integer, Integer> byDenomination(SortedMap<Note, Integer> out) {
        var sums = new TreeMap<Integer, Integer>();
        out.forEach((note, count) -> sums.merge(note.denomination(), count, Math::addExact));
        return sums;
    }
}
