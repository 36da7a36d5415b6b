package laroue.admin.counter;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import laroue.admin.frame.Form;
import laroue.api.desk.DeskBooks;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.desk.SessionReference;
import laroue.register.DeskNames;
import laroue.value.AssociationCode;
import laroue.value.Note;
import laroue.value.Series;
import laroue.vault.Vault;
import laroue.view.association.AssociationList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The desk that a page is about, and the notes that may lie there. */
@Component
final class Counters {

    private static final Comparator<Note> LARGEST_FIRST =
            Comparator.comparingInt(Note::denomination).reversed();

    private final DeskBooks books;
    private final DeskNames names;
    private final LedgerState ledgerState;
    private final AssociationList associations;

    Counters(DeskBooks books, DeskNames names, LedgerState ledgerState, AssociationList associations) {
        this.books = books;
        this.names = names;
        this.ledgerState = ledgerState;
        this.associations = associations;
    }

    /** The desk of a path; the page gets it too, with its name. */
    Desk show(String id, Model page) {
        var desk = books.desk(id);
        page.addAttribute("desk", desk);
        page.addAttribute("deskName", names.find(desk.id()).orElse(desk.id().id()));
        page.addAttribute("home", "/comptoir/" + desk.id());
        page.addAttribute("deskSession", desk.seen());
        return desk;
    }

    /**
     * The session that a command of a form belongs to: what is booked belongs to the one in which it was shown, and what
     * is shown to the present one.
     */
    @Nullable
    SessionReference seen(Desk desk, Form form) {
        return form.isToBeBooked() ? shown(form) : desk.seen();
    }

    /** The session in which a form was shown; null where it does not say. */
    static @Nullable SessionReference shown(Form form) {
        return SessionReference.parse(form.session()).orElse(null);
    }

    /** The kinds of notes that the desk gives out, the largest first. */
    void showOwnNotes(Desk desk, Model page) {
        page.addAttribute("kinds", own(desk.association()));
    }

    /** All kinds that somebody may hand in: the desk's own, and by series those of others and of earlier years. */
    void showAllNotes(Desk desk, Model page) {
        showOwnNotes(desk, page);
        var own = books.current(desk.association());
        var others = new TreeMap<Series, List<Note>>();
        associations
                .codes()
                .forEach(code -> bySeries(code).forEach((series, kinds) -> {
                    if (own.filter(series::equals).isEmpty()) {
                        others.put(series, kinds);
                    }
                }));
        page.addAttribute("otherKinds", others);
    }

    private List<Note> own(AssociationCode code) {
        return books.current(code)
                .map(series -> bySeries(code).getOrDefault(series, List.of()))
                .orElse(List.of());
    }

    private SortedMap<Series, List<Note>> bySeries(AssociationCode code) {
        var kinds = new TreeMap<Series, List<Note>>();
        var vault = Vault.of(ledgerState, code);
        vault.issued()
                .series()
                .forEach(series -> kinds.put(
                        series,
                        vault.issued().only(it -> it.series().equals(series)).counts().keySet().stream()
                                .sorted(LARGEST_FIRST)
                                .toList()));
        return kinds;
    }
}
