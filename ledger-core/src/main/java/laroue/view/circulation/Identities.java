package laroue.view.circulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold at every position (rules 11, 12 and 44). The two sides of an identity come from different tables,
 * filled by different processors: accounts and reconversions from the one, movements of places from the other. Both are
 * read as they were at the smaller position, in one statement and so in one snapshot.
 */
public final class Identities {

    private final JdbcClient db;

    public Identities(JdbcClient db) {
        this.db = db;
    }

    /**
     * One identity at a position.
     *
     * @param identity {@code D}, {@code C}, {@code claims} or {@code digital-postings}
     * @param association of which; null for all together
     * @param left in cents
     * @param right in cents
     */
    public record Identity(String identity, @Nullable String association, long left, long right) {

        public boolean holds() {
            return left == right;
        }
    }

    /** All identities at one position. */
    public record Health(long position, List<Identity> items) {}

    private record Sides(
            String association,
            long position,
            long inIssueCents,
            long inAccountsCents,
            long claimsCents,
            long guaranteeCents,
            long balancesCents,
            long acceptedCents) {

        long issuedAndTakenOver() {
            return Math.addExact(-inIssueCents, claimsCents);
        }

        long extendedBacking() {
            return Math.addExact(guaranteeCents, claimsCents);
        }

        long debt() {
            return Math.addExact(balancesCents, acceptedCents);
        }
    }

    public Health check() {
        var sides = sides();
        var items = new ArrayList<Identity>();
        for (var it : sides) {
            if (!it.association().isEmpty()) {
                items.add(new Identity("D", it.association(), it.issuedAndTakenOver(), it.balancesCents()));
                items.add(new Identity("C", it.association(), it.extendedBacking(), it.debt()));
            }
        }
        items.add(new Identity("D", null, sum(sides, Sides::issuedAndTakenOver), sum(sides, Sides::balancesCents)));
        items.add(new Identity("C", null, sum(sides, Sides::extendedBacking), sum(sides, Sides::debt)));
        items.add(new Identity("claims", null, sum(sides, Sides::claimsCents), 0));
        items.add(new Identity(
                "digital-postings",
                null,
                Math.addExact(sum(sides, Sides::inIssueCents), sum(sides, Sides::inAccountsCents)),
                0));
        return new Health(sides.getFirst().position(), List.copyOf(items));
    }

    private List<Sides> sides() {
        return db.sql("""
                        with seen as materialized (
                            select view.whole(least(view.read_to('counter'), view.read_to('figures'))) as position),
                        moved as (
                            select association, place, cents
                              from view.place
                             union all
                            select association, place, -cents
                              from view.movement
                             where position > (select position from seen)),
                        places as (
                            select association,
                                   sum(cents) filter (where place = 'DIGITAL_ISSUE') as in_issue,
                                   sum(cents) filter (where place = 'ACCOUNTS') as in_accounts,
                                   sum(cents) filter (where place = 'CLAIMS') as claims,
                                   sum(cents) filter (where place in ('GUARANTEE_DIGITAL', 'GUARANTEE_PAPER'))
                                       as guarantee
                              from moved
                             group by association),
                        held as (
                            select association, sum(cents) as balances
                              from (select association, balance_cents as cents
                                      from view.account
                                     union all
                                    select split_part(account, '-', 1), -amount_cents
                                      from view.entry
                                     where position > (select position from seen)) balance
                             group by association),
                        accepted as (
                            select association, sum(gross_cents) as gross
                              from view.reconversion
                             where position <= (select position from seen)
                               and coalesce(paid_position > (select position from seen), true)
                               and coalesce(failed_position > (select position from seen), true)
                             group by association)
                        select coalesce(association, '') as association, seen.position,
                               coalesce(in_issue, 0)::bigint as in_issue, coalesce(in_accounts, 0)::bigint as in_accounts,
                               coalesce(claims, 0)::bigint as claims, coalesce(guarantee, 0)::bigint as guarantee,
                               coalesce(balances, 0)::bigint as balances, coalesce(gross, 0)::bigint as accepted
                          from seen
                          left join (places full join held using (association) full join accepted using (association))
                            on true
                         order by association
                        """).query((row, _) -> sides(new Row(row))).list();
    }

    private static Sides sides(Row row) throws SQLException {
        return new Sides(
                row.text("association"),
                row.number("position"),
                row.number("in_issue"),
                row.number("in_accounts"),
                row.number("claims"),
                row.number("guarantee"),
                row.number("balances"),
                row.number("accepted"));
    }

    private static long sum(List<Sides> sides, ToLongFunction<Sides> side) {
        return sides.stream().mapToLong(side).reduce(0, Math::addExact);
    }
}
