package laroue.api.circulation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.association.Association;
import laroue.decision.LedgerState;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.disclosure.WholeMonths;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a figure is asked of: an association or the territory, and a period. */
@Component
class Scopes {

    private static final long MOST_DAYS = 5_000;

    private final LedgerState ledgerState;
    private final InstantSource clock;

    Scopes(LedgerState ledgerState, InstantSource clock) {
        this.ledgerState = ledgerState;
        this.clock = clock;
    }

    /** Business days, the last one excluded. */
    record Period(LocalDate from, LocalDate to) {}

    /** An association that is there; null for the territory. */
    @Nullable
    AssociationCode association(@Nullable String code) {
        if (code == null) {
            return null;
        }
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", Sentence.of("field.association"));
        }
        return ledgerState.find(Association.TYPE, code).map(Association::code).orElseThrow(Problems::notFound);
    }

    Period period(String from, String to) {
        return period(from, to, MOST_DAYS);
    }

    Period period(String from, String to, long mostDays) {
        var first = Times.day("from", from);
        var end = Times.day("to", to);
        if (end.isBefore(first) || first.until(end, ChronoUnit.DAYS) > mostDays) {
            throw Problems.malformed("to", Sentence.of("field.after-from", Map.of("most", mostDays)));
        }
        return new Period(first, end);
    }

    /**
     * The calendar months of a period that are over; empty where none is.
     *
     * @throws laroue.api.command.ProblemException if it does not begin and end with a month
     */
    Period wholeMonths(String from, String to) {
        var period = period(from, to);
        requireBound("from", period.from());
        requireBound("to", period.to());
        var months = WholeMonths.in(period.from(), period.to(), BusinessDay.of(clock.instant()));
        return new Period(months.from(), months.to());
    }

    private static void requireBound(String name, LocalDate day) {
        if (!WholeMonths.isBound(day)) {
            throw Problems.malformed(name, Sentence.of("field.whole-month"));
        }
    }

    /** One of the constants that a parameter may be. */
    static <E extends Enum<E>> E word(String name, String text, Class<E> constants) {
        return Written.read(text, constants)
                .orElseThrow(() -> Problems.malformed(
                        name, Sentence.of("field.word", Map.of("values", String.join(", ", words(constants))))));
    }

    private static <E extends Enum<E>> List<String> words(Class<E> constants) {
        return Arrays.stream(constants.getEnumConstants()).map(Written::of).toList();
    }
}
