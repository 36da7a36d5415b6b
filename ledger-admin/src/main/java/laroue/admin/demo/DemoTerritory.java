package laroue.admin.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import laroue.account.AccountCommand.IssueCard;
import laroue.admin.demo.Territory.Issuer;
import laroue.admin.demo.Territory.Trade;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.Reconvert;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.Refund;
import laroue.register.Cards;
import laroue.register.DeskNames;
import laroue.register.Memos;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.register.Pins;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import org.springframework.stereotype.Component;

/**
 * Writes the demonstration's history by the ordinary commands, in the order of its days: who joins, changes euros, pays,
 * is refunded, reconverts and is paid. The same every time, but for its last day, which is yesterday.
 */
@Component
class DemoTerritory {

    private static final String ACTOR = "demo";

    private static final long SEED = 2012;

    private static final int DAYS = 731;

    /** When the first shop opens and the last one closes, in seconds of the day. */
    private static final long FIRST_SECOND = 8 * 3_600;

    private static final long LAST_SECOND = 20 * 3_600;

    /** On a day of the week, Monday first: how many payments for each hundred members, market days above all. */
    private static final int[] PAYMENTS_PER_100_MEMBERS = {5, 7, 10, 8, 10, 18, 3};

    /** In a month, January first: how much of the usual is spent, in percent; tourists in summer, feasts at the end. */
    private static final int[] SEASON = {80, 85, 92, 98, 104, 110, 128, 132, 104, 96, 92, 125};

    private final Ledger ledger;
    private final Numbers numbers;
    private final People people;
    private final Cards cards;
    private final Pins pins;
    private final DeskNames deskNames;
    private final Memos words;
    private final LocalDate end;

    DemoTerritory(
            Ledger ledger,
            Numbers numbers,
            People people,
            Cards cards,
            Pins pins,
            DeskNames deskNames,
            Memos words,
            InstantSource clock) {
        this.ledger = ledger;
        this.numbers = numbers;
        this.people = people;
        this.cards = cards;
        this.pins = pins;
        this.deskNames = deskNames;
        this.words = words;
        this.end = BusinessDay.of(clock.instant());
    }

    /** Those whom the demonstration's clients speak for. */
    record Cast(AccountNumber member, Shop till, Shop secondTill) {}

    /** A merchant of the territory. */
    record Shop(MerchantId merchant, AccountNumber account, Trade trade) {}

    /** An association with those who joined it so far, and how long each is a member. */
    static final class Society {
        final Issuer issuer;
        final List<AccountNumber> members = new ArrayList<>();
        private final Map<AccountNumber, LocalDate> until = new HashMap<>();
        final List<Shop> shops = new ArrayList<>();
        final Map<Trade, List<Shop>> byTrade = new HashMap<>();

        Society(Issuer issuer) {
            this.issuer = issuer;
        }

        MembershipRule rule() {
            return issuer.calendar() ? MembershipRule.CALENDAR : MembershipRule.TWELVE_MONTHS;
        }

        boolean isCurrent(AccountNumber member, LocalDate day) {
            return !until.getOrDefault(member, LocalDate.MIN).isBefore(day);
        }

        /** A membership was paid on a day. */
        void renew(AccountNumber member, LocalDate day) {
            until.put(member, rule().until(day, until.get(member)));
        }

        void open(Shop shop) {
            shops.add(shop);
            byTrade.computeIfAbsent(shop.trade(), _ -> new ArrayList<>()).add(shop);
        }
    }

    /** Writes it all, and returns when all is durable. */
    Cast write(IntConsumer percentDone) {
        return new Telling(percentDone).tell();
    }

    /** One telling of the story; its chance comes from one seed. */
    private final class Telling implements DeskDays.Teller {

        private final IntConsumer percentDone;
        private final Random random = new Random(SEED);
        private final List<Society> societies = new ArrayList<>();
        private final Map<AccountNumber, Long> purses = new HashMap<>();
        private final List<Pending> pending = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private final List<CompletableFuture<Done<Object>>> today = new ArrayList<>();
        private final List<CompletableFuture<Done<Object>>> asked = new ArrayList<>();
        private LocalDate day = end.minusDays(DAYS);
        private long second = FIRST_SECOND;
        private int people;
        private int businesses;
        private int references;

