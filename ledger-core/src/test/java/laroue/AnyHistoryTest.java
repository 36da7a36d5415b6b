package laroue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.Card;
import laroue.association.Association;
import laroue.association.AssociationEvent;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.Reconversion;
import laroue.conversion.Reconversion.Status;
import laroue.conversion.ReconversionEvent;
import laroue.decision.InMemoryLedger;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.decision.StreamType;
import laroue.decision.Verdict;
import laroue.desk.AnyWeek;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantEvent;
import laroue.payment.Payments;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold after every step of any history. One seed is one history; {@code -Dseed=N} plays it again alone,
 * {@code -Dseeds} and {@code -Dattempts} make more and longer ones.
 */
class AnyHistoryTest {

    private static final long SEEDS = Long.getLong("seeds", 50);
    private static final int ATTEMPTS = Integer.getInteger("attempts", 500);

    /** What happened in any of the histories, and how commands were answered. */
    private static final Set<Class<?>> SEEN = new HashSet<>();

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moneyIsNeitherMadeNorLost(long seed) {
        var history = new AnyHistory(seed);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long before = history.territory.ledger.position();

            var verdict = history.attempt();

            refusalsMoveNothing(history.territory.ledger, verdict, before);
            identitiesHold(history.territory.ledger);
            if (attempt % 100 == 0 || attempt == ATTEMPTS) {
                refundsStayWithinPayments(history);
                replayTellsTheSame(history.territory.ledger);
            }
        }
        history.territory.ledger.recorded().forEach(it -> SEEN.add(it.event().getClass()));
    }

    /** A history in which something never happens proves nothing about it. */
    @AfterAll
    static void everythingHappened() {
        if (Long.getLong("seed") == null && SEEDS >= 50) {
            assertThat(SEEN).containsAll(everyEventAwayFromDesks());
        }
    }

    private static void refusalsMoveNothing(InMemoryLedger ledger, Verdict<?> verdict, long before) {
        if (verdict instanceof Verdict.Refused<?>) {
            assertThat(ledger.eventsAfter(before)).allMatch(it -> it.postings().isEmpty());
        }
    }

    private static void identitiesHold(InMemoryLedger ledger) {
        assertThat(ledger.cents(Unit.ROUE)).as("roues made or lost").isZero();
        assertThat(ledger.cents(Unit.EURO)).as("euros made or lost").isZero();
        assertThat(ledger.cents(Place.CLAIMS)).as("claims (rule 44)").isZero();
        var balances = balances(ledger);
        var owed = acceptedReconversions(ledger);
        for (var association : ledger.states(Association.TYPE).values()) {
            var code = association.code();
            long balance = balances.getOrDefault(code, 0L);
            long claims = ledger.cents(code, Place.CLAIMS);
            long fund = association.funds().digital().cents();
            assertThat(ledger.cents(code, Place.ACCOUNTS))
                    .as("accounts of %s", code)
                    .isEqualTo(balance);
            assertThat(ledger.cents(code, Place.GUARANTEE_DIGITAL))
                    .as("fund of %s", code)
                    .isEqualTo(fund);
            assertThat(ledger.cents(code, Place.OPERATING))
                    .as("operating of %s", code)
                    .isEqualTo(association.funds().operating().cents());
            assertThat(balance)
                    .as("identity D of %s (rule 11)", code)
                    .isEqualTo(claims - ledger.cents(code, Place.DIGITAL_ISSUE));
            assertThat(fund + claims)
                    .as("identity C of %s (rule 12)", code)
                    .isEqualTo(balance + owed.getOrDefault(code, 0L));
        }
    }

    /** Balances by association; on the way, that none is negative and no card counts past its lock (rule 15). */
    private static Map<AssociationCode, Long> balances(InMemoryLedger ledger) {
        var sums = new HashMap<AssociationCode, Long>();
        for (var account : ledger.states(Account.TYPE).values()) {
            var card = account.card();
            boolean closed = account.status() == Account.Status.CLOSED;
            holds(!account.balance().isNegative(), "never below zero (rule 15)", account);
            holds(card == null || card.failures() <= Card.FAILURES_THAT_LOCK, "three wrong PINs lock", account);
            holds(!closed || account.balance().isZero(), "closed at zero (rule 20)", account);
            holds(!closed || account.reconversions().accepted() == 0, "closed with nothing owed (rule 20)", account);
            sums.merge(account.number().association(), account.balance().cents(), Long::sum);
        }
        return sums;
    }

    /** What associations owe for reconversions; on the way, that each account remembers how many there are. */
    private static Map<AssociationCode, Long> acceptedReconversions(InMemoryLedger ledger) {
        var sums = new HashMap<AssociationCode, Long>();
        var counts = new HashMap<String, Integer>();
        for (var reconversion : ledger.states(Reconversion.TYPE).values()) {
            var parts = reconversion.fee().plus(reconversion.net());
            holds(parts.equals(reconversion.gross()), "fee and net are the gross (rule 35)", reconversion);
            if (reconversion.status() == Status.ACCEPTED) {
                sums.merge(
                        reconversion.account().association(),
                        reconversion.gross().cents(),
                        Long::sum);
                counts.merge(reconversion.account().number(), 1, Integer::sum);
            }
        }
        ledger.states(Account.TYPE)
                .forEach((number, account) -> holds(
                        account.reconversions().accepted() == counts.getOrDefault(number, 0),
                        "an account knows how many of its reconversions are accepted",
                        account));
        return sums;
    }

    private static void refundsStayWithinPayments(AnyHistory history) {
        var ledger = history.territory.ledger;
        var given = new HashMap<Object, Long>();
        for (var recorded : ledger.recorded()) {
            if (recorded.event() instanceof AccountEvent.Credited it && it.refundOf() != null) {
                given.merge(it.refundOf(), it.amount().cents(), Long::sum);
            }
        }
        for (var payment : history.payments()) {
            long paid = Payments.find(ledger, payment)
                    .map(it -> it.amount().cents())
                    .orElse(0L);
            assertThat(ledger.refunded(payment).cents())
                    .as("given back of %s (rule 22)", payment)
                    .isEqualTo(given.getOrDefault(payment, 0L))
                    .isBetween(0L, paid);
        }
    }

    private static void replayTellsTheSame(InMemoryLedger ledger) {
        Stream.of(Account.TYPE, Association.TYPE, Merchant.TYPE, Issuance.TYPE, Reconversion.TYPE)
                .forEach(it -> replayTellsTheSame(ledger, it));
    }

    private static <S> void replayTellsTheSame(InMemoryLedger ledger, StreamType<S, ?> kind) {
        assertThat(ledger.replayed(kind))
                .as("a replay of every %s", kind.name())
                .isEqualTo(ledger.states(kind));
    }

    /** Cheaper than an assertion object for each of millions of accounts. */
    private static void holds(boolean condition, String rule, Object subject) {
        if (!condition) {
            throw new AssertionError(rule + ": " + subject);
        }
    }

    /** What only happens at desks is told by any weeks. */
    private static Set<Class<?>> everyEventAwayFromDesks() {
        var events = everyEvent();
        events.removeAll(AnyWeek.OF_DESKS);
        return events;
    }

    private static Set<Class<?>> everyEvent() {
        var events = new HashSet<Class<?>>();
        Stream.of(
                        AccountEvent.class,
                        AssociationEvent.class,
                        MerchantEvent.class,
                        IssuanceEvent.class,
                        ReconversionEvent.class)
                .forEach(it -> leaves(it, events));
        return events;
    }

    private static void leaves(Class<? extends LedgerEvent> type, Set<Class<?>> found) {
        if (type.isRecord()) {
            found.add(type);
            return;
        }
        for (var permitted : type.getPermittedSubclasses()) {
            leaves(permitted.asSubclass(LedgerEvent.class), found);
        }
    }
}
