package laroue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import laroue.account.Account;
import laroue.account.AccountCommand.BlockCard;
import laroue.account.AccountCommand.CloseAccount;
import laroue.account.AccountCommand.EraseHolder;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.account.AccountCommand.UnlockCard;
import laroue.account.Accounts;
import laroue.association.Association;
import laroue.association.AssociationCommand.DecideState;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.Associations;
import laroue.association.Associations.Member;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.State;
import laroue.conversion.ConversionCommand.ConfirmAllPaid;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.conversion.ConversionCommand.DeclareFailed;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.Reconvert;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.Conversions;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.Means;
import laroue.conversion.Reconversion;
import laroue.decision.InMemoryLedger;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.MerchantCommand.ChangeMerchant;
import laroue.merchant.MerchantCommand.LeaveNetwork;
import laroue.merchant.MerchantCommand.SuspendMerchant;
import laroue.merchant.Merchants;
import laroue.merchant.Siret;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.payment.PaymentCommand.Refund;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.payment.Payments;
import laroue.payment.Payments.BatchPaid;
import laroue.payment.Payments.Paid;
import laroue.payment.Payments.Refunded;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.CardNumber;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * Associations, members and shops to tell stories about, on a ledger in memory with a clock that stands still until it
 * is moved. A method named as a command sends that command and gives its verdict; amounts are cents. Ids are numbered,
 * so equal stories give equal events.
 */
public final class Territory {

    public static final AssociationCode GAP = new AssociationCode("05");
    public static final AssociationCode AVIGNON = new AssociationCode("84");
    public static final AssociationCode AIX = new AssociationCode("13A");

    public static final LocalDate LONG = LocalDate.of(2099, 12, 31);

    /** A shop that was admitted: the merchant and its account. */
    public record Shop(MerchantId merchant, AccountNumber account) {}

    public final InMemoryLedger ledger = new InMemoryLedger();
    public Instant now = Instant.parse("2026-03-02T11:00:00Z");
    private @Nullable Instant effective;

    private final Accounts accounts = new Accounts(ledger);
    private final Associations associations = new Associations(ledger);
    private final Merchants merchants = new Merchants(ledger);
    private final Payments payments = new Payments(ledger);
    private final Conversions conversions = new Conversions(ledger);

    private final Random ids = new Random(4);
    private final Map<String, Integer> serials = new HashMap<>();

    /** A territory of one association, Gap. */
    public static Territory gap() {
        return of(GAP);
    }

    public static Territory of(AssociationCode... codes) {
        var territory = new Territory();
        for (var code : codes) {
            accepted(territory.found(code));
        }
        return territory;
    }

