package laroue.register;

import java.util.Map;
import java.util.stream.Collectors;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another system called the accounts that were taken over from it. */
public final class ExternalNames {

    private record Named(String name, AccountNumber account) {}

    private final JdbcClient db;

    public ExternalNames(JdbcClient db) {
        this.db = db;
    }

    /** Every name that an association took over, with its account; not those that a crash left without one. */
    public Map<String, AccountNumber> of(AssociationCode association) {
        return db
                .sql("""
                        select name, account
                          from register.external_name
                         where association = :association
                           and exists (select 1 from journal.event where stream = account)
                        """)
                .param("association", association.code())
                .query((row, _) -> new Named(row.getString("name"), new AccountNumber(row.getString("account"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Named::name, Named::account));
    }

    /** Enters names, before their accounts are opened; one that a crash left without an account gets this one. */
    public void enter(AssociationCode association, Map<String, AccountNumber> accounts) {
        db.sql("""
                insert into register.external_name (association, name, account)
                select :association, name, account
                  from unnest(:names::text[], :accounts::text[]) as line (name, account)
                on conflict (association, name) do update set account = excluded.account
                """)
                .param("association", association.code())
                .param("names", accounts.keySet().toArray(String[]::new))
                .param(
                        "accounts",
                        accounts.values().stream().map(AccountNumber::number).toArray(String[]::new))
                .update();
    }
}
