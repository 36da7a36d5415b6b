package laroue.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was shown whose personal data, and when (rule 57). The members can be told. */
public final class AccessLog {

    private final JdbcClient db;

    public AccessLog(JdbcClient db) {
        this.db = db;
    }

    /**
     * Notes that a client was shown people.
     *
     * @param what was asked for, such as {@code members}; never what was typed
     * @param accounts of the people that were shown
     */
    public void enter(String client, String what, List<String> accounts) {
        db.sql("insert into register.reading (client, what, accounts) values (:client, :what, :accounts)")
                .param("client", client)
                .param("what", what)
                .param("accounts", accounts.toArray(String[]::new))
                .update();
    }

    /**
     * How many accounts of others the clients of one holder were shown by name since an instant.
     *
     * @param besides an account that does not count
     */
    public int shownTo(AccountNumber holder, String what, Instant since, AccountNumber besides) {
        return db.sql("""
                        select count(distinct shown)
                          from register.client
                          join register.reading on reading.client = client.id
                         cross join unnest(accounts) shown
                         where client.account = :holder
                           and what = :what
                           and at >= :since
                           and shown <> :besides
                        """)
                .param("holder", holder.number())
                .param("what", what)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("besides", besides.number())
                .query(Integer.class)
                .single();
    }

    /**
     * One time that a client was shown people.
     *
     * @param accounts of the people that were shown
     */
    public record Reading(long id, Instant at, String client, String what, List<String> accounts) {}

    /**
     * Which readings; what is null is not asked for.
     *
     * @param association only those of accounts of this one
     * @param account only those of this one
     * @param client only what this one was shown
     */
    public record Filter(
            @Nullable AssociationCode association,
            @Nullable AccountNumber account,
            @Nullable String client) {}

    /**
     * Who was shown whom, newest first.
     *
     * @param before only what was noted before this id
     */
    public List<Reading> list(Filter filter, long before, int limit) {
        var account = filter.account();
        var association = filter.association();
        return db.sql("""
                        select reading, at, client, what, accounts
                          from register.reading
                         where reading < :before
                           and (:client::text is null or client = :client)
                           and (:account::text is null or accounts @> array[:account::text])
                           and (:association::text is null
                                or exists (select 1
                                             from unnest(accounts) shown
                                            where split_part(shown, '-', 1) = :association))
                         order by reading desc
                         limit :limit
                        """)
                .param("before", before)
                .param("client", filter.client())
                .param("account", account == null ? null : account.number())
                .param("association", association == null ? null : association.code())
                .param("limit", limit)
                .query((row, _) -> new Reading(
                        row.getLong("reading"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("client"),
                        row.getString("what"),
                        List.of((String[]) row.getArray("accounts").getArray())))
                .list();
    }
}