        /** A reconversion that the treasurer pays some days later. */
        private record Pending(OperationId reconversion, LocalDate due) {}

        /** A change that was asked for. */
        private record Change(AccountNumber account, long cents, CompletableFuture<Done<Object>> done) {}

        Telling(IntConsumer percentDone) {
            this.percentDone = percentDone;
        }

        Cast tell() {
            Territory.ISSUERS.forEach(it -> societies.add(found(it)));
            var till = shop(societies.getFirst(), Territory.TRADES.getFirst(), Territory.GAP);
            var secondTill = shop(societies.getFirst(), Territory.TRADES.get(1), Territory.BRIANCON);
            var desks = new DeskDays(this, societies, new Random(SEED + 1));
            for (int n = 0; n < DAYS; n++) {
                second = FIRST_SECOND;
                liveOneDay(n, desks);
                percentDone.accept((n + 1) * 100 / DAYS);
                day = day.plusDays(1);
            }
            day = day.minusDays(1);
            return new Cast(member(), till, secondTill);
        }

        /** Sends a command that cannot be refused; the end of the day waits for it. */
        @Override
        public void must(Object command) {
            today.add(carryOut(command));
        }

        /** Sends a command of which it does not matter whether it is refused. */
        @Override
        public void ask(Object command) {
            asked.add(carryOut(command));
        }

        @Override
        public LocalDate day() {
            return day;
        }

        @Override
        public Operation after(int seconds, Random chance) {
            second = Math.min(second + seconds, LAST_SECOND);
            Instant at = day.atStartOfDay(BusinessDay.ZONE).toInstant().plusSeconds(second);
            return new Operation(OperationId.of(at.toEpochMilli(), chance), at);
        }

        @Override
        public String reference(String kind) {
            return kind + "-%06d".formatted(++references);
        }

        @Override
        public long purse(AccountNumber account) {
            return purses.getOrDefault(account, 0L);
        }

        @Override
        public void gain(AccountNumber account, long cents) {
            purses.merge(account, cents, Long::sum);
        }

        @Override
        public void named(OperationId operation, DeskId desk, String name) {
            deskNames.enter(operation, desk, name);
        }

        @Override
        public void said(OperationId operation, String words) {
            DemoTerritory.this.words.enter(operation, null, words);
        }

        private void sleep() {
            for (var done : today) {
                if (done.join().verdict() instanceof Verdict.Refused<Object> it) {
                    throw new IllegalStateException("the demonstration's own command is refused: " + it.refusal());
                }
            }
            today.clear();
            asked.forEach(CompletableFuture::join);
            asked.clear();
        }

        private Society found(Issuer issuer) {
            var own = numbers.account(issuer.code());
            var operation = next();
            DemoTerritory.this.people.enter(operation.id(), own, issuer.name() + " (démonstration)", null);
            must(new FoundAssociation(operation, issuer.code(), own));
            must(new SetRules(next(), issuer.code(), rules(issuer)));
            return new Society(issuer);
        }

        private Rules rules(Issuer issuer) {
            return new Rules(
                    day,
                    Map.of(
                            Rules.STANDARD,
                            issuer.fee(),
                            "bio",
                            new Rate(issuer.fee().partsPerMillion() / 2)),
                    null,
                    null,
                    Rules.Period.MONTH,
                    issuer.calendar() ? MembershipRule.CALENDAR : MembershipRule.TWELVE_MONTHS,
                    Map.of());
        }

        private void liveOneDay(int n, DeskDays desks) {
            for (var society : societies) {
                grow(society, n);
                change(society);
            }
            waitForChanges();
            desks.liveOneDay(n, DAYS - 1 - n);
            pay();
            reconvert();
            settle();
            sleep();
        }

        /** Half of all come in the first months, the others one by one over the two years. */
        private void grow(Society society, int n) {
            int wantedShops = wanted(society.issuer.merchants(), n);
            while (society.shops.size() < wantedShops) {
                var trade = Territory.TRADES.get(society.shops.size() % Territory.TRADES.size());
                shop(society, trade, commune(society));
            }
            int wantedMembers = wanted(society.issuer.members(), n);
            while (society.members.size() < wantedMembers) {
                join(society);
            }
            renew(society, n);
        }

