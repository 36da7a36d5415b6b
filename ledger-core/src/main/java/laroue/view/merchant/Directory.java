package laroue.view.merchant;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laroue.merchant.Merchant.Status;
import laroue.merchant.NafCorrespondence;
import laroue.value.AssociationCode;
import laroue.value.Communes;
import laroue.view.PeopleIndex;
import laroue.view.Row;
import laroue.view.Sectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The merchants of the network. */
public final class Directory {

    private final JdbcClient db;
    private final PeopleIndex people;
    private final Sectors sectors;

    public Directory(JdbcClient db) {
        this.db = db;
        this.people = new PeopleIndex(db);
        this.sectors = new Sectors(db);
    }

    /**
     * One merchant, as it is today.
     *
     * @param name from the register; null if it was erased
     * @param sector NAF code, the newest of that sector; null where it was not said
     * @param since when its status took effect
     */
    public record Listed(
            String merchant,
            @Nullable String name,
            String account,
            String association,
            @Nullable String siret,
            @Nullable String sector,
            @Nullable String commune,
            String merchantClass,
            Status status,
            Instant since) {}

    /**
     * Which merchants; what is null is not asked for.
     *
     * @param q what somebody typed: words of the name, or the number of the account
     * @param commune an INSEE code; with those of its districts
     * @param sector a NAF code; with those that are the same sector
     */
    public record Filter(
            @Nullable String q,
            @Nullable String commune,
            @Nullable String sector,
            @Nullable Status status,
            @Nullable AssociationCode association) {}

    /**
     * Merchants by their id.
     *
     * @param after the last id seen so far; empty to start
     */
    public List<Listed> merchants(Filter filter, String after, int limit) {
        var naf = sectors.today();
        var from = from(filter, naf);
        return db.sql("""
                        select merchant, name, merchant.account, association, siret, sector, commune, merchant_class,
                               status, since
                        """ + from.sql() + """
                           and merchant > :after
                         order by merchant
                         limit :limit
                        """)
                .params(from.parameters())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> listed(new Row(row), naf))
                .list();
    }

    /** How many merchants there are. */
    public long count(Filter filter) {
        var from = from(filter, sectors.today());
        return db.sql("select count(*)\n" + from.sql())
                .params(from.parameters())
                .query(Long.class)
                .single();
    }

    /** The tables and conditions of a filter, with what they are asked for. */
    private record Question(String sql, Map<String, @Nullable Object> parameters) {}

    private Question from(Filter filter, NafCorrespondence naf) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put(
                "communes",
                filter.commune() == null
                        ? null
                        : Communes.within(filter.commune()).toArray(String[]::new));
        parameters.put(
                "sectors",
                filter.sector() == null ? null : naf.same(filter.sector()).toArray(String[]::new));
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put(
                "association",
                filter.association() == null ? null : filter.association().code());
        var sql = """
                  from (select merchant, account, association, siret, commune, status, since,
                               coalesce(
                                   (select changed.sector
                                      from view.merchant_change changed
                                     where changed.merchant = merchant.merchant
                                       and changed.starts <= (now() at time zone 'Europe/Paris')::date
                                       and changed.sector is not null
                                     order by changed.starts desc
                                     limit 1),
                                   sector) as sector,
                               coalesce(
                                   (select changed.merchant_class
                                      from view.merchant_change changed
                                     where changed.merchant = merchant.merchant
                                       and changed.starts <= (now() at time zone 'Europe/Paris')::date
                                       and changed.merchant_class is not null
                                     order by changed.starts desc
                                     limit 1),
                                   merchant_class) as merchant_class
                          from view.merchant) merchant
                  left join register.person on person.account = merchant.account collate "default"
                 where (:communes::text[] is null or commune = any (:communes::text[]))
                   and (:sectors::text[] is null or sector = any (:sectors::text[]))
                   and (:status::text is null or status = :status)
                   and (:association::text is null or association = :association)
                """;
        if (filter.q() == null) {
            return new Question(sql, parameters);
        }
        var sought = people.sought(filter.q(), "merchant.account");
        parameters.putAll(sought.parameters());
        return new Question(sql + "   and " + sought.condition() + "\n", parameters);
    }

    private static Listed listed(Row row, NafCorrespondence naf) throws SQLException {
        return new Listed(
                row.text("merchant"),
                row.textOrNull("name"),
                row.text("account"),
                row.text("association"),
                row.textOrNull("siret"),
                naf.newestOrNull(row.textOrNull("sector")),
                row.textOrNull("commune"),
                row.text("merchant_class"),
                Status.valueOf(row.text("status")),
                row.instant("since"));
    }
}
