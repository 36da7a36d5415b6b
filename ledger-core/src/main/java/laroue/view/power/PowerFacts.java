package laroue.view.power;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.view.Row;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads who was given which power, and what one person did alone. */
public final class PowerFacts {

    private final JdbcClient db;

    public PowerFacts(JdbcClient db) {
        this.db = db;
    }

    /**
     * Which are asked for.
     *
     * @param association null for all
     * @param account over which power was used or given; null for any
     * @param alone only what one person did without a second one and without the holder's word
     */
    public record Filter(
            @Nullable AssociationCode association, @Nullable AccountNumber account, boolean alone) {}

    /**
     * One fact.
     *
     * @param object a client, a person, a card, a day: by its id
     * @param account over which; null where it is over none
     */
    public record PowerLine(
            long position,
            Instant at,
            @Nullable String association,
            PowerAct act,
            String object,
            @Nullable String account,
            String actor,
            OperationId operation,
            boolean alone) {}

    /**
     * Those that a filter lets through, the latest first.
     *
     * @param before only those before this position
     */
    public List<PowerLine> list(Filter filter, long before, int limit) {
        return asked(db.sql("""
                        select position, at, association, act, object, account, actor, operation, alone
                          from view.power
                         where (cast(:association as text) is null or association = :association)
                           and (cast(:account as text) is null or account = :account)
                           and (alone or not :alone)
                           and position < :before
                         order by position desc
                         limit :limit
                        """), filter)
                .param("before", before)
                .param("limit", limit)
                .query(PowerFacts::line)
                .list();
    }

    /**
     * What was done with or to the power over an account without its holder's word, the latest first.
     *
     * @param since not before
     * @param before only before this instant
     */
    public List<PowerLine> withoutWord(AccountNumber account, Instant since, Instant before, int limit) {
        return db.sql("""
                        select position, at, association, act, object, account, actor, operation, alone
                          from view.power
                         where account = :account
                           and wordless
                           and at >= cast(:since as timestamptz)
                           and at < cast(:before as timestamptz)
                         order by position desc
                         limit :limit
                        """)
                .param("account", account.number())
                .param("since", since.toString())
                .param("before", before.toString())
                .param("limit", limit)
                .query(PowerFacts::line)
                .list();
    }

    /** How many acts of one person alone there were since an instant. */
    public Waiting aloneSince(@Nullable AssociationCode association, Instant since) {
        return Waiting.of(db.sql("""
                        select count(*) as count, min(at) as oldest
                          from view.power
                         where (cast(:association as text) is null or association = :association)
                           and alone
                           and at >= cast(:since as timestamptz)
                        """)
                .param("association", association == null ? null : association.code())
                .param("since", since.toString()));
    }

    private static StatementSpec asked(StatementSpec query, Filter filter) {
        var association = filter.association();
        var account = filter.account();
        return query.param("association", association == null ? null : association.code())
                .param("account", account == null ? null : account.number())
                .param("alone", filter.alone());
    }

    private static PowerLine line(ResultSet result, int number) throws SQLException {
        var row = new Row(result);
        return new PowerLine(
                row.number("position"),
                row.instant("at"),
                row.textOrNull("association"),
                PowerAct.valueOf(row.text("act")),
                row.text("object"),
                row.textOrNull("account"),
                row.text("actor"),
                row.operation("operation"),
                result.getBoolean("alone"));
    }
}
