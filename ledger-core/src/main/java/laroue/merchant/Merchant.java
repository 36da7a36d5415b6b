package laroue.merchant;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Approved;
import laroue.merchant.MerchantEvent.Changed;
import laroue.merchant.MerchantEvent.Left;
import laroue.merchant.MerchantEvent.Suspended;
import laroue.value.AccountNumber;
import laroue.value.MerchantId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.TooMany;
import org.jspecify.annotations.Nullable;

/**
 * One merchant as its events tell it. Pure, like an account.
 *
 * @param sector NAF code with which it applied; null of one that was taken over
 * @param merchantClass what its reconversion fee depends on, as it applied
 * @param sectors that it changed to, by the first day on which they hold
 * @param classes the same of classes
 * @param admitted whether it was approved once; then it may reconvert, also suspended or after it left (rule 16)
 */
public record Merchant(
        MerchantId id,
        AccountNumber account,
        @Nullable String sector,
        String merchantClass,
        NavigableMap<LocalDate, String> sectors,
        NavigableMap<LocalDate, String> classes,
        Status status,
        boolean admitted) {

    public static final StreamType<Merchant, MerchantEvent> TYPE =
            new StreamType<>("merchant", MerchantEvent.class, Merchant::evolve);

    /** Days on which another sector, or another class, may begin: all of them are kept at hand. */
    private static final int MOST_DATED = 100;

    /** Where a merchant stands with the network. */
    public enum Status {
        APPLIED,
        APPROVED,
        SUSPENDED,
        LEFT
    }

    /** Admits it, again after a suspension or a return. */
    public Decision<Approved> approve() {
        return status == Status.APPROVED ? refuse(new AlreadyDone("approved")) : record(new Approved(id));
    }

    /** Only a merchant that is approved can be suspended. */
    public Decision<Suspended> suspend() {
        return status == Status.APPROVED ? record(new Suspended(id)) : refuse(new AlreadyDone(status.name()));
    }

    /** It leaves the network; one that was never approved withdraws its application so. */
    public Decision<Left> leave() {
        return status == Status.LEFT ? refuse(new AlreadyDone("left")) : record(new Left(id));
    }

    /** The sector in force on a business day; null where none was said. */
    public @Nullable String sectorOn(LocalDate day) {
        var latest = sectors.floorEntry(day);
        return latest == null ? sector : latest.getValue();
    }

    /** The class in force on a business day: its fee is that of the day on which a reconversion is accepted (rule 35). */
    public String classOn(LocalDate day) {
        var latest = classes.floorEntry(day);
        return latest == null ? merchantClass : latest.getValue();
    }

    /**
     * From a day on it is of another sector or class, or has another name. What is so on that day already is no change.
     *
     * @param asked null where it stays; the same of {@code askedClass}
     */
    Decision<Changed> change(LocalDate from, @Nullable String asked, @Nullable String askedClass, boolean renamed) {
        var newSector = asked == null || asked.equals(sectorOn(from)) ? null : asked;
        var newClass = askedClass == null || askedClass.equals(classOn(from)) ? null : askedClass;
        if (newSector == null && newClass == null && !renamed) {
            return refuse(new AlreadyDone("changed"));
        }
        return hasNoRoom(sectors, from, newSector) || hasNoRoom(classes, from, newClass)
                ? refuse(new TooMany("changes", MOST_DATED))
                : record(new Changed(id, account, from, newSector, newClass, renamed));
    }

    private static boolean hasNoRoom(Map<LocalDate, String> dated, LocalDate from, @Nullable String value) {
        return value != null && dated.size() >= MOST_DATED && !dated.containsKey(from);
    }

    static Merchant evolve(@Nullable Merchant before, MerchantEvent event) {
        if (before == null) {
            return event instanceof Applied applied ? from(applied) : unexpected(event);
        }
        return before.after(event);
    }

    private static Merchant from(Applied e) {
        return new Merchant(
                e.merchant(),
                e.account(),
                e.sector(),
                e.merchantClass(),
                new TreeMap<>(),
                new TreeMap<>(),
                Status.APPLIED,
                false);
    }

    private Merchant after(MerchantEvent event) {
        return switch (event) {
            case Applied e -> unexpected(e);
            case Approved _ -> with(Status.APPROVED);
            case Suspended _ -> with(Status.SUSPENDED);
            case Left _ -> with(Status.LEFT);
            case Changed e -> with(dated(sectors, e.from(), e.sector()), dated(classes, e.from(), e.merchantClass()));
        };
    }

    private Merchant with(Status moved) {
        return new Merchant(
                id, account, sector, merchantClass, sectors, classes, moved, admitted || moved == Status.APPROVED);
    }

    private Merchant with(NavigableMap<LocalDate, String> movedSectors, NavigableMap<LocalDate, String> movedClasses) {
        return new Merchant(id, account, sector, merchantClass, movedSectors, movedClasses, status, admitted);
    }

    private static NavigableMap<LocalDate, String> dated(
            NavigableMap<LocalDate, String> before, LocalDate from, @Nullable String value) {
        if (value == null) {
            return before;
        }
        var after = new TreeMap<>(before);
        after.put(from, value);
        return after;
    }

    private static Merchant unexpected(MerchantEvent event) {
        throw new IllegalStateException("this cannot happen to " + event.merchant() + " now: " + event);
    }
}
