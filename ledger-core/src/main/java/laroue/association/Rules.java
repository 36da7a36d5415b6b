package laroue.association;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * What an association decided for itself, from a day on (rules 18, 35, 39).
 *
 * @param from the first business day on which they hold
 * @param fees the reconversion fee of each class of merchant; there is always one of {@link #STANDARD}
 * @param minimum the least that one reconversion may be; null without one
 * @param cap the most that one merchant may reconvert in a period; null without one
 * @param period over which the cap counts
 * @param ceilings the most that an account of a kind may hold; a kind that is missing has no ceiling
 * @param desks how its desks work; null for what holds where nothing was decided
 * @param membershipPrices what a membership costs at a desk, by kind; null where none is set: any amount is taken
 * @param secondPerson which acts wait for another person; null where none does
 */
public record Rules(
        LocalDate from,
        Map<String, Rate> fees,
        @Nullable Roues minimum,
        @Nullable Roues cap,
        Period period,
        MembershipRule membership,
        Map<HolderKind, Roues> ceilings,
        @Nullable DeskRules desks,
        @Nullable Map<MembershipPrice, Euros> membershipPrices,
        @Nullable SecondPersonRule secondPerson) {

    /** The class of every merchant of whom nothing else is said. */
    public static final String STANDARD = "standard";

    /** Classes of merchants that one decision may name. */
    public static final int MOST_CLASSES = 50;

    /** What holds before an association has set any rules: no fee, no limits, memberships to 31 December. */
    public static final Rules FIRST = new Rules(
            LocalDate.EPOCH, Map.of(STANDARD, Rate.NONE), null, null, Period.MONTH, MembershipRule.CALENDAR, Map.of());

    public Rules {
        // In the order of their keys: equal rules are written in equal bytes, whatever JVM writes them.
        fees = Collections.unmodifiableMap(new TreeMap<>(fees));
        ceilings = Collections.unmodifiableMap(new TreeMap<>(ceilings));
        membershipPrices = membershipPrices == null || membershipPrices.isEmpty()
                ? null
                : Collections.unmodifiableMap(new TreeMap<>(membershipPrices));
        secondPerson = SecondPersonRule.NONE.equals(secondPerson) ? null : secondPerson;
        if (!fees.containsKey(STANDARD)) {
            throw new IllegalArgumentException("rules without a fee of class " + STANDARD);
        }
    }

    /** Rules that say nothing of desks, of what a membership costs, and of a second person. */
    public Rules(
            LocalDate from,
            Map<String, Rate> fees,
            @Nullable Roues minimum,
            @Nullable Roues cap,
            Period period,
            MembershipRule membership,
            Map<HolderKind, Roues> ceilings) {
        this(from, fees, minimum, cap, period, membership, ceilings, null, null, null);
    }

    /** The fee of a class of merchant; a class that the rules do not name pays the standard one. */
    public Rate feeOf(String merchantClass) {
        var named = fees.get(merchantClass);
        return named != null ? named : standard();
    }

    /** The most that an account of a kind may hold; null if it is without a ceiling. */
    public @Nullable Roues ceilingOf(HolderKind kind) {
        return ceilings.get(kind);
    }

    /** What a membership costs, by kind; empty where any amount is taken. */
    public Map<MembershipPrice, Euros> pricesOfMembership() {
        return membershipPrices == null ? Map.of() : membershipPrices;
    }

    /** What a membership of one kind costs; null where that is not set. */
    public @Nullable Euros priceOfMembership(MembershipPrice kind) {
        return pricesOfMembership().get(kind);
    }

    /** Whether an amount pays a membership: it is one of its prices, or as much as a supporter gives, or none is set. */
    public boolean isPriceOfMembership(Euros paid) {
        var prices = pricesOfMembership();
        var supporting = prices.get(MembershipPrice.SUPPORTING);
        return prices.isEmpty() || prices.containsValue(paid) || (supporting != null && !paid.isLessThan(supporting));
    }

    /** Which acts wait for another person; none where nothing was decided. */
    public SecondPersonRule ofSecondPerson() {
        return secondPerson == null ? SecondPersonRule.NONE : secondPerson;
    }

    /**
     * Whether one person could do alone what waits for another by the rules before: fewer acts wait, later entries are in
     * time, or larger differences need nobody.
     */
    public boolean letMorePassAlone(Rules before) {
        var rule = before.ofSecondPerson();
        boolean later = ofDesks().mostLateDays() > before.ofDesks().mostLateDays();
        boolean larger =
                before.ofDesks().secondPersonAbove().isLessThan(ofDesks().secondPersonAbove());
        return ofSecondPerson().isWeakerThan(rule)
                || (later && rule.holds(SecondPersonAct.LATE_ENTRY))
                || (larger && !rule.acts().isEmpty());
    }

    public DeskRules ofDesks() {
        return desks == null ? DeskRules.USUAL : desks;
    }

    /**
     * How the desks of an association work (rules 14 and 29).
     *
     * @param secondPersonAbove a difference above it is confirmed by a second person; not negative
     * @param remitWithinDays euros that stay longer at a desk are an alert
     * @param lateEntryDays how many days back an operation may be entered; null for what holds where nothing was decided
     */
    public record DeskRules(
            Roues secondPersonAbove,
            int remitWithinDays,
            @Nullable Integer lateEntryDays) {

        /** How many days back an operation may be entered where nothing was decided. */
        public static final int USUAL_LATE_ENTRY_DAYS = 60;

        static final DeskRules USUAL = new DeskRules(new Roues(20_00), 31);

        /** Rules that say nothing of late entries. */
        public DeskRules(Roues secondPersonAbove, int remitWithinDays) {
            this(secondPersonAbove, remitWithinDays, null);
        }

        public DeskRules {
            if (secondPersonAbove.isNegative() || remitWithinDays < 1 || (lateEntryDays != null && lateEntryDays < 0)) {
                throw new IllegalArgumentException(
                        "no rules for desks: %s, %d, %s".formatted(secondPersonAbove, remitWithinDays, lateEntryDays));
            }
        }

        /** How many days back an operation may be entered. */
        public int mostLateDays() {
            return lateEntryDays == null ? USUAL_LATE_ENTRY_DAYS : lateEntryDays;
        }

        /** The last business day on which euros that came in on a day are not yet too long at a desk. */
        public LocalDate remitBy(LocalDate oldest) {
            return oldest.plusDays(remitWithinDays);
        }
    }

    private Rate standard() {
        var standard = fees.get(STANDARD);
        if (standard == null) {
            throw new IllegalStateException("rules without a standard fee");
        }
        return standard;
    }

    /** The stretch of time over which a cap counts. */
    public enum Period {
        MONTH,
        QUARTER,
        YEAR;

        /** Whether a month lies in the same period as a day. */
        public boolean contains(LocalDate day, YearMonth month) {
            return month.getYear() == day.getYear()
                    && switch (this) {
                        case YEAR -> true;
                        case QUARTER -> month.get(IsoFields.QUARTER_OF_YEAR) == day.get(IsoFields.QUARTER_OF_YEAR);
                        case MONTH -> month.getMonth() == day.getMonth();
                    };
        }
    }
}
