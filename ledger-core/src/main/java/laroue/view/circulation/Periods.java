package laroue.view.circulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import laroue.decision.Posting.Place;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.usage.ActiveParties;
import laroue.view.usage.HoldingPeriods;
import laroue.view.usage.WhoPaysWhom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads all figures of a period, of business days in Europe/Paris and by effective time. */
public final class Periods {

    private static final Set<String> ACCOUNTS = Set.of(Place.ACCOUNTS.name());

    private final JdbcClient db;
    private final Progress progress;
    private final ActiveParties active;
    private final HoldingPeriods holding;
    private final WhoPaysWhom whoPaysWhom;

    public Periods(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
        this.active = new ActiveParties(db);
        this.holding = new HoldingPeriods(db);
        this.whoPaysWhom = new WhoPaysWhom(db);
    }

    /**
     * From {@code from} up to, and without, {@code to}.
     *
     * @param association null for the territory
     * @param knownUntil where a period that still goes on is cut for what is about time: now
     */
    public PeriodFigures of(@Nullable AssociationCode association, LocalDate from, LocalDate to, Instant knownUntil) {
        long position = progress.position(Progress.FIGURES);
        return new PeriodFigures(
                from,
                to,
                MovementsByDay.read(db, association, from, to).in(from, to),
                active.days(association, from, to).in(from, to),
                HoldingsByDay.read(db, association, ACCOUNTS, to).of(ACCOUNTS).over(from, to, knownUntil),
                holding.in(association, from, to),
                whoPaysWhom.professionals(association, from, to),
                position);
    }
}
