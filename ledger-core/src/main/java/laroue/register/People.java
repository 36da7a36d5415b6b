package laroue.register;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds an account: the personal data, which no event holds and which can be emptied (rule 56). */
public final class People {

    /**
     * One holder.
     *
     * @param name null once the person was erased
     * @param email null if it was not given, or once the person was erased
     */
    public record Person(
            AccountNumber account,
            @Nullable String name,
            @Nullable String email) {}

    private final JdbcClient db;

    public People(JdbcClient db) {
        this.db = db;
    }

    /**
     * Enters a holder, before the account is opened.
     *
     * @param operation the one that will open the account
     */
    public void enter(OperationId operation, AccountNumber account, String name, @Nullable String email) {
        db.sql("""
                insert into register.person (operation, account, name, email)
                values (:operation, :account, :name, :email)
                """)
                .param("operation", operation.uuid())
                .param("account", account.number())
                .param("name", name)
                .param("email", email)
                .update();
    }

    public Optional<Person> find(AccountNumber account) {
        return db.sql("select name, email from register.person where account = :account")
                .param("account", account.number())
                .query((row, _) -> new Person(account, row.getString("name"), row.getString("email")))
                .optional();
    }

    /** The names of some holders, by their accounts; one that has none any more is left out. */
    public Map<String, String> names(Collection<String> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : db
                        .sql(
                                "select account, name from register.person where account in (:accounts) and name is not null")
                        .param("accounts", Set.copyOf(accounts))
                        .query((row, _) -> Map.entry(row.getString("account"), row.getString("name")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Empties a holder's row and every free text about the account. Done twice, it is done once. */
    public void erase(AccountNumber account) {
        db.sql("update register.person set name = null, email = null where account = :account")
                .param("account", account.number())
                .update();
        db.sql("delete from register.words where account = :account")
                .param("account", account.number())
                .update();
    }
}
