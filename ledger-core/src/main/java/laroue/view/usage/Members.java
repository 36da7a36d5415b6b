package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import laroue.value.Communes;
import laroue.view.Row;
import laroue.view.disclosure.PaymentMatrix.By;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Those who took part in some payments, by their numbers. */
final class Members {

    private final Map<Integer, Member> members = new HashMap<>();

    /**
     * The groups that a party belongs to.
     *
     * @param sectors that it changed to, by the first day on which they hold
     */
    record Member(
            int party,
            String association,
            String kind,
            @Nullable String commune,
            @Nullable String sector,
            NavigableMap<LocalDate, String> sectors) {

        private static Member of(Row row) throws SQLException {
            return new Member(
                    Math.toIntExact(row.number("party")),
                    row.text("association"),
                    row.text("kind"),
                    row.textOrNull("commune"),
                    row.textOrNull("sector"),
                    new TreeMap<>());
        }

        String group(By by, LocalDate day) {
            return switch (by) {
                case KIND -> kind;
                case COMMUNE -> commune == null ? "" : Communes.town(commune);
                case SECTOR -> {
                    var known = sectorOn(day);
                    yield known == null ? kind : known;
                }
            };
        }

        private @Nullable String sectorOn(LocalDate day) {
            var latest = sectors.isEmpty() ? null : sectors.floorEntry(day);
            return latest == null ? sector : latest.getValue();
        }
    }

    /**
     * Reads them.
     *
     * @param database where a statement goes
     */
    Members(Function<String, StatementSpec> database, List<PaidDay> payments) {
        var parties =
                payments.stream().flatMapToInt(PaidDay::parties).distinct().toArray();
        database.apply("""
                        select party, association, kind, commune, sector
                          from view.party
                         where party = any(:parties::integer[])
                        """)
                .param("parties", parties)
                .query((row, _) -> Member.of(new Row(row)))
                .list()
                .forEach(it -> members.put(it.party(), it));
        database.apply("select party, starts, sector from view.party_sector where party = any(:parties::integer[])")
                .param("parties", parties)
                .query(it -> {
                    var row = new Row(it);
                    of(Math.toIntExact(row.number("party"))).sectors().put(row.day("starts"), row.text("sector"));
                });
    }

    Member of(int party) {
        var member = members.get(party);
        if (member == null) {
            throw new IllegalStateException("payments tell of a party that is not known: " + party);
        }
        return member;
    }
}
