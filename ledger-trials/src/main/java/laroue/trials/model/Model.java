package laroue.trials.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laroue.trials.model.Ask.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger should say and write, told as simply as it can be: one thing after the other, maps and longs, and
 * nothing of the ledger's own code. What is tried and does not happen is undone step by step.
 */
final class Model {

    private static final int WRONG_PINS_THAT_LOCK = 3;

    private static final int UNLOCKS_AT_MOST = 3;

    private static final class Account {
        private final boolean shop;
        private final boolean approved;
        private final String association;
        private long cents;
        private boolean frozen;
        private int wrongPins;
        private int unlocks;

        Account(String association, boolean shop, boolean approved) {
            this.association = association;
            this.shop = shop;
            this.approved = approved;
        }
    }

    private static final class Payment {
        private final String payer;
        private final String payee;
        private final long cents;
        private long refunded;

        Payment(String payer, String payee, long cents) {
            this.payer = payer;
            this.payee = payee;
            this.cents = cents;
        }
    }

    private static final class Issuance {
        private final String account;
        private final long cents;
        private boolean reversed;

        Issuance(String account, long cents) {
            this.account = account;
            this.cents = cents;
        }
    }

    /** A wrong PIN that stays counted although what it was part of does not happen. */
    private record WrongPin(String account, UUID operation, int count) {}

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final Map<UUID, Payment> payments = new HashMap<>();
    private final Map<UUID, Issuance> issuances = new HashMap<>();
    private final Map<String, Long> guarantees = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<WrongPin> wrongPins = new ArrayList<>();
    private List<String> events = new ArrayList<>();
    private long position;

    /** Takes up the ledger where it was founded. */
    Model(long position) {
        this.position = position;
    }

    /** An account of which everybody knows. */
    void open(String number, String association, boolean shop, boolean approved) {
        accounts.put(number, new Account(association, shop, approved));
    }

    long position() {
        return position;
    }

    /** The events since the last time that this was asked, in their order, a line each. */
    List<String> events() {
        var since = events;
        events = new ArrayList<>();
        return since;
    }

    /** Decides, and lets it happen. */
    Said decide(Ask ask) {
        return settle(attempt(ask), true);
    }

    /** Decides and lets nothing happen, but that a wrong PIN is counted. */
    Said preview(Ask ask) {
        return settle(attempt(ask), false);
    }

    private Said settle(Said said, boolean happens) {
        if (!happens || !said.yes()) {
            rollBack();
            wrongPins.forEach(this::count);
        }
        undo.clear();
        wrongPins.clear();
        return said;
    }

    private Said attempt(Ask ask) {
        return switch (ask.kind()) {
            case PAY -> pay(ask, ask.party(), null);
            case TAKE -> take(ask);
            case REFUND -> refund(ask);
            case ISSUE -> issue(ask);
            case REVERSE -> reverse(ask);
            case FREEZE, UNFREEZE -> freeze(ask, ask.kind() == Kind.FREEZE);
            case UNLOCK -> unlock(ask);
            case BATCH_EACH -> each(ask);
            case BATCH_ALL -> all(ask);
        };
    }

    private Said pay(Ask ask, String payerNumber, @Nullable String card) {
        var payeeNumber = ask.payee();
        if (payerNumber.equals(payeeNumber)) {
            return Said.no("SelfPayment " + payerNumber);
        }
        var payer = accounts.get(payerNumber);
        var payee = accounts.get(payeeNumber);
        if (payer == null || payee == null) {
            return Said.no("NoSuchAccount " + (payer == null ? payerNumber : payeeNumber));
        }
        if (ask.reference() != null && references.containsKey(scoped(ask))) {
            return Said.no("DuplicateReference " + ask.reference() + " " + references.get(scoped(ask)));
        }
        if (payer.frozen) {
            return Said.no("AccountFrozen " + payerNumber);
        }
        if (payer.cents < ask.cents()) {
            return Said.no("InsufficientBalance " + payer.cents + " " + ask.cents());
        }
        if (payee.frozen) {
            return Said.no("AccountFrozen " + payeeNumber);
        }
        if (payee.shop && !payee.approved) {
            return Said.no("MerchantNotApproved " + payeeNumber);
        }
        reserve(ask);
        if (card != null) {
            int before = payer.wrongPins;
            int unlocks = payer.unlocks;
            change(() -> payer.wrongPins = 0, () -> payer.wrongPins = before);
            change(() -> payer.unlocks = 0, () -> payer.unlocks = unlocks);
        }
        move(ask.id(), payerNumber, payer, payeeNumber, payee, ask.cents());
        put(payments, ask.id(), new Payment(payerNumber, payeeNumber, ask.cents()));
        return Said.yes("paid %s %s %s %d %s left %d"
                .formatted(ask.id(), payerNumber, payeeNumber, ask.cents(), ask.reference(), payer.cents));
    }

