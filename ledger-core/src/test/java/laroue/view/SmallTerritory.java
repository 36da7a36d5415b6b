package laroue.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToIntFunction;
import laroue.account.Account;
import laroue.account.AccountCommand;
import laroue.account.Accounts;
import laroue.association.AssociationCommand;
import laroue.association.Associations;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.conversion.ConversionCommand;
import laroue.conversion.Conversions;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.InMemoryLedger;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantCommand;
import laroue.merchant.Merchants;
import laroue.merchant.Siret;
import laroue.payment.PaymentCommand;
import laroue.payment.Payments;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.CardNumber;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** A small territory whose history is made by the real handlers; the same seed makes the same history, ids too. */
final class SmallTerritory {

    final InMemoryLedger ledger = new InMemoryLedger();
    private final Accounts accounts = new Accounts(ledger);
    private final Associations associations = new Associations(ledger);
    private final Merchants merchants = new Merchants(ledger);
    private final Payments payments = new Payments(ledger);
    private final Conversions conversions = new Conversions(ledger);
    private final Random ids;
    private Instant now = Instant.parse("2025-01-15T09:00:00Z");
    private int serial;

    SmallTerritory(long seed) {
        ids = new Random(seed);
    }

    /** What takes effect from here on does so at this instant, and is recorded no earlier. */
    SmallTerritory at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    void later(long minutes) {
        now = now.plus(minutes, ChronoUnit.MINUTES);
    }

    List<RecordedEvent> history() {
        return ledger.recorded();
    }

    AccountNumber found(String code, String fee) {
        var association = new AssociationCode(code);
        var own = AccountNumber.of(association, ++serial);
        accept(associations.handle(new AssociationCommand.FoundAssociation(operation(), association, own)));
        var rules = new Rules(
                LocalDate.of(2012, 1, 1),
                Map.of(Rules.STANDARD, Rate.parse(fee).orElseThrow()),
                null,
                null,
                Rules.Period.MONTH,
                MembershipRule.TWELVE_MONTHS,
                Map.of());
        accept(associations.handle(new AssociationCommand.SetRules(operation(), association, rules)));
        return own;
    }

    AccountNumber member(String code) {
        var account = AccountNumber.of(new AssociationCode(code), ++serial);
        accept(associations.handle(new AssociationCommand.OpenAccount(
                operation(), account, HolderKind.INDIVIDUAL, commune(), BusinessDay.WITHOUT_END)));
        return account;
    }

    AccountNumber merchant(String code) {
        var association = new AssociationCode(code);
        var merchant = MerchantId.of(association, ++serial);
        var account = AccountNumber.of(association, ++serial);
        accept(merchants.handle(new MerchantCommand.ApplyAsMerchant(
                operation(), merchant, account, siret(serial), sector(), commune(), Rules.STANDARD, null)));
        accept(merchants.handle(new MerchantCommand.ApproveMerchant(operation(), merchant)));
        return account;
    }

    /** The merchant behind an account is of another sector from a day on. */
    void change(AccountNumber account, LocalDate from, String sector) {
        var merchant = ledger.find(Account.TYPE, account.number()).orElseThrow().merchant();
        accept(merchants.handle(new MerchantCommand.ChangeMerchant(
                operation(), Objects.requireNonNull(merchant), from, sector, null, false)));
    }

    private String commune() {
        return List.of("05061", "05023", "05046").get(serial % 3);
    }

    private String sector() {
        return List.of("10.71C", "47.76Z").get(serial % 2);
    }

    Verdict<?> suspend(MerchantId merchant) {
        return ledger.apply(merchants.handle(new MerchantCommand.SuspendMerchant(operation(), merchant)));
    }

    Verdict<?> leave(MerchantId merchant) {
        return ledger.apply(merchants.handle(new MerchantCommand.LeaveNetwork(operation(), merchant)));
    }

    OperationId issue(AccountNumber account, long cents) {
        var operation = operation();
        accept(conversions.handle(new ConversionCommand.Issue(
                operation, account, new Euros(cents), Means.TRANSFER, "VIR " + operation.id())));
        return operation.id();
    }

    Verdict<?> reverse(OperationId issuance) {
        return ledger.apply(conversions.handle(new ConversionCommand.ReverseIssuance(operation(), issuance)));
    }

    OperationId pay(AccountNumber payer, AccountNumber payee, long cents) {
        var operation = operation();
        accept(tryToPay(operation, payer, payee, cents, null));
        return operation.id();
    }

    Verdict<?> tryToPay(AccountNumber payer, AccountNumber payee, long cents) {
        return ledger.apply(tryToPay(operation(), payer, payee, cents, "T-" + ids.nextInt(100_000)));
    }

    private Verdict<Payments.Paid> tryToPay(
            Operation operation, AccountNumber payer, AccountNumber payee, long cents, @Nullable String reference) {
        return payments.handle(new PaymentCommand.Pay(operation, payer, payee, new Roues(cents), reference));
    }

    Verdict<?> refund(OperationId payment, long cents) {
        return ledger.apply(payments.handle(new PaymentCommand.Refund(operation(), payment, new Roues(cents))));
    }

    OperationId reconvert(AccountNumber account, long cents) {
        var operation = operation();
        accept(conversions.handle(
                new ConversionCommand.Reconvert(operation, account, new Roues(cents), "F-" + operation.id())));
        return operation.id();
    }