    public static <R> R accepted(Verdict<R> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<R> it -> it.answer();
            case Verdict.Refused<R> it -> throw new AssertionError("refused: " + it.refusal());
        };
    }

    public static Refusal refusal(Verdict<?> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<?> it -> throw new AssertionError("accepted: " + it.answer());
            case Verdict.Refused<?> it -> it.refusal();
        };
    }

    public static Roues roues(long cents) {
        return new Roues(cents);
    }

    public static Euros euros(long cents) {
        return new Euros(cents);
    }

    public void on(LocalDate day) {
        now = day.atTime(12, 0).atZone(BusinessDay.ZONE).toInstant();
        effective = null;
    }

    /** What follows is typed in late, with this effective day. */
    public void late(LocalDate day) {
        effective = day.atTime(12, 0).atZone(BusinessDay.ZONE).toInstant();
    }

    /** What follows takes effect when it is entered. */
    public void onTime() {
        effective = null;
    }

    public Operation operation() {
        return new Operation(OperationId.of(now.toEpochMilli(), ids), effective == null ? now : effective);
    }

    // Associations

    public Verdict<AssociationCode> found(AssociationCode code) {
        return ledger.apply(associations.handle(new FoundAssociation(operation(), code, newAccount(code))));
    }

    public Verdict<AssociationCode> setRules(AssociationCode code, Rules rules) {
        return ledger.apply(associations.handle(new SetRules(operation(), code, rules)));
    }

    public Verdict<AssociationCode> decide(AssociationCode code, State state, LocalDate from) {
        return ledger.apply(associations.handle(new DecideState(operation(), code, state, from)));
    }

    public Verdict<AccountNumber> open(AssociationCode code, HolderKind kind, @Nullable LocalDate membershipUntil) {
        return ledger.apply(
                associations.handle(new OpenAccount(operation(), newAccount(code), kind, "05061", membershipUntil)));
    }

    public Verdict<Member> payMembershipInEuros(AccountNumber account, long cents) {
        return ledger.apply(associations.handle(new PayMembershipInEuros(operation(), account, euros(cents))));
    }

    public Verdict<Member> payMembershipInRoues(AccountNumber account, long cents) {
        return ledger.apply(associations.handle(new PayMembershipInRoues(operation(), account, roues(cents))));
    }

    /** An individual who is a member for long, with nothing yet. */
    public AccountNumber member(AssociationCode code) {
        return accepted(open(code, HolderKind.INDIVIDUAL, LONG));
    }

    /** An individual who is a member for long, with so much. */
    public AccountNumber member(AssociationCode code, long cents) {
        var account = member(code);
        accepted(issue(account, cents));
        return account;
    }

    // Accounts

    public Verdict<Account> freeze(AccountNumber account) {
        return ledger.apply(accounts.handle(new FreezeAccount(operation(), account)));
    }

    public Verdict<Account> unfreeze(AccountNumber account) {
        return ledger.apply(accounts.handle(new UnfreezeAccount(operation(), account)));
    }

    public Verdict<Account> close(AccountNumber account) {
        return ledger.apply(accounts.handle(new CloseAccount(operation(), account)));
    }

    public Verdict<Account> erase(AccountNumber account) {
        return ledger.apply(accounts.handle(new EraseHolder(operation(), account)));
    }

    public Verdict<Account> issueCard(AccountNumber account, CardNumber card) {
        return ledger.apply(accounts.handle(new IssueCard(operation(), account, card)));
    }

    public Verdict<Account> block(AccountNumber account, CardNumber card) {
        return ledger.apply(accounts.handle(new BlockCard(operation(), account, card)));
    }

    public Verdict<Account> unlock(AccountNumber account, CardNumber card) {
        return ledger.apply(accounts.handle(new UnlockCard(operation(), account, card)));
    }

    /** A fresh card of an account. */
    public CardNumber card(AccountNumber account) {
        var card = CardNumber.of(account.association(), next("card " + account.association()));
        accepted(issueCard(account, card));
        return card;
    }

    // Merchants

    public Verdict<Merchant> apply(AssociationCode code, String merchantClass, @Nullable LocalDate membershipUntil) {
        var serial = next("merchant " + code);
        return ledger.apply(merchants.handle(new ApplyAsMerchant(
                operation(),
                MerchantId.of(code, serial),
                newAccount(code),
                siret(serial),
                "10.71C",
                "05061",
                merchantClass,
                membershipUntil)));
    }

    public Verdict<Merchant> approve(MerchantId merchant) {
        return ledger.apply(merchants.handle(new ApproveMerchant(operation(), merchant)));
    }

    public Verdict<Merchant> suspend(MerchantId merchant) {
        return ledger.apply(merchants.handle(new SuspendMerchant(operation(), merchant)));
    }

    public Verdict<Merchant> leave(MerchantId merchant) {
        return ledger.apply(merchants.handle(new LeaveNetwork(operation(), merchant)));
    }

    /** What is null stays as it is. */
    public Verdict<Merchant> change(
            MerchantId merchant, LocalDate from, @Nullable String sector, @Nullable String merchantClass) {
        return ledger.apply(
                merchants.handle(new ChangeMerchant(operation(), merchant, from, sector, merchantClass, false)));
    }

    public Verdict<Merchant> rename(MerchantId merchant) {
        var operation = operation();
        return ledger.apply(
                merchants.handle(new ChangeMerchant(operation, merchant, operation.day(), null, null, true)));
    }

    /** A merchant of the standard class that was approved, with nothing yet. */
    public Shop shop(AssociationCode code) {
        var merchant = accepted(apply(code, Rules.STANDARD, LONG));
        accepted(approve(merchant.id()));
        return new Shop(merchant.id(), merchant.account());
    }

    /** A merchant of the standard class that was approved, and was paid so much. */
    public Shop shop(AssociationCode code, long cents) {
        var shop = shop(code);
        accepted(pay(member(code, cents), shop.account(), cents));
        return shop;
    }

    // Payments

    public Verdict<Paid> pay(AccountNumber payer, AccountNumber payee, long cents) {
        return ledger.apply(payments.handle(paying(payer, payee, cents, null)));
    }

    public Verdict<Paid> pay(AccountNumber payer, AccountNumber payee, long cents, String reference) {
        return ledger.apply(payments.handle(paying(payer, payee, cents, reference)));
    }

    public Pay paying(AccountNumber payer, AccountNumber payee, long cents, @Nullable String reference) {
        return new Pay(operation(), payer, payee, roues(cents), reference);
    }

    public Verdict<Paid> take(Shop shop, long cents, @Nullable ReadCard card) {
        return ledger.apply(payments.handle(taking(shop, cents, null, card)));
    }

    public TakePayment taking(Shop shop, long cents, @Nullable String reference, @Nullable ReadCard card) {
        return new TakePayment(operation(), shop.account(), roues(cents), reference, card);
    }

    public Verdict<Paid> take(TakePayment command) {
        return ledger.apply(payments.handle(command));
    }

    public Verdict<Refunded> refund(OperationId payment, long cents) {
        return ledger.apply(payments.handle(new Refund(operation(), payment, roues(cents))));
    }

    public Verdict<BatchPaid> payBatch(Mode mode, Payment... batch) {
        return ledger.apply(payments.handle(new PayBatch(mode, List.of(batch))));
    }

    // Conversions

    public Verdict<Issuance> issue(AccountNumber account, long cents) {
        return issue(account, cents, "VIR-" + next("bank reference"));
    }

    public Verdict<Issuance> issue(AccountNumber account, long cents, String bankReference) {
        return ledger.apply(
                conversions.handle(new Issue(operation(), account, euros(cents), Means.TRANSFER, bankReference)));
    }

    public Verdict<Issuance> reverse(OperationId issuance) {
        return ledger.apply(conversions.handle(new ReverseIssuance(operation(), issuance)));
    }

    public Verdict<Reconversion> reconvert(AccountNumber account, long cents) {
        return reconvert(account, cents, "F-" + next("invoice"));
    }

    public Verdict<Reconversion> reconvert(AccountNumber account, long cents, String invoiceNumber) {
        return ledger.apply(conversions.handle(new Reconvert(operation(), account, roues(cents), invoiceNumber)));
    }

    public Verdict<Reconversion> confirmPaid(OperationId reconversion) {
        return confirmPaid(reconversion, "OUT-" + next("bank reference out"));
    }

    public Verdict<Reconversion> confirmPaid(OperationId reconversion, String bankReference) {
        return ledger.apply(conversions.handle(new ConfirmPaid(operation(), reconversion, bankReference)));
    }

    public Verdict<List<Reconversion>> confirmAllPaid(List<OperationId> reconversions) {
        return confirmAllPaid(reconversions, "OUT-" + next("bank reference out"));
    }

    public Verdict<List<Reconversion>> confirmAllPaid(List<OperationId> reconversions, String bankReference) {
        return ledger.apply(conversions.handle(new ConfirmAllPaid(operation(), reconversions, bankReference)));
    }

    public Verdict<Reconversion> declareFailed(OperationId reconversion) {
        return ledger.apply(conversions.handle(new DeclareFailed(operation(), reconversion)));
    }

    // What there is

    public Account account(AccountNumber number) {
        return ledger.find(Account.TYPE, number.number()).orElseThrow();
    }

    public long balance(AccountNumber number) {
        return account(number).balance().cents();
    }

    public Association association(AssociationCode code) {
        return ledger.find(Association.TYPE, code.code()).orElseThrow();
    }

    /** Rules with a fee and nothing else. */
    public static Rules fee(int partsPerMillion) {
        return rules(Map.of(Rules.STANDARD, new Rate(partsPerMillion)), null, null, Rules.Period.MONTH);
    }

    public static Rules rules(
            Map<String, Rate> fees, @Nullable Roues minimum, @Nullable Roues cap, Rules.Period period) {
        return new Rules(LocalDate.EPOCH, fees, minimum, cap, period, MembershipRule.CALENDAR, Map.of());
    }

    /** Rules with the most that an account of a kind may hold. */
    public static Rules ceiling(HolderKind kind, long cents) {
        return new Rules(
                LocalDate.EPOCH,
                Rules.FIRST.fees(),
                null,
                null,
                Rules.Period.MONTH,
                MembershipRule.CALENDAR,
                Map.of(kind, roues(cents)));
    }

    public AccountNumber newAccount(AssociationCode code) {
        return AccountNumber.of(code, next("account " + code));
    }

    private int next(String what) {
        return serials.merge(what, 1, Integer::sum);
    }

    /** The {@code serial}-th invented SIRET with a right check digit. */
    public static Siret siret(int serial) {
        return Siret.of("%08d".formatted(90_000_000 + serial), "0001");
    }
}