        private static int wanted(int inTheEnd, int n) {
            int early = Math.min(inTheEnd / 2, 1 + inTheEnd * n / 120);
            return early + (inTheEnd - inTheEnd / 2) * (n + 1) / DAYS;
        }

        private Shop shop(Society society, Trade trade, String commune) {
            var merchant = numbers.merchant(society.issuer.code());
            var account = numbers.account(society.issuer.code());
            var operation = next();
            DemoTerritory.this.people.enter(operation.id(), account, Names.business(trade.name(), businesses), null);
            must(new ApplyAsMerchant(
                    operation,
                    merchant,
                    account,
                    InventedSiret.of(++businesses),
                    trade.naf(),
                    commune,
                    "01.13Z".equals(trade.naf()) ? "bio" : Rules.STANDARD,
                    day.plusYears(5)));
            must(new ApproveMerchant(next(), merchant));
            var shop = new Shop(merchant, account, trade);
            society.open(shop);
            purses.put(account, 0L);
            return shop;
        }

        private void join(Society society) {
            var account = open(society, commune(society));
            society.members.add(account);
        }

        private AccountNumber open(Society society, String commune) {
            var account = numbers.account(society.issuer.code());
            var operation = next();
            DemoTerritory.this.people.enter(operation.id(), account, Names.person(people++), null);
            must(new OpenAccount(operation, account, HolderKind.INDIVIDUAL, commune, null));
            must(new PayMembershipInEuros(next(), account, new Euros(10_00)));
            society.renew(account, day);
            purses.put(account, 0L);
            return account;
        }

        /** Most members who did not renew at a desk do so by transfer; some let it lapse, and may still spend. */
        private void renew(Society society, int n) {
            boolean newYear = day.getDayOfYear() == 15;
            for (int i = 0; i < society.members.size(); i++) {
                var member = society.members.get(i);
                boolean due = society.issuer.calendar()
                        ? newYear && !society.isCurrent(member, day)
                        : n > 0 && (n + i) % 365 == 0;
                if (due && random.nextInt(100) < 92) {
                    must(new PayMembershipInEuros(next(), member, new Euros(10_00)));
                    society.renew(member, day);
                }
            }
        }

        /** About once a month each member changes euros, by transfer or card. */
        private void change(Society society) {
            for (var member : society.members) {
                if (random.nextInt(36) == 0) {
                    issue(member, (2 + random.nextInt(11)) * 10_00L);
                }
            }
        }

        /** All changes of a day are under way at once; a lapsed member's is refused. */
        private void waitForChanges() {
            for (var change : changes) {
                if (change.done().join().verdict() instanceof Verdict.Accepted<Object>) {
                    purses.merge(change.account(), change.cents(), Long::sum);
                }
            }
            changes.clear();
        }

        private void issue(AccountNumber account, long cents) {
            var means = random.nextInt(3) == 0 ? Means.CARD : Means.TRANSFER;
            var operation = next();
            var command = new Issue(operation, account, new Euros(cents), means, "VIR-%06d".formatted(++references));
            changes.add(new Change(account, cents, carryOut(command)));
        }

        /** The day's payments in one batch: customers in shops, shops among themselves, some across associations. */
        private void pay() {
            var payments = new ArrayList<Payment>();
            for (var society : societies) {
                int usual = society.members.size()
                        * PAYMENTS_PER_100_MEMBERS[day.getDayOfWeek().getValue() - 1];
                int count = usual * SEASON[day.getMonthValue() - 1] / 10_000 + random.nextInt(2);
                for (int i = 0; i < count; i++) {
                    shopping(society, payments);
                }
                if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
                    betweenShops(society, payments);
                }
            }
            if (!payments.isEmpty()) {
                must(new PayBatch(Mode.EACH, payments));
                refundOne(payments);
            }
        }

        private void shopping(Society society, List<Payment> payments) {
            if (society.members.isEmpty()) {
                return;
            }
            var payer = one(society.members);
            var where = random.nextInt(100) < 6 ? one(societies) : society;
            var shop = shopOf(where);
            long cents = shop.trade().typicalCents() * (40 + random.nextInt(130)) / 100;
            move(payer, shop.account(), cents, payments);
        }

