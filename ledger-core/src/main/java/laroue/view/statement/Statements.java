package laroue.view.statement;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import laroue.account.Account;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.view.Row;
import laroue.view.Stretch;
import laroue.view.Vantage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What accounts are and were, and what went through them. */
public final class Statements {

    private final JdbcClient db;

    public Statements(JdbcClient db) {
        this.db = db;
    }

    /**
     * An account as it stands, or stood.
     *
     * @param membershipUntil the last day of the latest membership; null if there never was one
     * @param position how far the view has read, or up to where it was asked to look
     */
    public record AccountStand(
            String number,
            String association,
            HolderKind holderKind,
            Account.Status status,
            long balanceCents,
            @Nullable LocalDate membershipUntil,
            long position) {}

    /** What may be seen of a member: who they are stands in the register, and may have been erased. */
    public record Member(
            String number,
            @Nullable String name,
            HolderKind holderKind,
            Account.Status status,
            @Nullable LocalDate membershipUntil,
            @Nullable String commune) {}

    /** Whom one is about to pay. */
    public record Payee(
            String number, @Nullable String name, @Nullable String commune) {}

    /**
     * What was paid in a stretch of time, with an account or by everybody.
     *
     * @param count payments, refunds not counted
     * @param inCents payments received
     * @param outCents payments made
     * @param refundedCents what the account gave back of payments it received
     * @param givenBackCents what it was given back of payments it made
     */
    public record Totals(long count, long inCents, long outCents, long refundedCents, long givenBackCents) {}

    public Optional<AccountStand> account(AccountNumber number) {
        return db.sql("""
                        select account, association, holder_kind, status, balance_cents, membership_until,
                               view.read_to('counter') as position
                          from view.account
                          join view.balance using (account, association)
                         where account = :account
                        """)
                .param("account", number.number())
                .query((row, _) -> stand(new Row(row)))
                .optional();
    }

    /**
     * An account as it stood; empty if it was not open yet, as far as was known. Its balance is the sum of its entries.
     * Of its status and membership the one recorded last holds, as it does when a command is decided.
     */
    public Optional<AccountStand> account(AccountNumber number, Vantage vantage) {
        return db.sql("""
                        with change as (
                            select position, status, membership_until, membership_gone
                              from view.account_change
                             where account = :account
                               and at <= :asOf
                               and position <= :knownAt)
                        select account, association, holder_kind,
                               (select status from change where status is not null
                                 order by position desc limit 1) as status,
                               (select coalesce(sum(amount_cents), 0)::bigint
                                  from view.entry
                                 where entry.account = account.account
                                   and at <= :asOf
                                   and position <= :knownAt) as balance_cents,
                               (select membership_until from change
                                 where membership_until is not null or membership_gone
                                 order by position desc limit 1) as membership_until,
                               least(view.read_to('counter'), :knownAt) as position
                          from view.account
                         where account = :account
                           and exists (select from change)
                        """)
                .param("account", number.number())
                .param("asOf", vantage.effective())
                .param("knownAt", vantage.knownAt())
                .query((row, _) -> stand(new Row(row)))
                .optional();
    }

    /**
     * Entries of one account, newest first by position.
     *
     * @param kind null for all
     * @param before the position of the last entry seen so far; {@link Long#MAX_VALUE} to start
     */
    public List<Entry> entries(
            AccountNumber number, Stretch stretch, @Nullable EntryKind kind, long before, int limit) {
        return entries(
                number, stretch, kind == null ? EnumSet.allOf(EntryKind.class) : EnumSet.of(kind), before, limit);
    }

    /** Payments and refunds of one account, as {@link #entries} gives them. */
    public List<Entry> payments(AccountNumber number, Stretch stretch, long before, int limit) {
        return entries(number, stretch, EnumSet.of(EntryKind.PAYMENT, EntryKind.REFUND), before, limit);
    }

    /** By the account's own count, which its events are found by: it finds its way to {@code before} at once. */
    private List<Entry> entries(AccountNumber number, Stretch stretch, Set<EntryKind> kinds, long before, int limit) {
        return db.sql("""
                        select account, position, at, recorded_at, kind, amount_cents, balance_cents, counterparty,
                               operation, reference, refund_of
                          from view.entry
                         where account = :account
                           and seq < coalesce((select seq from journal.event
                                                where position = :before and stream = :account),
                                              9223372036854775807)
                           and position < :before
                           and at >= :from
                           and at < :to
                           and kind = any (:kinds)
                         order by seq desc
                         limit :limit
                        """)
                .param("account", number.number())
                .param("before", before)
                .param("from", stretch.start())
                .param("to", stretch.end())
                .param("kinds", kinds.stream().map(EntryKind::word).toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> entry(new Row(row)))
                .list();
    }

