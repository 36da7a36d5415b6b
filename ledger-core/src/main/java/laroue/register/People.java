package laroue.register;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
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

    /** In this order: a name is needed to find it in what others wrote. */
    private static final List<String> ERASURE = List.of(
            """
            with called as (
                select name from register.person where account = :account and name is not null
                union
                select unnest(array[name, former]) from register.renaming where account = :account
                union
                select name from register.external_name where account = :account),
            -- A single word, such as a first name, may mean anybody.
            full_name as (
                select register.words_typed(name) as words
                  from called
                 where cardinality(register.words_typed(name)) > 1)
            delete from register.words
             where account = :account
                or operation in (select operation from journal.event where stream = :account)
                or exists (select 1 from full_name where register.words_typed(words.words) @> full_name.words)
                or exists (select 1
                             from register.person
                            where person.account = :account
                              and position(lower(email) in lower(words.words)) > 0)
            """,
            "delete from register.renaming where account = :account",
            "delete from register.external_name where account = :account",
            "delete from register.card where account = :account",
            """
            update register.client
               set revoked_at = coalesce(revoked_at, now()), epoch = epoch + 1, name = null, purpose = null
             where account = :account
            """,
            """
            with gone as (
                update register.login
                   set closed_at = coalesce(closed_at, now()), passphrase = null, epoch = epoch + 1,
                       name = login, email = login
                 where login in (select login from register.client where account = :account)
                   and not exists (select 1
                                     from register.client
                                    where client.login = login.login
                                      and revoked_at is null)
                returning login),
            links as (
                update register.login_link set used_at = now() where login in (table gone) and used_at is null)
            delete from register.second_factor where client in (table gone)
            """,
            "update register.person set name = null, email = null, erased_at = now() where account = :account");

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

    /**
     * Enters a new name, before the operation that gives it. It takes its place once {@link #applyRenamings} finds that
     * operation in the journal, and its day has come.
     *
     * @param client who asks for it
     * @param from the first day on which it holds
     */
    public void enterRenaming(
            OperationId operation, AccountNumber account, String client, LocalDate from, String name) {
        db.sql("""
                insert into register.renaming (operation, account, client, starts, name)
                values (:operation, :account, :client, :starts, :name)
                """)
                .param("operation", operation.uuid())
                .param("account", account.number())
                .param("client", client)
                .param("starts", from)
                .param("name", name)
                .update();
    }

    /** The name that holds on a day, as far as it is known now; empty if there is none any more. */
    public Optional<String> nameOn(AccountNumber account, LocalDate day) {
        return db.sql("""
                select coalesce(
                           (select renaming.name
                              from register.renaming
                             where renaming.account = person.account
                               and starts <= :day
                               and exists (select 1 from journal.event where event.operation = renaming.operation)
                             order by starts desc, operation desc
                             limit 1),
                           name)
                  from register.person
                 where account = :account
                   and name is not null
                """)
                .param("account", account.number())
                .param("day", day)
                .query(String.class)
                .optional();
    }

    /**
     * Puts new names in their place whose day has come: of several, that of the latest day. Done twice, it is done once; an
     * erased holder stays without a name.
     */
    public void applyRenamings() {
        db.sql("""
                with given as (
                    select operation, account, name, applied_at,
                           lead(name) over latest_first as former,
                           row_number() over latest_first as nth
                      from register.renaming
                     where starts <= (now() at time zone 'Europe/Paris')::date
                       and account in (select account from register.renaming where applied_at is null)
                       and exists (select 1 from journal.event where event.operation = renaming.operation)
                    window latest_first as (partition by account order by starts desc, operation desc)),
                applied as (
                    update register.renaming
                       set applied_at = now(), former = coalesce(given.former, person.name)
                      from given
                      join register.person using (account)
                     where renaming.operation = given.operation
                       and renaming.applied_at is null)
                update register.person
                   set name = given.name
                  from given
                 where person.account = given.account
                   and person.name is not null
                   and given.nth = 1
                   and person.name <> given.name
                """).update();
    }

    /**
     * Forgets a holder wherever the register knows them. What was written about an operation of the account goes, whoever of
     * its parties wrote it, and every text that holds all words of the name, such as a carrier or a reason. Clients, cards and,
     * where the person has no other access, the login end. Done twice, it is done once, and what came in between is forgotten
     * too; only the last step marks it as done.
     */
    public void erase(AccountNumber account) {
        for (var step : ERASURE) {
            db.sql(step).param("account", account.number()).update();
        }
    }

    /** The erased of whom a crash, or a register that forgot less, left something. */
    List<AccountNumber> halfErased() {
        return db.sql("""
                        select account
                          from register.person
                         where erased_at is null
                           and exists (select 1
                                         from journal.event
                                        where event.stream = person.account
                                          and event.type = 'account.holder-erased.1')
                        """)
                .query((row, _) -> new AccountNumber(row.getString("account")))
                .list();
    }
}
