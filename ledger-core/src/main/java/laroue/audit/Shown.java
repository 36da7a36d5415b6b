package laroue.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import laroue.view.Unfolded;
import org.jspecify.annotations.Nullable;

/**
 * What people see: balances, places, notes and holdings as the views have them, each compared where its views have read to. Views lag
 * behind the ledger, and what they say of a position must be what the events say of it.
 */
final class Shown {

    /** What the figures call reconversions that are accepted and not yet paid. */
    static final String ACCEPTED_RECONVERSIONS = "ACCEPTED_RECONVERSIONS";

    /** What the figures call notes in circulation. */
    static final String PAPER = "PAPER";

    /** What the figures call claims that payments between accounts booked. */
    static final String DIGITAL_CLAIMS = "DIGITAL_CLAIMS";

    /** What the figures call booked differences. */
    static final String DIFFERENCES = "DIFFERENCES";

    /** What to do about it: views are made from events, and can be made again. */
    static final String MENDS = " (./laroue rebuild mends views)";

    private static final String COUNTER = "counter";
    private static final String FIGURES = "figures";

    private final List<Unfolded> unfolded;
    private final long counterUpTo;
    private final long figuresUpTo;
    private final Map<String, Long> balances;
    private final Map<Evidence.PaidKey, Evidence.Paid> paidDays;
    private final Map<Evidence.PlaceKey, Long> places;
    private final Map<String, Long> placeDays;
    private final Map<String, Long> parties;
    private final Map<String, Long> paid;
    private final List<String> wrongSums;
    private final Map<Evidence.NoteKey, Long> notes;
    private final Map<String, String> holdings;

    Shown(Evidence evidence) {
        this.unfolded = evidence.unfolded();
        this.counterUpTo = evidence.shownBy(COUNTER);
        this.figuresUpTo = evidence.shownBy(FIGURES);
        this.balances = evidence.balancesShown();
        this.paidDays = evidence.paidDaysShown();
        this.places = evidence.placesShown();
        this.placeDays = evidence.placeDaysShown();
        this.parties = evidence.partiesShown();
        this.paid = evidence.paidShown();
        this.wrongSums = evidence.wrongSums();
        this.notes = evidence.notesShown();
        this.holdings = evidence.holdingsShown();
    }

    /** Compares what was read up to this very position. */
    void at(long position, Replay replay) {
        if (position == counterUpTo && holdsAll(COUNTER)) {
            compare("the account", balances, replay.balances());
            compare("the day of payers", paidDays, replay.paidDays());
            compare("the place of notes", notes, replay.notes());
            compare("the stream", holdings, replay.holdings());
        }
        if (position == figuresUpTo && holdsAll(FIGURES)) {
            compare("the place", withoutZeros(places), withoutZeros(replay.places()));
            compare("the days of the place", withoutZeros(placeDays), withoutZeros(byPlace(replay.places())));
            compare("the party", withoutZeros(parties), withoutZeros(replay.balances()));
            compare("the payer", paid, replay.paid());
            wrongSums.stream().findFirst().ifPresent(it -> {
                throw new IllegalStateException(it + " is not the sum of its payments in the figures" + MENDS);
            });
        }
    }

    /** Views that leave something out are not compared: what they leave out is the fault. */
    private boolean holdsAll(String processor) {
        return unfolded.stream().noneMatch(it -> it.processor().equals(processor));
    }

    /** The first event that a view could not fold; null if there is none. */
    @Nullable
    Fault unfolded() {
        return unfolded.stream()
                .findFirst()
                .map(it -> new Fault(it.position(), it + " (docs/views.md)"))
                .orElse(null);
    }

    /** No view is ahead of the ledger. */
    void end(long position) {
        if (Math.max(counterUpTo, figuresUpTo) > position) {
            throw new IllegalStateException("the ledger ends here, and its views do not" + MENDS);
        }
    }

    private static Map<String, Long> byPlace(Map<Evidence.PlaceKey, Long> places) {
        var sums = new HashMap<String, Long>();
        places.forEach((key, cents) -> sums.merge(key.association() + " " + key.place(), cents, Math::addExact));
        return sums;
    }

    /** A place that gave away all that it had is like one that never had anything. */
    private static <K> Map<K, Long> withoutZeros(Map<K, Long> places) {
        var some = new HashMap<>(places);
        some.values().removeIf(it -> it == 0);
        return some;
    }

    private static <K, V> void compare(String what, Map<K, V> shown, Map<K, V> told) {
        if (shown.equals(told)) {
            return;
        }
        var different = new TreeSet<String>();
        shown.forEach((key, held) -> note(different, what, key, held, told.get(key)));
        told.forEach((key, held) -> note(different, what, key, shown.get(key), held));
        throw new IllegalStateException(different.first() + MENDS);
    }

    private static void note(
            Set<String> different, String what, Object key, @Nullable Object shown, @Nullable Object told) {
        if (!Objects.equals(shown, told)) {
            different.add("%s %s holds %s, and its view says %s".formatted(what, key, told, shown));
        }
    }
}