    private Said take(Ask ask) {
        var payee = accounts.get(ask.payee());
        if (payee == null || !payee.shop || !payee.approved) {
            return Said.no("MerchantNotApproved " + ask.payee());
        }
        var card = ask.card();
        if (card == null) {
            return Said.no("WrongPin");
        }
        var payer = accounts.get(card.holder());
        if (payer == null) {
            return Said.no("WrongPin");
        }
        if (payer.wrongPins >= WRONG_PINS_THAT_LOCK) {
            return Said.no("CardLocked " + card.number());
        }
        if (card.rightPin()) {
            return pay(ask, card.holder(), card.number());
        }
        var wrong = new WrongPin(card.holder(), ask.id(), payer.wrongPins + 1);
        wrongPins.add(wrong);
        count(wrong);
        return Said.no("WrongPin");
    }

    private Said refund(Ask ask) {
        var payment = payments.get(ask.target());
        if (payment == null) {
            return Said.no("NotFound payment " + ask.target());
        }
        long left = payment.cents - payment.refunded;
        if (left < ask.cents()) {
            return Said.no("RefundExceedsPayment " + left + " " + ask.cents());
        }
        var giver = account(payment.payee);
        var taker = account(payment.payer);
        if (giver.frozen) {
            return Said.no("AccountFrozen " + payment.payee);
        }
        if (giver.cents < ask.cents()) {
            return Said.no("InsufficientBalance " + giver.cents + " " + ask.cents());
        }
        move(ask.id(), payment.payee, giver, payment.payer, taker, ask.cents());
        change(() -> payment.refunded += ask.cents(), () -> payment.refunded -= ask.cents());
        return Said.yes("refunded %s %s %d so far %d".formatted(ask.id(), ask.target(), ask.cents(), payment.refunded));
    }

    private Said issue(Ask ask) {
        var account = accounts.get(ask.party());
        if (account == null) {
            return Said.no("NoSuchAccount " + ask.party());
        }
        if (references.containsKey(scoped(ask))) {
            return Said.no("DuplicateReference " + ask.reference() + " " + references.get(scoped(ask)));
        }
        if (account.frozen) {
            return Said.no("AccountFrozen " + ask.party());
        }
        reserve(ask);
        guarantee(ask.id(), account.association, ask.cents(), "received");
        change(() -> account.cents += ask.cents(), () -> account.cents -= ask.cents());
        happens("account.issued", ask.party(), ask.id(), ask.cents(), account.cents);
        happens("issuance.made", ask.id().toString(), ask.id(), ask.cents(), 0);
        put(issuances, ask.id(), new Issuance(ask.party(), ask.cents()));
        return Said.yes("issuance %s %s %d reversed=false".formatted(ask.id(), ask.party(), ask.cents()));
    }

    private Said reverse(Ask ask) {
        var issuance = issuances.get(ask.target());
        if (issuance == null) {
            return Said.no("NotFound issuance " + ask.target());
        }
        var account = account(issuance.account);
        if (issuance.reversed) {
            return Said.no("AlreadyDone reversed");
        }
        if (account.frozen) {
            return Said.no("AccountFrozen " + issuance.account);
        }
        if (account.cents < issuance.cents) {
            return Said.no("AlreadySpent " + account.cents + " " + issuance.cents);
        }
        happens("issuance.taken-back", String.valueOf(ask.target()), ask.id(), issuance.cents, 0);
        change(() -> issuance.reversed = true, () -> issuance.reversed = false);
        change(() -> account.cents -= issuance.cents, () -> account.cents += issuance.cents);
        happens("account.issuance-reversed", issuance.account, ask.id(), issuance.cents, account.cents);
        guarantee(ask.id(), account.association, -issuance.cents, "returned");
        return Said.yes("issuance %s %s %d reversed=true".formatted(ask.target(), issuance.account, issuance.cents));
    }

