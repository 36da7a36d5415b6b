package laroue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import laroue.Territory.Shop;
import laroue.account.Account;
import laroue.account.AccountEvent.Debited;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.State;
import laroue.decision.Verdict;
import laroue.merchant.Merchant;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.payment.PaymentCommand.TakePayment;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.CardNumber;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * Two years of three associations, as one seed tells them: sensible commands and senseless ones, in an order that
 * nobody planned. Equal seeds are equal histories.
 */
public final class AnyHistory {

    private record HeldCard(CardNumber number, AccountNumber account) {}

    /** Two years of hours, divided by the attempts of a usual history. */
    private static final int HOURS_BETWEEN = 35;

    /** The id of an operation that never was. */
    private static final OperationId NOTHING = new OperationId(new UUID(0, 0));

    private static final AssociationCode[] CODES = {Territory.GAP, Territory.AVIGNON, Territory.AIX};

    public final Territory territory = Territory.of(CODES);

    private final RandomGenerator random;
    private final List<AccountNumber> accounts = new ArrayList<>();
    private final List<Shop> shops = new ArrayList<>();
    private final List<HeldCard> cards = new ArrayList<>();
    private final List<OperationId> payments = new ArrayList<>();
    private final List<OperationId> issuances = new ArrayList<>();
    private final List<OperationId> reconversions = new ArrayList<>();

    public AnyHistory(long seed) {
        random = new Random(seed);
        payments.add(NOTHING);
        issuances.add(NOTHING);
        reconversions.add(NOTHING);
        for (var code : CODES) {
            accounts.add(territory.association(code).account());
            for (int i = 0; i < 3; i++) {
                accounts.add(territory.member(code, 1 + random.nextInt(500_00)));
                admitted(territory.shop(code));
            }
            accounts.add(AccountNumber.of(code, 999_999));
        }
    }

    /** Lets time go on and attempts one command; it may be refused. */
    public Verdict<?> attempt() {
        territory.now = territory.now.plus(Duration.ofMinutes(random.nextInt(2 * 60 * HOURS_BETWEEN)));
        var now = territory.now;
        if (chance(10)) {
            // A paper register that is typed in late.
            territory.now = now.minus(Duration.ofDays(random.nextInt(60)));
        }
        var verdict = anything();
        territory.now = now;
        return verdict;
    }

    /** The payments that were made, by their ids. */
    List<OperationId> payments() {
        return payments;
    }

    private Verdict<?> anything() {
        return switch (random.nextInt(100)) {
            case 0, 1 -> opened();
            case 2, 3 -> applied();
            case 4 -> territory.approve(shop().merchant());
            case 5 -> chance(30) ? territory.suspend(shop().merchant()) : territory.approve(shop().merchant());
            case 6 -> chance(20) ? territory.leave(shop().merchant()) : territory.approve(shop().merchant());
            case 7 -> territory.payMembershipInEuros(account(), 1 + random.nextInt(20_00));
            case 8 ->
                territory.change(
                        shop().merchant(),
                        LocalDate.ofInstant(territory.now, ZoneOffset.UTC),
                        any(List.of("47.11F", "01.13Z")),
                        any(List.of("standard", "bio")));
            case 9 -> territory.payMembershipInRoues(account(), 1 + random.nextInt(20_00));
            case 10 -> territory.setRules(code(), rules());
            case 11 -> decided();
            case 12 -> territory.freeze(account());
            case 13, 14 -> territory.unfreeze(account());
            case 15 -> territory.close(account());
            case 16 -> territory.erase(account());
            case 17, 18, 19 -> newCard();
            case 20 -> blocked();
            case 21, 22 -> unlocked();
            case 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34 -> issued();
            case 35, 36, 37, 38 -> territory.reverse(any(issuances));
            case 39, 40, 41, 42, 43, 44, 45, 46, 47, 48 -> reconverted();
            case 49, 50, 51, 52, 53, 54 -> territory.confirmPaid(any(reconversions));
            case 55, 56, 57 -> territory.declareFailed(any(reconversions));
            case 58, 59, 60, 61, 62, 63, 64 -> refunded();
            case 65, 66, 67, 68, 69, 70, 71, 72, 73 -> taken();
            case 74, 75, 76, 77, 78 -> batch();
            default -> paid();
        };
    }

    private Verdict<?> opened() {
        var kind = any(List.of(HolderKind.INDIVIDUAL, HolderKind.ASSOCIATION, HolderKind.PUBLIC));
        var verdict = territory.open(code(), kind, until());
        if (verdict instanceof Verdict.Accepted<AccountNumber> it) {
            accounts.add(it.answer());
        }
        return verdict;
    }

    private Verdict<?> applied() {
        var verdict = territory.apply(code(), chance(50) ? Rules.STANDARD : "organic", until());
        if (verdict instanceof Verdict.Accepted<Merchant> it) {
            admitted(new Shop(it.answer().id(), it.answer().account()));
        }
        return verdict;
    }

    private void admitted(Shop shop) {
        shops.add(shop);
        accounts.add(shop.account());
    }

