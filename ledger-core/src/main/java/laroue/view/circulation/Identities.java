package laroue.view.circulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold at every position (rules 10, 11, 12 and 44). The two sides of an identity come from different tables,
 * filled by different processors: accounts, reconversions and notes from the one, movements of money from the other. All
 * are read as they were at the smaller position.
 */
public final class Identities {

    /** The names of the identities that {@link #check} answers with. */
    public static final List<String> NAMES = List.of("N", "D", "C", "claims", "digital-postings");

    private final JdbcClient db;

    public Identities(JdbcClient db) {
        this.db = db;
    }

    /**
     * One identity at a position.
     *
     * @param identity {@code N}, {@code D}, {@code C}, {@code public}, {@code claims} or {@code digital-postings}
     * @param association of which; null for all together
     * @param left in cents
     * @param right in cents
     * @param holds whether the sides are equal; of {@code N}, for each kind of note by itself
     */
    public record Identity(String identity, @Nullable String association, long left, long right, boolean holds) {

        Identity(String identity, @Nullable String association, long left, long right) {
            this(identity, association, left, right, left == right);
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
            long digitalClaimsCents,
            long backingCents,
            long differencesCents,
            long balancesCents,
            long acceptedCents,
            long paperCents) {

        long issuedAndTakenOver() {
            return Math.addExact(-inIssueCents, digitalClaimsCents);
        }

        long extendedBackingLessDebt() {
            var debt = Math.addExact(Math.addExact(balancesCents, acceptedCents), paperCents);
            return Math.subtractExact(Math.addExact(backingCents, claimsCents), debt);
        }
    }

    /** What was made of the notes of an issuer, and where they are said to be. */
    private record NoteSides(
            String issuer, long madeCents, long saidCents, boolean eachKindHolds, long publicBelowZeroCents) {

        private static NoteSides none(String issuer) {
            return new NoteSides(issuer, 0, 0, true, 0);
        }

        /** Of no denomination more came back than had gone out. */
        Identity inPublic(@Nullable String association) {
            return new Identity("public", association, publicBelowZeroCents, 0);
        }

        Identity identity(@Nullable String association) {
            return new Identity("N", association, madeCents, saidCents, eachKindHolds);
        }

        NoteSides and(NoteSides other) {
            return new NoteSides(
                    "",
                    Math.addExact(madeCents, other.madeCents),
                    Math.addExact(saidCents, other.saidCents),
                    eachKindHolds && other.eachKindHolds,
                    Math.addExact(publicBelowZeroCents, other.publicBelowZeroCents));
        }
    }

    public Health check() {
        var sides = sides();
        long position = sides.getFirst().position();
        var notes = new TreeMap<String, NoteSides>();
        for (var it : sides) {
            if (!it.association().isEmpty()) {
                notes.put(it.association(), NoteSides.none(it.association()));
            }
        }
        notesAt(position).forEach(it -> notes.put(it.issuer(), it));
        return new Health(position, items(sides, notes));
    }

