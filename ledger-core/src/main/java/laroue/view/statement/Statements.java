package laroue.view.statement;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laroue.account.Account;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.view.PeopleIndex;
import laroue.view.PointInTime;
import laroue.view.Row;
import laroue.view.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What accounts are and were, and what went through them. */
public final class Statements {

    private final JdbcClient db;
    private final PeopleIndex people;

    public Statements(JdbcClient db) {
        this.db = db;
        this.people = new PeopleIndex(db);
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
            String number,
            HolderKind kind,
            @Nullable String name,
            @Nullable String commune) {}

    /**
     * What was paid in a stretch of time, with an account or by everybody.
     *
     * @param count payments, refunds not counted
     * @param inCents payments received
     * @param outCents payments made
     * @param refundedCents what the account gave back of payments it received
     * @param givenBackCents what it was given back of payments it made
     */
    public record Totals(long count, long inCents, long outCents, long refundedCents, long givenBackCents) {

        private Totals and(Totals other) {
            return new Totals(
                    count + other.count,
                    Math.addExact(inCents, other.inCents),
                    Math.addExact(outCents, other.outCents),
                    Math.addExact(refundedCents, other.refundedCents),
                    Math.addExact(givenBackCents, other.givenBackCents));
        }
    }

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
     * An account as it stood; empty if it was not open yet, as far as was known. One that another system's history came into
     * was open from its first entry. Its balance is the sum of its entries that
     * had taken effect. An operation of which only one side was recorded up to there counts as not known, as in figures.
     * Of its status and membership the one recorded last holds, as it does when a command is decided.
     */
    public Optional<AccountStand> account(AccountNumber number, PointInTime pointInTime) {
        return db.sql("""
                        with seen as materialized (
                            select view.whole(least(view.read_to('counter'), :knownAt)) as position),
                        change as (
                            select position, status, membership_until, membership_gone
                              from view.account_change
                             where account = :account
                               and at <= :asOf
                               and position <= (select position from seen))
                        select account, association, holder_kind,
                               coalesce((select status from change where status is not null
                                          order by position desc limit 1), 'OPEN') as status,
                               view.balance_of(:account, :asOf, seen.position) as balance_cents,
                               (select membership_until from change
                                 where membership_until is not null or membership_gone
                                 order by position desc limit 1) as membership_until,
                               seen.position
                          from view.account
                         cross join seen
                         where account = :account
                           and (exists (select from change)
                                or exists (select
                                             from view.entry
                                            where account = :account
                                              and at <= :asOf
                                              and position <= seen.position))
                        """)
                .param("account", number.number())
                .param("asOf", pointInTime.effective())
                .param("knownAt", pointInTime.knownAt())
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
            AccountNumber number, TimeRange range, @Nullable EntryKind kind, long before, int limit) {
        return entries(number, range, kind == null ? EnumSet.allOf(EntryKind.class) : EnumSet.of(kind), before, limit);
    }

    /** Payments and refunds of one account, as {@link #entries} gives them. */
    public List<Entry> payments(AccountNumber number, TimeRange range, long before, int limit) {
        return entries(number, range, EnumSet.of(EntryKind.PAYMENT, EntryKind.REFUND), before, limit);
    }

