package laroue.view.merchant;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laroue.merchant.Merchant.Status;
import laroue.value.AssociationCode;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The merchants of the network. */
public final class Directory {

    private final JdbcClient db;

    public Directory(JdbcClient db) {
        this.db = db;
    }

    /**
     * One merchant.
     *
     * @param name from the register; null if it was erased
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

    /** Which merchants; what is null is not asked for. */
    public record Filter(
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
        return db.sql("""
                        select merchant, name, merchant.account, association, siret, sector, commune, merchant_class,
                               status, since
                          from view.merchant
                          left join register.person on person.account = merchant.account
                         where merchant > :after
                           and (:commune::text is null or commune = :commune)
                           and (:sector::text is null or sector = :sector)
                           and (:status::text is null or status = :status)
                           and (:association::text is null or association = :association)
                         order by merchant
                         limit :limit
                        """)
                .param("after", after)
                .param("commune", filter.commune())
                .param("sector", filter.sector())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param(
                        "association",
                        filter.association() == null
                                ? null
                                : filter.association().code())
                .param("limit", limit)
                .query((row, _) -> listed(new Row(row)))
                .list();
    }

    private static Listed listed(Row row) throws SQLException {
        return new Listed(
                row.text("merchant"),
                row.textOrNull("name"),
                row.text("account"),
                row.text("association"),
                row.textOrNull("siret"),
                row.textOrNull("sector"),
                row.textOrNull("commune"),
                row.text("merchant_class"),
                Status.valueOf(row.text("status")),
                row.instant("since"));
    }
}
