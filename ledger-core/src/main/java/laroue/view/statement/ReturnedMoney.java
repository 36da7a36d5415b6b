package laroue.view.statement;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import laroue.account.Account.Status;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Roues;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Roues that came back to an account whose holder cannot use them: a refund, or a reconversion that failed, on an account
 * that is frozen (one that was closed is there again, frozen), and whatever is on the account of a holder who was erased.
 */
public final class ReturnedMoney {

    private final JdbcClient db;

    public ReturnedMoney(JdbcClient db) {
        this.db = db;
    }

    /**
     * What came back to one account and is still there.
     *
     * @param nameless whether the holder was erased: only papers outside the ledger tell who it is
     * @param since when the first of it came back
     */
    public record Returned(
            AccountNumber account,
            AssociationCode association,
            Status status,
            boolean nameless,
            Roues amount,
            Instant since) {}

    /** Those of an association, or of all where none is named; what waits longest first. */
    public List<Returned> find(@Nullable AssociationCode association, int limit) {
        return db.sql("""
                        with stuck as (
                            select account.account, account.association, account.status, false as nameless
                              from view.account
                             where account.status = 'FROZEN'
                             union
                            select account.account, account.association, account.status, true
                              from register.person
                              join view.account using (account)
                             where lower(person.name) is null),
                        each_once as (
                            select account, association, status, bool_or(nameless) as nameless
                              from stuck
                             where (:association::text is null or association = :association)
                             group by account, association, status),
                        came_back as (
                            select stuck.*, balance.balance_cents, back.cents, back.since
                              from each_once stuck
                              join view.balance using (account)
                              join lateral (
                                   select sum(entry.amount_cents) as cents, min(entry.at) as since
                                     from view.entry
                                    where entry.account = stuck.account
                                      and entry.amount_cents > 0
                                      and entry.position > coalesce((select max(emptied.position)
                                                                       from view.entry emptied
                                                                      where emptied.account = stuck.account
                                                                        and emptied.balance_cents = 0), 0)
                                      and (stuck.nameless
                                           or (entry.kind in ('refund', 'reconversion-returned')
                                               and entry.position > coalesce((select max(change.position)
                                                                                from view.account_change change
                                                                               where change.account = stuck.account
                                                                                 and change.status = 'FROZEN'), 0)))
                                   ) back on back.cents > 0
                             where balance.balance_cents > 0)
                        select account, association, status, nameless,
                               case when nameless then balance_cents else least(balance_cents, cents) end as cents, since
                          from came_back
                         order by since, account
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("limit", limit)
                .query((row, _) -> returned(new Row(row)))
                .list();
    }

    private static Returned returned(Row row) throws SQLException {
        return new Returned(
                new AccountNumber(row.text("account")),
                new AssociationCode(row.text("association")),
                Status.valueOf(row.text("status")),
                row.row().getBoolean("nameless"),
                new Roues(row.number("cents")),
                row.instant("since"));
    }
}