    private Verdict<?> decided() {
        var state = chance(4) ? State.CLOSED : any(List.of(State.ISSUANCE_STOPPED, State.REDEMPTION_ONLY));
        var from = BusinessDay.of(territory.now).plusDays(random.nextInt(60) - 10L);
        return territory.decide(code(), chance(60) ? State.ACTIVE : state, from);
    }

    private Rules rules() {
        var ceilings = new EnumMap<HolderKind, Roues>(HolderKind.class);
        if (chance(50)) {
            ceilings.put(HolderKind.INDIVIDUAL, Territory.roues(random.nextInt(1_000_00)));
        }
        return new Rules(
                BusinessDay.of(territory.now).plusDays(random.nextInt(30) - 5L),
                Map.of(Rules.STANDARD, new Rate(random.nextInt(100_000)), "organic", new Rate(random.nextInt(50_000))),
                limit(10_00),
                limit(2_000_00),
                any(List.of(Rules.Period.values())),
                any(List.of(MembershipRule.values())),
                ceilings);
    }

    private @Nullable Roues limit(int most) {
        return chance(50) ? Territory.roues(random.nextInt(most)) : null;
    }

    private Verdict<?> newCard() {
        var account = account();
        var card = CardNumber.of(account.association(), cards.size() + 1);
        cards.add(new HeldCard(card, account));
        return territory.issueCard(account, card);
    }

    private Verdict<?> blocked() {
        var card = card();
        return territory.block(card.account(), card.number());
    }

    private Verdict<?> unlocked() {
        var card = card();
        return territory.unlock(card.account(), card.number());
    }

    private Verdict<?> issued() {
        var verdict = chance(10)
                ? territory.issue(account(), 1 + random.nextInt(500_00), "VIR-" + random.nextInt(20))
                : territory.issue(account(), 1 + random.nextInt(500_00));
        issuances.add(operationOf(verdict));
        return verdict;
    }

    private Verdict<?> reconverted() {
        var account = chance(80) ? shop().account() : account();
        var verdict = chance(10)
                ? territory.reconvert(account, amount(account), "F-" + random.nextInt(10))
                : territory.reconvert(account, amount(account));
        reconversions.add(operationOf(verdict));
        return verdict;
    }

    private Verdict<?> refunded() {
        var payment = any(payments);
        long left = territory.ledger.eventsOf(payment).stream()
                .flatMap(it -> it instanceof Debited d ? Stream.of(d.amount()) : null)
                .mapToLong(Roues::cents)
                .sum();
        long amount = chance(40) ? left : 1 + random.nextInt(50_00);
        return territory.refund(payment, Math.max(1, amount));
    }

    private Verdict<?> paid() {
        var payer = account();
        var verdict = chance(20)
                ? territory.pay(payer, account(), amount(payer), "R-" + random.nextInt(10))
                : territory.pay(payer, account(), amount(payer));
        payments.add(operationOf(verdict));
        return verdict;
    }

    private Verdict<?> taken() {
        var verdict = territory.take(taking());
        payments.add(operationOf(verdict));
        return verdict;
    }

    private Verdict<?> batch() {
        var batch =
                Stream.generate(this::onePayment).limit(1 + random.nextInt(4)).toArray(Payment[]::new);
        for (var payment : batch) {
            payments.add(payment.operation().id());
        }
        return territory.payBatch(chance(50) ? Mode.EACH : Mode.ALL_OR_NOTHING, batch);
    }

    private Payment onePayment() {
        var payer = account();
        return chance(30)
                ? taking()
                : territory.paying(payer, account(), amount(payer), chance(50) ? "R-" + random.nextInt(10) : null);
    }

    private TakePayment taking() {
        var card = chance(5) || cards.isEmpty() ? null : card();
        return territory.taking(
                shop(),
                card == null ? 1 : amount(card.account()),
                chance(20) ? "T-" + random.nextInt(10) : null,
                card == null ? null : new ReadCard(card.number(), card.account(), chance(65)));
    }

    /** Mostly what the account can pay; sometimes all of it, and sometimes a cent more. */
    private long amount(AccountNumber payer) {
        long balance = territory
                .ledger
                .find(Account.TYPE, payer.number())
                .map(it -> it.balance().cents())
                .orElse(0L);
        return Math.max(
                1,
                switch (random.nextInt(10)) {
                    case 0 -> balance;
                    case 1 -> balance + 1;
                    case 2 -> random.nextLong(1_000_00);
                    default -> random.nextLong(1 + balance / 3);
                });
    }

    /** What the latest verdict did, or an id of nothing where it did nothing. */
    private OperationId operationOf(Verdict<?> verdict) {
        return verdict.draft().entries().isEmpty()
                ? NOTHING
                : verdict.draft().entries().getFirst().operation().id();
    }

    private @Nullable LocalDate until() {
        return chance(70) ? BusinessDay.of(territory.now).plusDays(random.nextInt(900) - 100L) : null;
    }

    private AssociationCode code() {
        return CODES[random.nextInt(CODES.length)];
    }

    private AccountNumber account() {
        return any(accounts);
    }

    private Shop shop() {
        return any(shops);
    }

    private HeldCard card() {
        return cards.isEmpty()
                ? new HeldCard(CardNumber.of(code(), 9999), any(shops).account())
                : any(cards);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