        private Shop shopOf(Society society) {
            int pick = random.nextInt(100);
            for (var trade : Territory.TRADES) {
                pick -= trade.share();
                if (pick < 0 && society.byTrade.containsKey(trade)) {
                    return one(society.byTrade.getOrDefault(trade, society.shops));
                }
            }
            return one(society.shops);
        }

        private void betweenShops(Society society, List<Payment> payments) {
            for (var shop : society.shops) {
                long held = purse(shop.account());
                if (held > 60_00 && random.nextInt(100) < 45) {
                    var supplier = random.nextInt(100) < 12 ? one(one(societies).shops) : one(society.shops);
                    if (!supplier.equals(shop)) {
                        move(shop.account(), supplier.account(), held * (15 + random.nextInt(30)) / 100, payments);
                    }
                }
            }
        }

        private void move(AccountNumber payer, AccountNumber payee, long cents, List<Payment> payments) {
            if (cents < 1 || purse(payer) < cents) {
                return;
            }
            var reference = "T-%06d".formatted(++references);
            payments.add(new Pay(next(), payer, payee, new Roues(cents), reference));
            purses.merge(payer, -cents, Long::sum);
            purses.merge(payee, cents, Long::sum);
        }

        private void refundOne(List<Payment> payments) {
            if (random.nextInt(20) == 0 && one(payments) instanceof Pay it) {
                long cents = Math.max(1, it.amount().cents() / 2);
                if (accepted(new Refund(next(), it.operation().id(), new Roues(cents)))) {
                    purses.merge(it.payee(), -cents, Long::sum);
                    purses.merge(it.payer(), cents, Long::sum);
                }
            }
        }

        /** Towards the end of a month a shop hands in what it could not spend. */
        private void reconvert() {
            if (day.getDayOfMonth() < 25) {
                return;
            }
            for (var society : societies) {
                for (var shop : society.shops) {
                    long held = purse(shop.account());
                    if (held > 150_00 && random.nextInt(6) == 0) {
                        handIn(shop, held * (40 + random.nextInt(40)) / 100);
                    }
                }
            }
        }

        private void handIn(Shop shop, long cents) {
            var operation = next();
            var invoice = "F-%s-%05d".formatted(day.getYear(), ++references);
            if (accepted(new Reconvert(operation, shop.account(), new Roues(cents), invoice))) {
                purses.merge(shop.account(), -cents, Long::sum);
                pending.add(new Pending(operation.id(), day.plusDays(6 + random.nextInt(6))));
            }
        }

        private void settle() {
            for (var due : pending.stream().filter(it -> !it.due().isAfter(day)).toList()) {
                must(new ConfirmPaid(next(), due.reconversion(), "SEPA-%06d".formatted(++references)));
                pending.remove(due);
            }
        }

        /** The member of whom the README tells: current, 500.00 roues, the first card with a PIN that starts with 0. */
        private AccountNumber member() {
            var account = open(societies.getFirst(), Territory.GAP);
            issue(account, 500_00);
            waitForChanges();
            var card = numbers.card(Territory.ALPES);
            var operation = next();
            cards.enter(card, operation.id(), account, pins.hash(card, "0420"));
            must(new IssueCard(operation, account, card));
            if (!card.equals(CardNumber.of(Territory.ALPES, 1))) {
                throw new IllegalStateException("the first card of the territory is " + card);
            }
            sleep();
            return account;
        }

        private String commune(Society society) {
            // The nearer to the front of the list, the larger the commune.
            var communes = society.issuer.communes();
            int one = random.nextInt(communes.size());
            int other = random.nextInt(communes.size());
            return communes.get(Math.min(one, other));
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        /** A day's operations follow one another, as they are recorded: no balance is below zero at any time of day. */
        private Operation next() {
            return after(20 + random.nextInt(200), random);
        }
    }

    private boolean accepted(Object command) {
        return carryOut(command).join().verdict() instanceof Verdict.Accepted<Object>;
    }

    private CompletableFuture<Done<Object>> carryOut(Object command) {
        return ledger.carryOut(command, Request.by(ACTOR));
    }
}