    Verdict<?> paid(OperationId reconversion) {
        return ledger.apply(conversions.handle(
                new ConversionCommand.ConfirmPaid(operation(), reconversion, "VIR " + reconversion)));
    }

    Verdict<?> failed(OperationId reconversion) {
        return ledger.apply(conversions.handle(new ConversionCommand.DeclareFailed(operation(), reconversion)));
    }

    Verdict<?> freeze(AccountNumber account) {
        return ledger.apply(accounts.handle(new AccountCommand.FreezeAccount(operation(), account)));
    }

    Verdict<?> unfreeze(AccountNumber account) {
        return ledger.apply(accounts.handle(new AccountCommand.UnfreezeAccount(operation(), account)));
    }

    Verdict<?> close(AccountNumber account) {
        return ledger.apply(accounts.handle(new AccountCommand.CloseAccount(operation(), account)));
    }

    Verdict<?> issueCard(AccountNumber account) {
        return ledger.apply(accounts.handle(
                new AccountCommand.IssueCard(operation(), account, CardNumber.of(account.association(), ++serial))));
    }

    Verdict<?> membershipInRoues(AccountNumber account, long cents) {
        return ledger.apply(associations.handle(
                new AssociationCommand.PayMembershipInRoues(operation(), account, new Roues(cents))));
    }

    Verdict<?> membershipInEuros(AccountNumber account, long cents) {
        return ledger.apply(associations.handle(
                new AssociationCommand.PayMembershipInEuros(operation(), account, new Euros(cents))));
    }

    /** A long history of three associations in which everything happens that can, and much is refused. */
    static SmallTerritory random(long seed, int attempts) {
        return random(seed, attempts, it -> it.nextInt(600));
    }

    /**
     * The same.
     *
     * @param minutes how much later the next thing takes effect; negative where it is typed in late
     */
    static SmallTerritory random(long seed, int attempts, ToIntFunction<Random> minutes) {
        var territory = new SmallTerritory(seed);
        var random = new Random(seed);
        var codes = List.of("05", "84", "13A");
        territory.found("05", "0");
        territory.found("84", "0.02");
        territory.found("13A", "0.05");
        var members = new ArrayList<AccountNumber>();
        var merchants = new ArrayList<AccountNumber>();
        codes.forEach(code -> {
            for (int i = 0; i < 4; i++) {
                members.add(territory.member(code));
                merchants.add(territory.merchant(code));
            }
        });
        var everyone = new ArrayList<>(members);
        everyone.addAll(merchants);
        var payments = new ArrayList<OperationId>();
        var issuances = new ArrayList<OperationId>();
        var reconversions = new ArrayList<OperationId>();
        for (int i = 0; i < attempts; i++) {
            territory.later(minutes.applyAsInt(random));
            territory.attempt(random, members, merchants, everyone, payments, issuances, reconversions);
        }
        return territory;
    }

    private void attempt(
            Random random,
            List<AccountNumber> members,
            List<AccountNumber> merchants,
            List<AccountNumber> everyone,
            List<OperationId> payments,
            List<OperationId> issuances,
            List<OperationId> reconversions) {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> tryTo(() -> issuances.add(issue(one(random, members), 1 + random.nextInt(50_000))));
            case 3 -> someOf(random, issuances).forEach(this::reverse);
            case 4, 5 -> someOf(random, payments).forEach(it -> refund(it, 1 + random.nextInt(2_000)));
            case 6, 7 -> tryTo(() -> reconversions.add(reconvert(one(random, merchants), 1 + random.nextInt(3_000))));
            case 8, 9 -> someOf(random, reconversions).forEach(this::paid);
            case 10 -> someOf(random, reconversions).forEach(this::failed);
            case 11 -> membershipInRoues(one(random, everyone), 10_00);
            case 12 -> membershipInEuros(one(random, everyone), 10_00);
            case 13 -> {
                var account = one(random, everyone);
                freeze(account);
                if (random.nextInt(4) > 0) {
                    unfreeze(account);
                }
            }
            case 14 -> issueCard(one(random, everyone));
            default ->
                tryTo(() -> payments.add(pay(one(random, everyone), one(random, everyone), 1 + random.nextInt(5_000))));
        }
    }

    private <R> void accept(Verdict<R> verdict) {
        if (ledger.apply(verdict) instanceof Verdict.Refused<R> it) {
            throw new AssertionError("refused: " + it.refusal());
        }
    }

    private static void tryTo(Runnable attempt) {
        try {
            attempt.run();
        } catch (AssertionError refused) {
            // Much is refused in a random history: a refusal moves nothing, and is not what is looked at here.
        }
    }

    private static <T> T one(Random random, List<T> many) {
        return many.get(random.nextInt(many.size()));
    }

    private static <T> List<T> someOf(Random random, List<T> many) {
        return many.isEmpty() ? List.of() : List.of(one(random, many));
    }

    private Operation operation() {
        return new Operation(OperationId.of(now.toEpochMilli(), ids), now);
    }

    /** An invented number whose check digit is right. */
    private static Siret siret(int serial) {
        return Siret.of("%08d".formatted(80_000_000 + serial), "0001");
    }
}
