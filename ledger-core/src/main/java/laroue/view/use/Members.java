package laroue.view.use;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import laroue.value.Communes;
import laroue.view.Row;
import laroue.view.use.PaymentMatrix.By;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Those who took part in some payments, by their numbers. */
final class Members {

    private final Map<Integer, Member> members = new HashMap<>();

    /** The groups that a party belongs to. */
    record Member(
            int party,
            String association,
            String kind,
            @Nullable String commune,
            @Nullable String sector) {

        private static Member of(Row row) throws SQLException {
            return new Member(
                    Math.toIntExact(row.number("party")),
                    row.text("association"),
                    row.text("kind"),
                    row.textOrNull("commune"),
                    row.textOrNull("sector"));
        }

        String group(By by) {
            return switch (by) {
                case KIND -> kind;
                case COMMUNE -> commune == null ? "" : Communes.town(commune);
                case SECTOR -> sector == null ? kind : sector;
            };
        }
    }

    /**
     * Reads them.
     *
     * @param database where a statement goes
     */
    Members(Function<String, StatementSpec> database, List<PaidDay> payments) {
        database.apply("""
                        select party, association, kind, commune, sector
                          from view.party
                         where party = any(:parties::integer[])
                        """)
                .param(
                        "parties",
                        payments.stream()
                                .flatMapToInt(PaidDay::parties)
                                .distinct()
                                .toArray())
                .query((row, _) -> Member.of(new Row(row)))
                .list()
                .forEach(it -> members.put(it.party(), it));
    }

    Member of(int party) {
        var member = members.get(party);
        if (member == null) {
            throw new IllegalStateException("payments tell of a party that is not known: " + party);
        }
        return member;
    }
}