    private static List<Identity> items(List<Sides> sides, Map<String, NoteSides> notes) {
        var items = new ArrayList<Identity>();
        notes.forEach((issuer, it) -> {
            items.add(it.identity(issuer));
            items.add(it.inPublic(issuer));
        });
        for (var it : sides) {
            if (!it.association().isEmpty()) {
                items.add(new Identity("D", it.association(), it.issuedAndTakenOver(), it.balancesCents()));
                items.add(new Identity("C", it.association(), it.extendedBackingLessDebt(), it.differencesCents()));
            }
        }
        var all = notes.values().stream().reduce(NoteSides.none(""), NoteSides::and);
        items.add(all.identity(null));
        items.add(all.inPublic(null));
        items.add(new Identity("D", null, sum(sides, Sides::issuedAndTakenOver), sum(sides, Sides::balancesCents)));
        items.add(new Identity(
                "C", null, sum(sides, Sides::extendedBackingLessDebt), sum(sides, Sides::differencesCents)));
        items.add(new Identity("claims", null, sum(sides, Sides::claimsCents), 0));
        items.add(new Identity(
                "digital-postings",
                null,
                Math.addExact(sum(sides, Sides::inIssueCents), sum(sides, Sides::inAccountsCents)),
                0));
        return List.copyOf(items);
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
                                   sum(cents) filter (where place = 'DIGITAL_CLAIMS') as digital_claims,
                                   sum(cents) filter (where place in ('GUARANTEE_DIGITAL', 'GUARANTEE_PAPER',
                                                                      'TILL_CHANGE', 'DEPOSIT_CHANGE', 'CARD_CHANGE'))
                                       as backing,
                                   sum(cents) filter (where place = 'DIFFERENCES') as differences
                              from moved
                             group by association),
                        held as (
                            select association, sum(cents) as balances
                              from (select association, balance_cents as cents
                                      from view.balance
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
                             group by association),
                        paper as (
                            select association, sum(count * denomination * 100) as paper
                              from (select issuer as association, denomination, count
                                      from view.note_place
                                     where place in ('PUBLIC', 'ROUE_TILL')
                                     union all
                                    select issuer, denomination, -count
                                      from view.note_movement
                                     where place in ('PUBLIC', 'ROUE_TILL')
                                       and position > (select position from seen)) note
                             group by association)
                        select coalesce(association, '') as association, seen.position,
                               coalesce(in_issue, 0)::bigint as in_issue, coalesce(in_accounts, 0)::bigint as in_accounts,
                               coalesce(claims, 0)::bigint as claims,
                               coalesce(digital_claims, 0)::bigint as digital_claims,
                               coalesce(backing, 0)::bigint as backing,
                               coalesce(differences, 0)::bigint as differences,
                               coalesce(balances, 0)::bigint as balances, coalesce(gross, 0)::bigint as accepted,
                               coalesce(paper, 0)::bigint as paper
                          from seen
                          left join (places full join held using (association) full join accepted using (association)
                                     full join paper using (association))
                            on true
                         order by association
                        """).query((row, _) -> sides(new Row(row))).list();
    }

    /**
     * Each kind of note at a position: printed and neither destroyed nor expired by the postings, and what vaults,
     * shipments and desks say that they hold, with what the public has. What was told up to a position never changes, so
     * this may be asked later than it.
     */
    private List<NoteSides> notesAt(long position) {
        return db.sql("""
                        with held as (
                            select 1 as sign, vault.notes
                              from view.association
                             cross join lateral (
                                   select notes
                                     from view.vault_holding
                                    where vault_holding.association = association.association
                                      and position <= :position
                                    order by position desc
                                    limit 1) vault
                             union all
                            select 1, pile.notes
                              from view.desk
                             cross join lateral (
                                   select stock, returns, roue_till
                                     from view.desk_holding
                                    where desk_holding.desk = desk.desk
                                      and position <= :position
                                    order by position desc
                                    limit 1) holding
                             cross join lateral (values (stock), (returns), (roue_till)) as pile (notes)
                             union all
                            select case when step = 'SENT' then 1 else -1 end, notes
                              from view.shipment_step
                             where position <= :position),
                        said as (
                            select split_part(series.key, '/', 1) as issuer, split_part(series.key, '/', 2) as series,
                                   kind.key::integer as denomination, sum(sign * kind.value::bigint) as count
                              from held
                             cross join lateral json_each(notes) as series
                             cross join lateral json_each_text(series.value) as kind
                             group by 1, 2, 3),
                        moved as (
                            select place, issuer, series, denomination, count
                              from view.note_place
                             union all
                            select place, issuer, series, denomination, -count
                              from view.note_movement
                             where position > :position),
                        posted as (
                            select issuer, series, denomination,
                                   coalesce(-sum(count) filter (where place in ('PRINT', 'EXPIRED')), 0) as made,
                                   coalesce(sum(count) filter (where place = 'PUBLIC'), 0) as public
                              from moved
                             group by issuer, series, denomination),
                        kind as (
                            select issuer, denomination, coalesce(made, 0) as made,
                                   coalesce(said.count, 0) + coalesce(public, 0) as said, coalesce(public, 0) as public
                              from posted
                              full join said using (issuer, series, denomination)),
                        denomination as (
                            select issuer, denomination, sum(made) as made, sum(said) as said,
                                   bool_and(made = said) as each_holds, least(sum(public), 0) as below_zero
                              from kind
                             group by issuer, denomination)
                        select issuer, sum(made * denomination * 100)::bigint as made,
                               sum(said * denomination * 100)::bigint as said, bool_and(each_holds) as each_holds,
                               sum(below_zero * denomination * 100)::bigint as public_below_zero
                          from denomination
                         group by issuer
                         order by issuer
                        """)
                .param("position", position)
                .query((row, _) -> new NoteSides(
                        row.getString("issuer"),
                        row.getLong("made"),
                        row.getLong("said"),
                        row.getBoolean("each_holds"),
                        row.getLong("public_below_zero")))
                .list();
    }

    private static Sides sides(Row row) throws SQLException {
        return new Sides(
                row.text("association"),
                row.number("position"),
                row.number("in_issue"),
                row.number("in_accounts"),
                row.number("claims"),
                row.number("digital_claims"),
                row.number("backing"),
                row.number("differences"),
                row.number("balances"),
                row.number("accepted"),
                row.number("paper"));
    }

    private static long sum(List<Sides> sides, ToLongFunction<Sides> side) {
        return sides.stream().mapToLong(side).reduce(0, Math::addExact);
    }
}
