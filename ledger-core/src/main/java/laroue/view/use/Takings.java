package laroue.view.use;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.Row;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what professionals took in, and how much of it few of them did. */
public final class Takings {

    private final JdbcClient db;
    private final Progress progress;

    public Takings(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
    }

    /**
     * What one professional was paid in a period.
     *
     * @param commune INSEE code; null where it was not said
     * @param sector NAF code; null where it was not said
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
        var found = db.sql("""
                        with piece as materialized (
                            select span, starts, ends
                              from view.pieces(:from, :to)
                             limit 100),
                        part as (
                            select payee, payments, cents
                              from view.taking
                              join piece using (span, starts)
                             union all
                            select payee, 1, cents
                              from piece
                              join view.payment on day >= starts and day < ends
                             where span = 'DAY')
                        select account, commune, sector, sum(payments)::bigint as payments, sum(cents)::bigint as cents
                          from part
                          join view.party on party.party = part.payee
                         where kind = 'PROFESSIONAL'
                           and (:association::text is null or association = :association)
                         group by account, commune, sector
                         order by sum(cents) desc, account
                        """)
                .param("from", from)
                .param("to", to)
                .param("association", association == null ? null : association.code())
                .query((row, _) -> taking(new Row(row)))
                .list();
        return new Concentration(found.size() < Disclosure.FEWEST ? List.of() : found, position);
    }

    private static Taking taking(Row row) throws SQLException {
        return new Taking(
                AccountNumber.parse(row.text("account")).orElseThrow(),
                row.textOrNull("commune"),
                row.textOrNull("sector"),
                new Flow(row.number("cents")),
                row.number("payments"));
    }
}
