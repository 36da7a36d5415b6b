package laroue.account;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import laroue.value.Roues;

/**
 * What an account remembers of its reconversions: how many are accepted and not yet paid, and how much per month, for
 * the cap of a period (rule 39).
 */
public record Reconversions(int accepted, Map<YearMonth, Roues> perMonth) {

    static final Reconversions NONE = new Reconversions(0, Map.of());

    public Reconversions {
        if (accepted < 0) {
            throw new IllegalStateException("more reconversions ended than were accepted");
        }
        perMonth = Map.copyOf(perMonth);
    }

    /** How much was reconverted in the months that belong to a period, what failed not counted. */
    public Roues within(Predicate<YearMonth> period) {
        return perMonth.entrySet().stream()
                .filter(it -> period.test(it.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Roues.ZERO, Roues::plus);
    }

    Reconversions accepted(LocalDate day, Roues amount) {
        return new Reconversions(accepted + 1, with(day, amount));
    }

    Reconversions settled() {
        return new Reconversions(accepted - 1, perMonth);
    }

    Reconversions returned(LocalDate day, Roues amount, boolean settled) {
        return new Reconversions(settled ? accepted : accepted - 1, with(day, Roues.ZERO.minus(amount)));
    }

    private Map<YearMonth, Roues> with(LocalDate day, Roues more) {
        var months = new HashMap<>(perMonth);
        months.merge(YearMonth.from(day), more, Roues::plus);
        months.values().removeIf(Roues::isZero);
        return months;
    }
}
