package laroue.view.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.Progress;
import laroue.view.Row;
import laroue.view.measure.Stock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads which balances lie still: above zero, and nothing came or went for a number of months. */
public final class DormantBalances {

    /** What is asked unless something else is. */
    public static final int MONTHS = 12;

    private final JdbcClient db;
    private final Progress progress;

    public DormantBalances(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
    }

    /**
     * A balance that lies still.
     *
     * @param since when something came or went there for the last time
     */
    public record Dormant(AccountNumber account, Stock balance, Instant since) {}

    /**
     * All of them at an instant, who has rested longest first.
     *
     * @param position up to which all events are counted
     */
    public record Found(List<Dormant> accounts, long position) {

        public Stock total() {
            return accounts.stream().map(Dormant::balance).reduce(Stock.NONE, Stock::plus);
        }
    }

    /**
     * Balances as they lay at an instant. Stretches are looked up by their length: of one that began before {@code since} and
     * is at most so long, it is known when it ended at the latest.
     *
     * @param association null for the territory
     * @param months by the calendar of Europe/Paris; one at least
     */
    public Found at(@Nullable AssociationCode association, Instant asOf, int months) {
        long position = progress.position(Progress.FIGURES);
        var since = asOf.atZone(BusinessDay.ZONE).minusMonths(months).toOffsetDateTime();
        var found = db.sql("""
                        select account, balance_cents, since
                          from (select account, association, balance_cents, view.instant(moved_micros) as since
                                  from view.holding
                                  join view.party using (party)
                                 where moved_micros <= :sinceMicros
                                 union all
                                select account, association, rest.balance_cents, rested_from
                                  from generate_series(0, 12) as length
                                 cross join lateral (
                                       select party, rested_from, balance_cents
                                         from view.rest
                                        where doublings = length
                                          and rested_from <= :since
                                          and rested_until > :asOf
                                          and rested_until < :since + interval '672 hours' * power(2, length + 1)
                                       offset 0) rest
                                  join view.party using (party)) resting
                         where (:association::text is null or association = :association)
                           and balance_cents > 0
                         order by since, account
                        """)
                .param("association", association == null ? null : association.code())
                .param("since", since)
                .param("sinceMicros", Columns.micros(since.toInstant()))
                .param("asOf", OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC))
                .query((row, _) -> dormant(new Row(row)))
                .list();
        return new Found(found, position);
    }

    private static Dormant dormant(Row row) throws SQLException {
        return new Dormant(
                AccountNumber.parse(row.text("account")).orElseThrow(),
                new Stock(row.number("balance_cents")),
                row.instant("since"));
    }
}