    private List<Entry> entries(AccountNumber number, TimeRange range, Set<EntryKind> kinds, long before, int limit) {
        return db.sql("select * from view.entries_of(:account, :kinds, :from, :to, :before, :limit)")
                .param("account", number.number())
                .param("kinds", kinds.stream().map(EntryKind::word).toArray(String[]::new))
                .param("from", range.start())
                .param("to", range.end())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> entry(new Row(row)))
                .list();
    }

    /**
     * Payments and refunds of all payers, each by the entry that went out.
     *
     * @param payers whose accounts; null for those of every association
     */
    public List<Entry> payments(@Nullable AssociationCode payers, TimeRange range, long before, int limit) {
        return db.sql("select * from view.paid_by(:payers, :from, :to, :before, :limit)")
                .param("payers", payers == null ? null : payers.code())
                .param("from", range.start())
                .param("to", range.end())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> entry(new Row(row)))
                .list();
    }

    public Totals totals(AccountNumber number, TimeRange range) {
        return db.sql("""
                        select count(*) filter (where kind = 'payment') as count,
                               coalesce(sum(cents) filter (where kind = 'payment' and not pays), 0) as in_cents,
                               coalesce(-sum(cents) filter (where kind = 'payment' and pays), 0) as out_cents,
                               coalesce(-sum(cents) filter (where kind = 'refund' and pays), 0) as refunded_cents,
                               coalesce(sum(cents) filter (where kind = 'refund' and not pays), 0) as given_back_cents
                          -- Each is read out of its event once, not once a sum.
                          from (select kind, pays, amount_cents as cents
                                  from view.entry
                                 where account = :account
                                   and seq >= view.first_seq(:account, :from)
                                   and at >= :from
                                   and at < :to
                                offset 0) line
                        """)
                .param("account", number.number())
                .param("from", range.start())
                .param("to", range.end())
                .query((row, _) -> totals(new Row(row)))
                .single();
    }

    /**
     * The same for all payers; what went out came in somewhere, so it is counted once, as going out. Whole business days are
     * summed already.
     */
    public Totals totals(@Nullable AssociationCode payers, TimeRange range) {
        var parts = range.inDays();
        var totals = daysPaid(payers, parts);
        for (var rest : parts.rest()) {
            totals = totals.and(paid(payers, rest));
        }
        return totals;
    }

    private Totals daysPaid(@Nullable AssociationCode payers, TimeRange.InDays days) {
        return db.sql("""
                        select coalesce(sum(payments), 0)::bigint as count,
                               0 as in_cents,
                               coalesce(sum(paid_cents), 0)::bigint as out_cents,
                               coalesce(sum(refunded_cents), 0)::bigint as refunded_cents,
                               0 as given_back_cents
                          from view.paid_day
                         where (:payers::text is null or association = :payers)
                           and (:first::date is null or day >= :first)
                           and (:end::date is null or day < :end)
                        """)
                .param("payers", payers == null ? null : payers.code())
                .param("first", days.first())
                .param("end", days.end())
                .query((row, _) -> totals(new Row(row)))
                .single();
    }

    private Totals paid(@Nullable AssociationCode payers, TimeRange range) {
        return db.sql("""
                        select count(*) filter (where kind = 'payment') as count,
                               0 as in_cents,
                               coalesce(-sum(cents) filter (where kind = 'payment'), 0) as out_cents,
                               coalesce(-sum(cents) filter (where kind = 'refund'), 0) as refunded_cents,
                               0 as given_back_cents
                          from (select kind, amount_cents as cents
                                  from view.entry
                                 where pays
                                   and (:payers::text is null or split_part(account, '-', 1) = :payers)
                                   and position >= view.first_position(:from)
                                   and at >= :from
                                   and at < :to
                                offset 0) line
                        """)
                .param("payers", payers == null ? null : payers.code())
                .param("from", range.start())
                .param("to", range.end())
                .query((row, _) -> totals(new Row(row)))
                .single();
    }

    /**
     * Members by what somebody typed: a number with or without dashes, a card, words of a name in any order; by number.
     *
     * @param association null for all
     * @param after the last number seen so far; empty to start
     */
    public List<Member> members(String typed, @Nullable AssociationCode association, String after, int limit) {
        var sought = people.sought(typed, "account.account");
        return db.sql("""
                        select account.account, name, holder_kind, status, membership_until, commune
                          from view.account
                          -- In the order of the register, or its index is of no use.
                          left join register.person on person.account = account.account collate "default"
                         where %s
                           and (:association::text is null or association = :association)
                           and account.account > :after
                         order by account.account
                         limit :limit
                        """.formatted(sought.condition()))
                .params(sought.parameters())
                .param("association", association == null ? null : association.code())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> member(new Row(row)))
                .list();
    }

    /** How many {@link #members} there are in all. */
    public long countMembers(String typed, @Nullable AssociationCode association) {
        var sought = people.sought(typed, "account.account");
        return db.sql("""
                        select count(*)
                          from view.account
                         where %s
                           and (:association::text is null or association = :association)
                        """.formatted(sought.condition()))
                .params(sought.parameters())
                .param("association", association == null ? null : association.code())
                .query(Long.class)
                .single();
    }

    /** The member with this number, and no other. */
    public Optional<Member> member(AccountNumber number) {
        return members(number.number(), null, "", 1).stream().findFirst();
    }

    public Optional<Payee> payee(AccountNumber number) {
        return db.sql("""
                        select account.account, holder_kind, name, commune
                          from view.account
                          left join register.person on person.account = account.account
                         where account.account = :account
                           and status <> 'CLOSED'
                        """)
                .param("account", number.number())
                .query((row, _) -> payee(new Row(row)))
                .optional();
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
        return new Payee(
                row.text("account"),
                HolderKind.valueOf(row.text("holder_kind")),
                row.textOrNull("name"),
                row.textOrNull("commune"));
    }
}