    /**
     * Payments and refunds of all payers, each by the entry that went out.
     *
     * @param payers whose accounts; null for those of every association
     */
    public List<Entry> payments(@Nullable AssociationCode payers, Stretch stretch, long before, int limit) {
        return db.sql("""
                        select account, position, at, recorded_at, kind, amount_cents, balance_cents, counterparty,
                               operation, reference, refund_of
                          from view.entry
                         where (:payers::text is null or split_part(account, '-', 1) = :payers)
                           and kind in ('payment', 'refund')
                           and amount_cents < 0
                           and position < :before
                           and at >= :from
                           and at < :to
                         order by position desc
                         limit :limit
                        """)
                .param("payers", payers == null ? null : payers.code())
                .param("before", before)
                .param("from", stretch.start())
                .param("to", stretch.end())
                .param("limit", limit)
                .query((row, _) -> entry(new Row(row)))
                .list();
    }

    public Totals totals(AccountNumber number, Stretch stretch) {
        return db.sql("""
                        select count(*) filter (where kind = 'payment') as count,
                               coalesce(sum(amount_cents) filter (where kind = 'payment' and amount_cents > 0), 0)
                                   as in_cents,
                               coalesce(-sum(amount_cents) filter (where kind = 'payment' and amount_cents < 0), 0)
                                   as out_cents,
                               coalesce(-sum(amount_cents) filter (where kind = 'refund' and amount_cents < 0), 0)
                                   as refunded_cents,
                               coalesce(sum(amount_cents) filter (where kind = 'refund' and amount_cents > 0), 0)
                                   as given_back_cents
                          from view.entry
                         where account = :account
                           and at >= :from
                           and at < :to
                        """)
                .param("account", number.number())
                .param("from", stretch.start())
                .param("to", stretch.end())
                .query((row, _) -> totals(new Row(row)))
                .single();
    }

    /** The same for all payers; what went out came in somewhere, so it is counted once, as going out. */
    public Totals totals(@Nullable AssociationCode payers, Stretch stretch) {
        return db.sql("""
                        select count(*) filter (where kind = 'payment') as count,
                               0 as in_cents,
                               coalesce(-sum(amount_cents) filter (where kind = 'payment'), 0) as out_cents,
                               coalesce(-sum(amount_cents) filter (where kind = 'refund'), 0) as refunded_cents,
                               0 as given_back_cents
                          from view.entry
                         where (:payers::text is null or split_part(account, '-', 1) = :payers)
                           and amount_cents < 0
                           and at >= :from
                           and at < :to
                        """)
                .param("payers", payers == null ? null : payers.code())
                .param("from", stretch.start())
                .param("to", stretch.end())
                .query((row, _) -> totals(new Row(row)))
                .single();
    }

    /**
     * Members whose number, name or a word of whose name starts with what was typed, by number.
     *
     * @param association null for all
     * @param after the last number seen so far; empty to start
     */
    public List<Member> members(String typed, @Nullable AssociationCode association, String after, int limit) {
        return db.sql("""
                        select account.account, name, holder_kind, status, membership_until, commune
                          from view.account
                          left join register.person on person.account = account.account
                         where (:association::text is null or association = :association)
                           and account.account > :after
                           and (lower(account.account) like :start
                                or lower(name) like :start
                                or lower(name) like :word)
                         order by account.account
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("after", after)
                .param("start", literally(typed) + "%")
                .param("word", "% " + literally(typed) + "%")
                .param("limit", limit)
                .query((row, _) -> member(new Row(row)))
                .list();
    }

    public Optional<Payee> payee(AccountNumber number) {
        return db.sql("""
                        select account.account, name, commune
                          from view.account
                          left join register.person on person.account = account.account
                         where account.account = :account
                           and status <> 'CLOSED'
                        """)
                .param("account", number.number())
                .query((row, _) -> payee(new Row(row)))
                .optional();
    }

    private static String literally(String typed) {
        return typed.strip()
                .toLowerCase(Locale.FRENCH)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    private static AccountStand stand(Row row) throws SQLException {
        return new AccountStand(
                row.text("account"),
                row.text("association"),
                HolderKind.valueOf(row.text("holder_kind")),
                Account.Status.valueOf(row.text("status")),
                row.number("balance_cents"),
                row.dayOrNull("membership_until"),
                row.number("position"));
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                row.text("account"),
                row.number("position"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.text("kind"),
                row.number("amount_cents"),
                row.number("balance_cents"),
                row.textOrNull("counterparty"),
                row.operation("operation"),
                row.textOrNull("reference"),
                row.operationOrNull("refund_of"));
    }

    private static Totals totals(Row row) throws SQLException {
        return new Totals(
                row.number("count"),
                row.number("in_cents"),
                row.number("out_cents"),
                row.number("refunded_cents"),
                row.number("given_back_cents"));
    }

    private static Member member(Row row) throws SQLException {
        return new Member(
                row.text("account"),
                row.textOrNull("name"),
                HolderKind.valueOf(row.text("holder_kind")),
                Account.Status.valueOf(row.text("status")),
                row.dayOrNull("membership_until"),
                row.textOrNull("commune"));
    }

    private static Payee payee(Row row) throws SQLException {
        return new Payee(row.text("account"), row.textOrNull("name"), row.textOrNull("commune"));
    }
}
