package laroue.view.circulation;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laroue.decision.Posting.Place;
import laroue.value.AssociationCode;
import laroue.view.PointInTime;
import laroue.view.Row;
import laroue.view.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What circulates and what it is backed by, now or as of a time. */
public final class Figures {

    private final JdbcClient db;

    public Figures(JdbcClient db) {
        this.db = db;
    }

    /** What one association owes another, netted. */
    public record Claim(AssociationCode creditor, AssociationCode debtor, long cents) {}

    /** Claims as of a time, with the position of the last event that is counted. */
    public record Claims(List<Claim> claims, long position) {}

    private record Holding(String association, String place, String counterpart, long cents, long position) {}

    /** The figures of one association. */
    public Circulation of(AssociationCode association, PointInTime pointInTime) {
        var places = holdings(pointInTime);
        return sum(
                places.stream()
                        .filter(it -> it.association().equals(association.code()))
                        .toList(),
                position(places));
    }

    /** The figures of all associations together. */
    public Circulation ofTerritory(PointInTime pointInTime) {
        var places = holdings(pointInTime);
        return sum(places, position(places));
    }

    /** The figures of each association that has any, by its code. */
    public Map<String, Circulation> ofEach(PointInTime pointInTime) {
        var perAssociation = new TreeMap<String, Circulation>();
        var places = holdings(pointInTime);
        for (var holding : places) {
            perAssociation.computeIfAbsent(
                    holding.association(),
                    code -> sum(
                            places.stream()
                                    .filter(it -> it.association().equals(code))
                                    .toList(),
                            position(places)));
        }
        perAssociation.remove("");
        return perAssociation;
    }

    /** Who owes whom: each pair once, as the one that is owed more (rule 44). */
    public Claims claims(@Nullable AssociationCode concerned, PointInTime pointInTime) {
        var places = holdings(pointInTime);
        var claims = places.stream()
                .filter(it -> it.place().equals(Place.CLAIMS.name()) && it.cents() > 0)
                .map(Figures::claim)
                .filter(it -> concerns(concerned, it))
                .toList();
        return new Claims(claims, position(places));
    }

    /**
     * Who came to owe whom in a stretch of effective time, each pair netted (rule 44).
     *
     * @param knownAt only what was recorded up to this position
     */
    public Claims claims(@Nullable AssociationCode concerned, TimeRange range, long knownAt) {
        var claims = db.sql("""
                        with seen as materialized (
                            select view.whole(least(view.read_to('figures'), :knownAt)) as position)
                        select seen.position, claim.association, claim.counterpart, coalesce(claim.cents, 0) as cents
                          from seen
                          left join lateral (
                               select association, counterpart, sum(cents)::bigint as cents
                                 from view.movement
                                where place = 'CLAIMS'
                                  and position <= seen.position
                                  and at >= :from
                                  and at < :to
                                group by association, counterpart) claim on true
                         order by claim.association, claim.counterpart
                        """)
                .param("knownAt", knownAt)
                .param("from", range.start())
                .param("to", range.end())
                .query((row, _) -> claim(new Row(row)))
                .list();
        return new Claims(
                claims.stream()
                        .filter(it -> it.cents() > 0)
                        .map(Figures::claim)
                        .filter(it -> concerns(concerned, it))
                        .toList(),
                position(claims));
    }

    private static Holding claim(Row row) throws SQLException {
        return new Holding(
                String.valueOf(row.textOrNull("association")),
                Place.CLAIMS.name(),
                String.valueOf(row.textOrNull("counterpart")),
                row.number("cents"),
                row.number("position"));
    }

    private static Claim claim(Holding it) {
        return new Claim(new AssociationCode(it.association()), new AssociationCode(it.counterpart()), it.cents());
    }

    private static boolean concerns(@Nullable AssociationCode concerned, Claim claim) {
        return concerned == null
                || claim.creditor().equals(concerned)
                || claim.debtor().equals(concerned);
    }

    /**
     * What each place held. Starts from what it holds now and takes away what came later, in position or in effect: the
     * usual question is about now, and is then answered from a handful of rows.
     */
    private List<Holding> holdings(PointInTime pointInTime) {
        return db.sql("""
                        with seen as materialized (
                            select view.whole(least(view.read_to('figures'), :knownAt)) as position),
                        later as (
                            select association, place, coalesce(counterpart, '') as counterpart, sum(cents) as cents
                              from (select association, place, counterpart, cents
                                      from view.movement
                                     where position > (select position from seen)
                                     union all
                                    select association, place, counterpart, cents
                                      from view.movement
                                     where at > :asOf
                                       and position <= (select position from seen)) moved
                             group by association, place, coalesce(counterpart, ''))
                        select coalesce(place.association, '') as association, coalesce(place.place, '') as place,
                               coalesce(place.counterpart, '') as counterpart,
                               (coalesce(place.cents, 0) - coalesce(later.cents, 0))::bigint as cents, seen.position
                          from seen
                          left join view.place on true
                          left join later using (association, place, counterpart)
                         order by place.association, place.place, place.counterpart
                        """)
                .param("knownAt", pointInTime.knownAt())
                .param("asOf", pointInTime.effective())
                .query((row, _) -> holding(new Row(row)))
                .list();
    }

    private static Holding holding(Row row) throws SQLException {
        return new Holding(
                row.text("association"),
                row.text("place"),
                row.text("counterpart"),
                row.number("cents"),
                row.number("position"));
    }

    private static Circulation sum(List<Holding> places, long position) {
        return new Circulation(
                cents(places, CirculationView.PAPER),
                cents(places, Place.ACCOUNTS.name()),
                cents(places, CirculationView.ACCEPTED_RECONVERSIONS),
                cents(places, Place.GUARANTEE_PAPER.name()),
                cents(places, Place.GUARANTEE_DIGITAL.name()),
                Math.addExact(
                        Math.addExact(
                                cents(places, Place.TILL_CHANGE.name()), cents(places, Place.DEPOSIT_CHANGE.name())),
                        cents(places, Place.CARD_CHANGE.name())),
                cents(places, Place.CLAIMS.name()),
                position);
    }

    private static long cents(List<Holding> places, String place) {
        return places.stream()
                .filter(it -> it.place().equals(place))
                .mapToLong(Holding::cents)
                .reduce(0, Math::addExact);
    }

    private static long position(List<Holding> places) {
        return places.getFirst().position();
    }
}