    private Said freeze(Ask ask, boolean frozen) {
        var account = accounts.get(ask.party());
        if (account == null) {
            return Said.no("NoSuchAccount " + ask.party());
        }
        if (account.frozen == frozen) {
            return Said.no("AlreadyDone " + (frozen ? "frozen" : "open"));
        }
        change(() -> account.frozen = frozen, () -> account.frozen = !frozen);
        happens(frozen ? "account.frozen" : "account.unfrozen", ask.party(), ask.id(), 0, 0);
        return Said.yes("account %s %s".formatted(ask.party(), account.cents));
    }

    private Said unlock(Ask ask) {
        var account = accounts.get(ask.party());
        if (account == null) {
            return Said.no("NoSuchAccount " + ask.party());
        }
        int before = account.wrongPins;
        if (before == 0) {
            return Said.no("AlreadyDone unlocked");
        }
        if (account.unlocks >= UNLOCKS_AT_MOST) {
            var card = ask.card();
            return Said.no("CardLocked " + (card == null ? "" : card.number()));
        }
        change(() -> account.wrongPins = 0, () -> account.wrongPins = before);
        change(() -> account.unlocks++, () -> account.unlocks--);
        happens("account.card-unlocked", ask.party(), ask.id(), 0, 0);
        return Said.yes("account %s %s".formatted(ask.party(), account.cents));
    }

    private Said each(Ask ask) {
        var words = new ArrayList<String>();
        for (var item : ask.items()) {
            words.add(attempt(item).words());
        }
        return Said.yes(words.toString());
    }

    /** The wrong PIN that stops a batch is counted as if it stood alone. */
    private Said all(Ask ask) {
        var words = new ArrayList<String>();
        for (var item : ask.items()) {
            var said = attempt(item);
            if (!said.yes()) {
                boolean countsPin = !wrongPins.isEmpty();
                rollBack();
                wrongPins.clear();
                if (countsPin) {
                    attempt(item);
                    rollBack();
                }
                return Said.no("ItemRefused " + words.size() + " " + said.words());
            }
            words.add(said.words());
        }
        return Said.yes(words.toString());
    }

    private void move(UUID operation, String from, Account payer, String to, Account payee, long cents) {
        change(() -> payer.cents -= cents, () -> payer.cents += cents);
        change(() -> payee.cents += cents, () -> payee.cents -= cents);
        happens("account.debited", from, operation, cents, payer.cents);
        happens("account.credited", to, operation, cents, payee.cents);
    }

    private void guarantee(UUID operation, String association, long cents, String what) {
        change(
                () -> guarantees.merge(association, cents, Long::sum),
                () -> guarantees.merge(association, -cents, Long::sum));
        happens(
                "association.guarantee-" + what,
                association,
                operation,
                Math.abs(cents),
                guarantees.getOrDefault(association, 0L));
    }

    private void count(WrongPin wrong) {
        var account = account(wrong.account());
        int before = account.wrongPins;
        change(() -> account.wrongPins = wrong.count(), () -> account.wrongPins = before);
        happens("account.pin-refused", wrong.account(), wrong.operation(), wrong.count(), 0);
    }

    private void reserve(Ask ask) {
        if (ask.reference() != null) {
            put(references, scoped(ask), ask.id().toString());
        }
    }

    /** A reference is unique for its party, a bank's for the association. */
    private String scoped(Ask ask) {
        return ask.kind() == Kind.ISSUE
                ? "bank " + account(ask.party()).association + " " + ask.reference()
                : ask.party() + " " + ask.reference();
    }

    private Account account(String number) {
        var account = accounts.get(number);
        if (account == null) {
            throw new IllegalStateException("nobody opened " + number);
        }
        return account;
    }

    private void happens(String type, String stream, UUID operation, long amount, long balance) {
        change(() -> position++, () -> position--);
        var line = line(type, stream, operation, amount, balance);
        change(() -> events.add(line), () -> events.removeLast());
    }

    /** An event as both sides write it down to compare. */
    static String line(String type, String stream, Object operation, long amount, long balance) {
        return "%s %s %s %d %d".formatted(type, stream, operation, amount, balance);
    }

    private <K, V> void put(Map<K, V> map, K key, V value) {
        change(() -> map.put(key, value), () -> map.remove(key));
    }

    private void change(Runnable step, Runnable back) {
        step.run();
        undo.push(back);
    }

    private void rollBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
