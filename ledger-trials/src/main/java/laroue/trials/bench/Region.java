package laroue.trials.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Issued;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Reconverted;
import laroue.account.AccountEvent.Transfer;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.IssuanceEvent.Means;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.decision.LedgerEvent;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * Ten years of a region, as its events: three associations, forty communes, twelve sectors. Members change euros when they
 * run short, go to a few businesses of their own and sometimes to any; businesses pay each other and reconvert what they
 * cannot spend. One seed is one history. Only what figures are made from is told.
 */
final class Region {

    static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2026, 1, 1);

    static final List<AssociationCode> ASSOCIATIONS =
            List.of(new AssociationCode("05"), new AssociationCode("84"), new AssociationCode("13A"));

    private static final String[] SECTORS = {
        "01.13Z", "10.71C", "10.11Z", "43.32A", "47.11B", "47.21Z", "47.61Z", "47.76Z", "56.10A", "86.90D", "95.29Z",
        "96.02A"
    };
    private static final int COMMUNES = 40;
    private static final int HABITS = 6;
    private static final int TOP_UP_CENTS = 100_00;
    private static final int MOST_CENTS = 60_00;
    private static final int KEPT_CENTS = 2_000_00;

    private final SplittableRandom random;
    private final int businesses;
    private final AccountNumber[] accounts;
    private final long[] balances;
    private final int[][] habits;
    private final long firstMicros;
    private final long stepMicros;
    private long position;
    private long payments;
    private Instant now;
    private List<RecordedEvent> told = new ArrayList<>();

    /**
     * A region to come.
     *
     * @param size how many accounts, of which a tenth are businesses
     * @param most how many payments there are in the ten years
     */
    Region(long seed, int size, long most) {
        random = new SplittableRandom(seed);
        businesses = Math.max(1, size / 10);
        accounts = new AccountNumber[size];
        balances = new long[size];
        habits = new int[size][HABITS];
        firstMicros = TimeUnit.SECONDS.toMicros(BusinessDay.start(FIRST_DAY).getEpochSecond());
        stepMicros =
                (TimeUnit.SECONDS.toMicros(BusinessDay.start(LAST_DAY).getEpochSecond()) - firstMicros) / (most + 1);
        now = BusinessDay.start(FIRST_DAY);
        for (int i = 0; i < size; i++) {
            open(i);
        }
        for (int i = 0; i < size; i++) {
            for (int habit = 0; habit < HABITS; habit++) {
                habits[i][habit] = business(accounts[i].association());
            }
        }
    }

    /** Some businesses are in the habits of many; nine of ten habits are in one's own association. */
    private int business(AssociationCode own) {
        int business = random.nextInt(1 + random.nextInt(businesses));
        for (int tries = 0; tries < 100 && !accounts[business].association().equals(own); tries++) {
            if (random.nextInt(20) == 0) {
                return business;
            }
            business = random.nextInt(1 + random.nextInt(businesses));
        }
        return business;
    }

    long payments() {
        return payments;
    }

    long position() {
        return position;
    }

    private void open(int index) {
        int place = random.nextInt(COMMUNES);
        var association = ASSOCIATIONS.get(place * ASSOCIATIONS.size() / COMMUNES);
        var commune = "%05d".formatted(5_000 + place);
        accounts[index] = AccountNumber.of(association, index + 1);
        if (index < businesses) {
            var merchant = MerchantId.of(association, index + 1);
            var sector = SECTORS[random.nextInt(SECTORS.length)];
            tell(operation(), new Applied(merchant, accounts[index], null, sector, commune, "standard"));
            opened(index, HolderKind.PROFESSIONAL, commune, merchant);
        } else {
            opened(index, HolderKind.INDIVIDUAL, commune, null);
        }
    }

    private void opened(int index, HolderKind kind, String commune, @Nullable MerchantId merchant) {
        tell(operation(), new Opened(accounts[index], kind, commune, null, merchant));
    }

    /** What happens next, with so many payments in it. */
    List<RecordedEvent> next(int many) {
        for (int i = 0; i < many; i++) {
            now = instant(firstMicros + ++payments * stepMicros);
            pay(payer());
        }
        var events = told;
        told = new ArrayList<>();
        return events;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /** Three of four are members. */
    private int payer() {
        return random.nextInt(4) > 0
                ? businesses + random.nextInt(accounts.length - businesses)
                : random.nextInt(businesses);
    }

    private void pay(int payer) {
        int payee = random.nextInt(50) > 0 ? habits[payer][random.nextInt(HABITS)] : random.nextInt(accounts.length);
        payee = payee == payer ? (payer + 1) % accounts.length : payee;
        long cents = 1L + random.nextInt(MOST_CENTS);
        if (balances[payer] < cents) {
            issue(payer);
        }
        balances[payer] -= cents;
        balances[payee] += cents;
        var operation = operation();
        var amount = new Roues(cents);
        tell(
                operation,
                new Debited(
                        accounts[payer],
                        Transfer.PAYMENT,
                        accounts[payee],
                        amount,
                        new Roues(balances[payer]),
                        null,
                        null,
                        null));
        tell(
                operation,
                new Credited(
                        accounts[payee],
                        Transfer.PAYMENT,
                        accounts[payer],
                        amount,
                        new Roues(balances[payee]),
                        null,
                        null));
        if (payee < businesses && balances[payee] > KEPT_CENTS) {
            reconvert(payee);
        }
    }

    private void issue(int index) {
        var operation = operation();
        var amount = new Roues(TOP_UP_CENTS);
        balances[index] += TOP_UP_CENTS;
        tell(operation, new Issued(accounts[index], amount, new Roues(balances[index])));
        tell(operation, new IssuanceMade(operation, accounts[index], amount, Means.TRANSFER, operation.toString()));
    }

    private void reconvert(int index) {
        var operation = operation();
        var day = BusinessDay.of(now);
        var gross = new Roues(balances[index] / 2);
        balances[index] -= gross.cents();
        tell(operation, new Reconverted(accounts[index], gross, new Roues(balances[index]), day));
        tell(
                operation,
                new Accepted(operation, accounts[index], gross, Roues.ZERO, Rate.NONE, day, operation.toString()));
    }

    private OperationId operation() {
        return OperationId.of(now.toEpochMilli(), random);
    }

    private void tell(OperationId operation, LedgerEvent event) {
        told.add(new RecordedEvent(++position, 0, now, now, "bench", operation, event));
    }
}
