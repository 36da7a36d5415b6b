package laroue.view.use;

import static java.util.stream.Collectors.toCollection;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.Posting;
import laroue.decision.Posting.Place;
import laroue.ledger.Recorded;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.View;

/**
 * How roues are used. A payment costs an element in a row of its day, and two rows that are updated, once a batch; sums of
 * months and years are made when these are over. What is in an account is told in recorded order, in which no balance falls below zero; how
 * long it was there, in effective time.
 */
public final class UseView implements View {

    @Override
    public void fold(List<Recorded> events, Tables tables) {
        var concerned = events.stream().flatMap(UseView::accounts).collect(toCollection(TreeSet::new));
        if (!concerned.isEmpty()) {
            var batch = new Batch(tables, concerned);
            events.forEach(batch::fold);
            batch.write();
        }
    }

    private static Stream<String> accounts(Recorded recorded) {
        return switch (recorded.event()) {
            case Moved e -> Stream.of(e.account().number(), e.counterparty().number());
            case AccountEvent e -> Stream.of(e.account().number());
            case Applied e -> Stream.of(e.account().number());
            default -> Stream.empty();
        };
    }

    private static final class Batch {

        private final Tables tables;
        private final Parties parties;
        private final Rests rests;
        private final UseDays days = new UseDays();
        private final Spans spans;
        private final PaidDays payments;

        Batch(Tables tables, SortedSet<String> accounts) {
            this.tables = tables;
            this.parties = new Parties(tables, accounts);
            this.rests = new Rests(tables);
            this.spans = new Spans(tables);
            this.payments = new PaidDays(tables);
        }

        void fold(Recorded recorded) {
            switch (recorded.event()) {
                case Opened e -> parties.opened(e);
                case Applied e -> parties.applied(e);
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

        /** What an account gains is what its event posts there. */
        private void move(Recorded recorded, AccountEvent event) {
            long gained = event.postings().stream()
                    .filter(it -> it.place() == Place.ACCOUNTS)
                    .mapToLong(Posting::cents)
                    .sum();
            if (gained == 0) {
                return;
            }
            var party = parties.touched(event.account().number());
            long at = Columns.micros(recorded.at());
            rests.moved(party, gained, at);
            if (gained > 0) {
                party.entered(gained, at);
            } else {
                days.left(party.association, BusinessDay.of(recorded.at()), party.left(-gained, at));
            }
        }

        private void pay(Recorded recorded, Moved event) {
            var day = BusinessDay.of(recorded.at());
            var party = parties.of(event.account().number());
            days.active(party.association, day, party.number);
            switch (event) {
                case Debited e -> {
                    var payee = parties.of(e.counterparty().number());
                    payments.paid(
                            recorded.position(), day, party, payee, e.amount().cents());
                    spans.paid(day);
                }
                case Credited _ -> {
                    // The payer's side told it.
                }
            }
        }

        void write() {
            parties.write();
            rests.write();
            days.write(tables);
            payments.write();
            spans.close();
        }
    }
}
