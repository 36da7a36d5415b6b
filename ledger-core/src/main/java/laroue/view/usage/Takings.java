package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.merchant.NafCorrespondence;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.Row;
import laroue.view.Sectors;
import laroue.view.disclosure.SmallCellSuppression;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what professionals took in, and how much of it few of them did. */
public final class Takings {

    private static final Comparator<Taking> MOST_FIRST = Comparator.comparingLong(
                    (Taking it) -> it.received().cents())
            .reversed()
            .thenComparing(it -> it.account().number());

    private final JdbcClient db;
    private final Progress progress;
    private final Sectors sectors;

    public Takings(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
        this.sectors = new Sectors(db);
    }

    /**
     * What one professional was paid in a period.
     *
     * @param commune INSEE code; null where it was not said
     * @param sector NAF code, as on the last day of the period, the newest of that sector; null where it was not said
     */
    public record Taking(
            AccountNumber account,
            @Nullable String commune,
            @Nullable String sector,
            Flow received,
            long payments) {}

    /**
     * Professionals who were paid, who was paid most first. Of fewer than five nothing is shown.
     *
     * @param position up to which all events are counted
     */
    public record Concentration(List<Taking> takings, long position) {

        public Flow received() {
            return received(takings.size());
        }

        /** What the first so many took in of all that was taken in; empty if nothing was. */
        public Optional<Quotient> shareOfFirst(int many) {
            return received(many).dividedBy(received());
        }

        private Flow received(int many) {
            return takings.stream().limit(many).map(Taking::received).reduce(Flow.NONE, Flow::plus);
        }
    }

    /** Of business days from {@code from} up to, and without, {@code to}; null for the territory. */
    public Concentration in(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        long position = progress.position(Progress.FIGURES);
        var taken = taken(PeriodCover.known(db, from, to));
        var naf = sectors.today();
        var found = db
                .sql("""
                        select party, account, commune,
                               coalesce(
                                   (select sector
                                      from view.party_sector
                                     where party_sector.party = party.party
                                       and starts < :to
                                     order by starts desc
                                     limit 1),
                                   sector) as sector
                          from view.party
                         where kind = 'PROFESSIONAL'
                           and (:association::text is null or association = :association)
                           and party = any(:parties::integer[])
                        """)
                .param("association", association == null ? null : association.code())
                .param("to", to)
                .param("parties", taken.keySet().toArray(Integer[]::new))
                .query((row, _) -> taking(new Row(row), taken, naf))
                .list()
                .stream()
                .sorted(MOST_FIRST)
                .toList();
        return new Concentration(SmallCellSuppression.fiveAtLeast(found), position);
    }

    /** What all were paid, by their numbers. */
    private Map<Integer, Taken> taken(PeriodCover pieces) {
        var taken = new HashMap<Integer, Taken>();
        pieces.whole(db.sql("""
                        select payees, payments, cents
                          from unnest(:spans::text[], :starts::date[]) as piece (span, starts)
                          join view.taking using (span, starts)
                        """)).query(it -> {
            var row = new Row(it);
            long[] payees = row.numbers("payees");
            long[] payments = row.numbers("payments");
            long[] cents = row.numbers("cents");
            for (int i = 0; i < payees.length; i++) {
                taken.merge((int) payees[i], new Taken(payments[i], cents[i]), Taken::and);
            }
        });
        pieces.days(db)
                .forEach(day -> day.forEach((_, payee, cents) -> taken.merge(payee, new Taken(1, cents), Taken::and)));
        return taken;
    }

    private record Taken(long payments, long cents) {

        Taken and(Taken other) {
            return new Taken(Math.addExact(payments, other.payments), Math.addExact(cents, other.cents));
        }
    }

    private static Taking taking(Row row, Map<Integer, Taken> taken, NafCorrespondence naf) throws SQLException {
        var of = taken.getOrDefault(Math.toIntExact(row.number("party")), new Taken(0, 0));
        return new Taking(
                AccountNumber.parse(row.text("account")).orElseThrow(),
                row.textOrNull("commune"),
                naf.newestOrNull(row.textOrNull("sector")),
                new Flow(of.cents()),
                of.payments());
    }
}
