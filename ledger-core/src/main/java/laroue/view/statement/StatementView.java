package laroue.view.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import laroue.account.Account.Status;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.ApprovalGranted;
import laroue.account.AccountEvent.ApprovalWithdrawn;
import laroue.account.AccountEvent.CardBlocked;
import laroue.account.AccountEvent.CardIssued;
import laroue.account.AccountEvent.CardUnlocked;
import laroue.account.AccountEvent.Closed;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Deposited;
import laroue.account.AccountEvent.Frozen;
import laroue.account.AccountEvent.HolderErased;
import laroue.account.AccountEvent.IssuanceReversed;
import laroue.account.AccountEvent.Issued;
import laroue.account.AccountEvent.MembershipTaken;
import laroue.account.AccountEvent.MembershipWithdrawn;
import laroue.account.AccountEvent.NotesHandedBack;
import laroue.account.AccountEvent.NotesReconverted;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.PinRefused;
import laroue.account.AccountEvent.ReconversionReturned;
import laroue.account.AccountEvent.ReconversionSettled;
import laroue.account.AccountEvent.Reconverted;
import laroue.account.AccountEvent.Transfer;
import laroue.account.AccountEvent.Unfrozen;
import laroue.account.AccountEvent.Withdrawn;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.View;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, what changed about them besides their balance, and what was paid on each business day. Their entries are not
 * written again: {@code view.entry} reads them from the journal, where each event carries the balance after it.
 */
