package laroue.view.usage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Changed;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.View;

/**
 * How roues are used. A payment costs an element in a row of its day, and two rows that are updated, once a batch; sums of
 * months and years are made when these are over. What is in an account is told in recorded order, in which no balance falls below zero; how
 * long it was there, in effective time.
 */
public final class UsageView implements View {

    /** By the schema that is written to: while views are rebuilt, the live ones go on. */
    private final Map<String, Parties> known = new ConcurrentHashMap<>();

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var concerned = new HashSet<String>();
        events.forEach(it -> concern(it, concerned));
        if (!concerned.isEmpty()) {
            var parties = parties(tables);
            parties.begin(tables, events, concerned);
            var batch = new Batch(tables, parties);
            events.forEach(batch::fold);
            batch.write();
        }
    }

    private Parties parties(Tables tables) {
        return known.computeIfAbsent(tables.schema(), _ -> new Parties());
    }

    private static void concern(RecordedEvent recorded, Set<String> accounts) {
        switch (recorded.event()) {
            case Moved e -> {
                accounts.add(e.account().number());
                accounts.add(e.counterparty().number());
            }
            case AccountEvent e -> accounts.add(e.account().number());
            case Applied e -> accounts.add(e.account().number());
            case Changed e -> accounts.add(e.account().number());
            default -> {
                // It concerns no account.
            }
        }
    }

    private static final class Batch {

        private final Tables tables;
        private final Parties parties;
        private final DormantStretches dormantStretches;
        private final UsageDays days = new UsageDays();
        private final ClosedPeriods closedPeriods;
        private final PaidDays payments;

        Batch(Tables tables, Parties parties) {
            this.tables = tables;
            this.parties = parties;
            this.dormantStretches = new DormantStretches(tables);
            this.closedPeriods = new ClosedPeriods(tables);
            this.payments = new PaidDays(tables);
        }

        void fold(RecordedEvent recorded) {
            switch (recorded.event()) {
                case Opened e -> parties.opened(e);
                case Applied e -> parties.applied(e);
                case Changed e
                when e.sector() != null -> {
                    parties.changed(e);
                    closedPeriods.changed(e.from());
                }
                case AccountEvent e -> {
                    move(recorded, e);
                    if (e instanceof Moved moved && moved.transfer() == Transfer.PAYMENT) {
                        pay(recorded, moved);
                    }
                }
                default -> {
                    // Nothing else moves roues in an account.
                }
            }
        }

        private void move(RecordedEvent recorded, AccountEvent event) {
            long gained = gained(event);
            if (gained == 0) {
                return;
            }
            var party = parties.touched(event.account().number());
            long at = Columns.micros(recorded.at());
            dormantStretches.moved(party, gained, at);
            if (gained > 0) {
                party.entered(gained, at);
            } else {
                days.left(party.association, BusinessDay.of(recorded.at()), party.left(-gained, at));
            }
        }

        /** What its event posts there; of a movement between accounts that need not be made first. */
        private static long gained(AccountEvent event) {
            return switch (event) {
                case Debited e -> -e.amount().cents();
                case Credited e -> e.amount().cents();
                default ->
                    event.postings().stream()
                            .filter(it -> it.place() == Place.ACCOUNTS)
                            .mapToLong(Posting::cents)
                            .sum();
            };
        }

        private void pay(RecordedEvent recorded, Moved event) {
            var day = BusinessDay.of(recorded.at());
            var party = parties.of(event.account().number());
            days.active(party.association, day, party.number);
            switch (event) {
                case Debited e -> {
                    var payee = parties.of(e.counterparty().number());
                    payments.paid(
                            recorded.position(), day, party, payee, e.amount().cents());
                    closedPeriods.paid(day);
                }
                case Credited _ -> {
                    // The payer's side told it.
                }
            }
        }

        void write() {
            parties.write(tables);
            dormantStretches.write();
            days.write(tables);
            payments.write();
            closedPeriods.close();
        }
    }
}