public final class StatementView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var batch = new Batch();
        for (var recorded : events) {
            if (recorded.event() instanceof AccountEvent event) {
                batch.fold(recorded, event);
            }
        }
        batch.write(tables);
    }

    /** What a batch changes about one account, besides its balance; a field that is null stays as it was before. */
    private static final class Fold {

        private final String account;
        private @Nullable Opened opened;
        private Instant openedAt = Instant.EPOCH;
        private @Nullable Status status;
        private @Nullable LocalDate membershipUntil;
        private boolean membershipGone;
        private @Nullable Boolean approved;
        private @Nullable String card;
        private boolean cardMoved;

        Fold(String account) {
            this.account = account;
        }
    }

    private record PaidKey(String association, LocalDate day) {}

    private static final class PaidDay {

        private long payments;
        private long paidCents;
        private long refundedCents;
    }

    private static final class Batch {

        private final Map<String, Fold> accounts = new HashMap<>();

        /** In one order always, as the accounts are written. */
        private final SortedMap<PaidKey, PaidDay> paidDays =
                new TreeMap<>(Comparator.comparing(PaidKey::association).thenComparing(PaidKey::day));

        private final BinaryRows changes = new BinaryRows();

        void fold(RecordedEvent recorded, AccountEvent event) {
            switch (event) {
                case Opened e -> open(recorded, changed(e), e);
                case MembershipTaken e -> membership(recorded, changed(e), e.until());
                case MembershipWithdrawn e -> membership(recorded, changed(e), e.until());
                case Frozen e -> status(recorded, changed(e), Status.FROZEN);
                case Unfrozen e -> status(recorded, changed(e), Status.OPEN);
                case Closed e -> status(recorded, changed(e), Status.CLOSED);
                case ApprovalGranted e -> changed(e).approved = true;
                case ApprovalWithdrawn e -> changed(e).approved = false;
                case CardIssued e -> card(changed(e), e.card().number());
                case CardBlocked e -> card(changed(e), null);
                case Debited e -> paid(recorded, e);
                case Credited _,
                        Issued _,
                        IssuanceReversed _,
                        Reconverted _,
                        ReconversionReturned _,
                        Deposited _,
                        Withdrawn _,
                        HolderErased _,
                        ReconversionSettled _,
                        NotesReconverted _,
                        NotesHandedBack _,
                        CardUnlocked _,
                        PinRefused _ -> {}
            }
        }

        /** The side that pays tells of both. */
        private void paid(RecordedEvent recorded, Debited event) {
            if (event.transfer() == Transfer.MEMBERSHIP) {
                return;
            }
            var key = new PaidKey(event.account().association().code(), BusinessDay.of(recorded.at()));
            var day = paidDays.computeIfAbsent(key, _ -> new PaidDay());
            if (event.transfer() == Transfer.PAYMENT) {
                day.payments++;
                day.paidCents += event.amount().cents();
            } else {
                day.refundedCents += event.amount().cents();
            }
        }

        private Fold changed(AccountEvent event) {
            return accounts.computeIfAbsent(event.account().number(), Fold::new);
        }

        private void membership(RecordedEvent recorded, Fold account, @Nullable LocalDate until) {
            account.membershipUntil = clamped(until);
            account.membershipGone = until == null;
            change(recorded, account, null, account.membershipUntil);
        }

        private static @Nullable LocalDate clamped(@Nullable LocalDate day) {
            return day == null ? null : BusinessDay.clamp(day);
        }

        private void open(RecordedEvent recorded, Fold account, Opened event) {
            account.opened = event;
            account.openedAt = recorded.at();
            account.status = Status.OPEN;
            account.membershipUntil = clamped(event.membershipUntil());
            change(recorded, account, Status.OPEN, account.membershipUntil);
        }

        private void status(RecordedEvent recorded, Fold account, Status status) {
            account.status = status;
            change(recorded, account, status, null);
        }

        private void change(RecordedEvent recorded, Fold account, @Nullable Status status, @Nullable LocalDate until) {
            changes.row(6)
                    .text(account.account)
                    .int8(recorded.position())
                    .timestamp(recorded.at())
                    .text(name(status))
                    .date(until)
                    .bool(account.membershipGone);
        }

        private static void card(Fold account, @Nullable String card) {
            account.card = card;
            account.cardMoved = true;
        }

        void write(Tables tables) {
            // In one order always: two transactions that write the same rows never wait for each other in a circle.
            var folds = accounts.values().stream()
                    .sorted(Comparator.comparing((Fold it) -> it.account))
                    .toList();
            var fresh = folds.stream().filter(it -> it.opened != null).toList();
            if (!fresh.isEmpty()) {
                insertAccounts(tables, fresh);
            }
            var known = folds.stream().filter(it -> it.opened == null).toList();
            if (!known.isEmpty()) {
                updateAccounts(tables, known);
            }
            if (!paidDays.isEmpty()) {
                addPaid(tables);
            }
            tables.copy(
                    changes, "view.account_change (account, position, at, status, membership_until, membership_gone)");
        }

        private void addPaid(Tables tables) {
            var days = List.copyOf(paidDays.entrySet());
            tables.sql("""
                            insert into view.paid_day as known (association, day, payments, paid_cents, refunded_cents)
                            select * from unnest(
                                       :associations::text[], :days::date[], :payments::bigint[], :paid::bigint[],
                                       :refunded::bigint[])
                                on conflict (association, day) do update
                               set payments = known.payments + excluded.payments,
                                   paid_cents = known.paid_cents + excluded.paid_cents,
                                   refunded_cents = known.refunded_cents + excluded.refunded_cents
                            """)
                    .param("associations", Columns.texts(days, it -> it.getKey().association()))
                    .param("days", Columns.days(days, it -> it.getKey().day()))
                    .param("payments", Columns.longs(days, it -> it.getValue().payments))
                    .param("paid", Columns.longs(days, it -> it.getValue().paidCents))
                    .param("refunded", Columns.longs(days, it -> it.getValue().refundedCents))
                    .update();
        }

        private static void insertAccounts(Tables tables, List<Fold> fresh) {
            tables.sql("""
                            insert into view.account (
                                   account, association, holder_kind, commune, merchant, status, membership_until,
                                   approved, card, opened_at)
                            select account, association, holder_kind, commune, merchant, status, membership_until,
                                   approved, card, timestamptz 'epoch' + opened_at * interval '1 microsecond'
                              from unnest(
                                       :accounts::text[], :associations::text[], :kinds::text[], :communes::text[],
                                       :merchants::text[], :statuses::text[], :untils::date[], :approvals::boolean[],
                                       :cards::text[], :opened::bigint[])
                                as fresh (account, association, holder_kind, commune, merchant, status,
                                          membership_until, approved, card, opened_at)
                            """)
                    .param("accounts", Columns.texts(fresh, it -> it.account))
                    .param(
                            "associations",
                            Columns.texts(
                                    fresh,
                                    it -> opened(it).account().association().code()))
                    .param("kinds", Columns.texts(fresh, it -> opened(it).kind().name()))
                    .param("communes", Columns.texts(fresh, it -> opened(it).commune()))
                    .param("merchants", Columns.texts(fresh, it -> merchant(opened(it))))
                    .param("statuses", Columns.texts(fresh, it -> name(it.status)))
                    .param("untils", Columns.days(fresh, it -> it.membershipUntil))
                    .param("approvals", Columns.flags(fresh, it -> it.approved != null && it.approved))
                    .param("cards", Columns.texts(fresh, it -> it.card))
                    .param("opened", Columns.instants(fresh, it -> it.openedAt))
                    .update();
        }

        private static void updateAccounts(Tables tables, List<Fold> known) {
            tables.sql("""
                            update view.account
                               set status = coalesce(moved.status, account.status),
                                   membership_until = case when moved.membership_gone then null
                                                           else coalesce(moved.membership_until, account.membership_until)
                                                      end,
                                   approved = coalesce(moved.approved, account.approved),
                                   card = case when moved.card_moved then moved.card else account.card end
                              from unnest(
                                       :accounts::text[], :statuses::text[], :untils::date[], :gone::boolean[],
                                       :approvals::boolean[], :cards::text[], :cardsMoved::boolean[])
                                as moved (account, status, membership_until, membership_gone, approved, card, card_moved)
                             where account.account = moved.account
                            """)
                    .param("accounts", Columns.texts(known, it -> it.account))
                    .param("statuses", Columns.texts(known, it -> name(it.status)))
                    .param("untils", Columns.days(known, it -> it.membershipUntil))
                    .param("gone", Columns.flags(known, it -> it.membershipGone))
                    .param("approvals", Columns.texts(known, it -> text(it.approved)))
                    .param("cards", Columns.texts(known, it -> it.card))
                    .param("cardsMoved", Columns.flags(known, it -> it.cardMoved))
                    .update();
        }

        private static Opened opened(Fold account) {
            if (account.opened == null) {
                throw new IllegalStateException(account.account + " was not opened in this batch");
            }
            return account.opened;
        }

        private static @Nullable String merchant(Opened opened) {
            var merchant = opened.merchant();
            return merchant == null ? null : merchant.id();
        }

        private static @Nullable String name(@Nullable Status status) {
            return status == null ? null : status.name();
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
