package laroue.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Opened;
import laroue.account.AccountEvent.Transfer;
import laroue.decision.Posting.Place;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import org.jspecify.annotations.Nullable;

/**
 * The figures once more, slowly: straight from the list of all events, each question from the beginning, cent by cent where
 * it is about cents. It shares nothing with the views but the events.
 */
final class SlowFigures {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final MathContext EXACT_ENOUGH = new MathContext(60);

    private final List<RecordedEvent> history;
    private final Map<AccountNumber, HolderKind> kinds = new HashMap<>();
    private final Map<AccountNumber, String> communes = new HashMap<>();

    SlowFigures(List<RecordedEvent> history) {
        this.history = history;
        for (var it : history) {
            switch (it.event()) {
                case Opened e -> {
                    kinds.put(e.account(), e.kind());
                    communes.put(e.account(), e.commune() == null ? "" : e.commune());
                }
                case Applied _ -> {
                    // Its account's opening says all that is asked for here.
                }
                default -> {
                    // Opens nothing.
                }
            }
        }
    }

    /** One payment; who made it and who got it. */
    record Paid(AccountNumber payer, AccountNumber payee, Instant at, long cents) {}

    private record Movement(AccountNumber account, Instant at, long cents) {}

    List<Paid> payments(LocalDate from, LocalDate to) {
        var payments = new ArrayList<Paid>();
        for (var it : history) {
            if (it.event() instanceof Debited e && e.transfer() == Transfer.PAYMENT && within(it.at(), from, to)) {
                payments.add(new Paid(
                        e.account(), e.counterparty(), it.at(), e.amount().cents()));
            }
        }
        return payments;
    }

    private static boolean within(Instant at, LocalDate from, LocalDate to) {
        var day = at.atZone(PARIS).toLocalDate();
        return !day.isBefore(from) && day.isBefore(to);
    }

    private List<Movement> movements() {
        var movements = new ArrayList<Movement>();
        for (var it : history) {
            if (it.event() instanceof AccountEvent e) {
                for (var posting : e.postings()) {
                    if (posting.place() == Place.ACCOUNTS) {
                        movements.add(new Movement(e.account(), it.at(), posting.cents()));
                    }
                }
            }
        }
        return movements;
    }

    private static boolean of(@Nullable String association, AccountNumber account) {
        return association == null || account.association().code().equals(association);
    }

    long paid(@Nullable String association, LocalDate from, LocalDate to) {
        return sum(payments(from, to), it -> of(association, it.payer()));
    }

    long active(@Nullable String association, LocalDate from, LocalDate to) {
        Set<AccountNumber> active = new HashSet<>();
        for (var it : payments(from, to)) {
            active.add(it.payer());
            active.add(it.payee());
        }
        return active.stream().filter(it -> of(association, it)).count();
    }

    private static long sum(List<Paid> payments, Predicate<Paid> which) {
        return payments.stream().filter(which).mapToLong(Paid::cents).sum();
    }

    private boolean professional(AccountNumber account) {
        return kinds.get(account) == HolderKind.PROFESSIONAL;
    }

    @Nullable
    BigDecimal respend(@Nullable String association, LocalDate from, LocalDate to) {
        var all = payments(from, to);
        return quotient(
                sum(all, it -> of(association, it.payer()) && professional(it.payer())),
                sum(all, it -> of(association, it.payee()) && professional(it.payee())));
    }

    @Nullable
    BigDecimal amongProfessionals(@Nullable String association, LocalDate from, LocalDate to) {
        var all = payments(from, to);
        return quotient(
                sum(all, it -> of(association, it.payer()) && professional(it.payer()) && professional(it.payee())),
                paid(association, from, to));
    }

    /** By payer's and payee's group, what was paid. */
    Map<List<String>, Long> matrix(@Nullable String association, boolean byKind, LocalDate from, LocalDate to) {
        Map<List<String>, Long> cells = new TreeMap<>(Comparator.comparing(Object::toString));
        for (var it : payments(from, to)) {
            if (of(association, it.payer())) {
                cells.merge(List.of(group(it.payer(), byKind), group(it.payee(), byKind)), it.cents(), Long::sum);
            }
        }
        return cells;
    }

    /** How many took part in a cell by commune, on the side with fewer. */
    long parties(@Nullable String association, List<String> cell, LocalDate from, LocalDate to) {
        var some = payments(from, to).stream()
                .filter(it -> of(association, it.payer()))
                .filter(it -> List.of(group(it.payer(), false), group(it.payee(), false))
                        .equals(cell))
                .toList();
        return Math.min(
                some.stream().map(Paid::payer).distinct().count(),
                some.stream().map(Paid::payee).distinct().count());
    }

    private String group(AccountNumber account, boolean byKind) {
        return String.valueOf(byKind ? kinds.get(account) : communes.get(account));
    }

    /** A sweep over all movements in the order of their effective times. */
    BigInteger centMicros(@Nullable String association, LocalDate from, LocalDate to) {
        var start = from.atStartOfDay(PARIS).toInstant();
        var end = to.atStartOfDay(PARIS).toInstant();
        var area = BigInteger.ZERO;
        for (var it : movements()) {
            if (of(association, it.account()) && it.at().isBefore(end)) {
                var since = it.at().isBefore(start) ? start : it.at();
                area = area.add(BigInteger.valueOf(it.cents())
                        .multiply(BigInteger.valueOf(ChronoUnit.MICROS.between(since, end))));
            }
        }
        return area;
    }

    @Nullable
    BigDecimal velocityPerWeek(@Nullable String association, LocalDate from, LocalDate to) {
        var area = centMicros(association, from, to);
        return area.signum() == 0
                ? null
                : new BigDecimal(paid(association, from, to))
                        .multiply(new BigDecimal(Duration.ofDays(7).toNanos() / 1_000))
                        .divide(new BigDecimal(area), 6, RoundingMode.HALF_UP);
    }

    /** Each cent of each account with the time at which it came, the last one on top. */
    @Nullable
    BigDecimal lifoDays(@Nullable String association, LocalDate from, LocalDate to) {
        Map<AccountNumber, List<Instant>> cents = new HashMap<>();
        var rested = BigInteger.ZERO;
        long left = 0;
        for (var it : movements()) {
            var held = cents.computeIfAbsent(it.account(), _ -> new ArrayList<>());
            for (long cent = 0; cent < it.cents(); cent++) {
                held.add(it.at());
            }
            boolean counts = of(association, it.account()) && within(it.at(), from, to);
            for (long cent = 0; cent < -it.cents(); cent++) {
                var entered = held.removeLast();
                if (counts) {
                    left++;
                    rested = rested.add(BigInteger.valueOf(Math.max(0, ChronoUnit.MICROS.between(entered, it.at()))));
                }
            }
        }
        return days(new BigDecimal(rested), left);
    }

    /** All portions of an account, each by itself, of which the same share leaves. */
    @Nullable
    BigDecimal mixedDays(@Nullable String association, LocalDate from, LocalDate to) {
        record Portion(BigDecimal cents, Instant entered) {}
        Map<AccountNumber, List<Portion>> portions = new HashMap<>();
        var rested = BigDecimal.ZERO;
        long left = 0;
        for (var it : movements()) {
            var held = portions.computeIfAbsent(it.account(), _ -> new ArrayList<>());
            if (it.cents() > 0) {
                held.add(new Portion(BigDecimal.valueOf(it.cents()), it.at()));
                continue;
            }
            var balance = held.stream().map(Portion::cents).reduce(BigDecimal.ZERO, BigDecimal::add);
            var share = BigDecimal.valueOf(-it.cents()).divide(balance, EXACT_ENOUGH);
            var age = BigDecimal.ZERO;
            for (var portion : held) {
                age = age.add(portion.cents()
                        .multiply(share)
                        .multiply(BigDecimal.valueOf(ChronoUnit.MICROS.between(portion.entered(), it.at()))));
            }
            portions.put(
                    it.account(),
                    new ArrayList<>(held.stream()
                            .map(portion -> new Portion(
                                    portion.cents().multiply(BigDecimal.ONE.subtract(share), EXACT_ENOUGH),
                                    portion.entered()))
                            .toList()));
            if (of(association, it.account()) && within(it.at(), from, to)) {
                left -= it.cents();
                rested = rested.add(age.max(BigDecimal.ZERO));
            }
        }
        return days(rested, left);
    }

    private static @Nullable BigDecimal days(BigDecimal centMicros, long cents) {
        return cents == 0
                ? null
                : centMicros.divide(
                        BigDecimal.valueOf(cents)
                                .multiply(BigDecimal.valueOf(Duration.ofDays(1).toNanos() / 1_000)),
                        6,
                        RoundingMode.HALF_UP);
    }

    /** Balances by account that have lain still, with since when. */
    Map<String, String> dormant(@Nullable String association, Instant asOf, int months) {
        var limit = asOf.atZone(PARIS).minusMonths(months).toInstant();
        var dormant = new TreeMap<String, String>();
        for (var account : kinds.keySet()) {
            var known = movements().stream()
                    .filter(it -> it.account().equals(account) && !it.at().isAfter(asOf))
                    .toList();
            long balance = known.stream().mapToLong(Movement::cents).sum();
            var last = known.stream().map(Movement::at).max(Comparator.naturalOrder());
            if (of(association, account)
                    && balance > 0
                    && last.isPresent()
                    && !last.get().isAfter(limit)) {
                dormant.put(account.number(), balance + " since " + last.get());
            }
        }
        return dormant;
    }

    /** How many accounts exchanged payments with how many others. */
    Map<Long, Long> degrees(@Nullable String association, LocalDate from, LocalDate to) {
        Map<AccountNumber, Set<AccountNumber>> partners = new HashMap<>();
        for (var it : payments(from, to)) {
            partners.computeIfAbsent(it.payer(), _ -> new HashSet<>()).add(it.payee());
            partners.computeIfAbsent(it.payee(), _ -> new HashSet<>()).add(it.payer());
        }
        var degrees = new TreeMap<Long, Long>();
        partners.forEach((account, others) -> {
            if (of(association, account)) {
                degrees.merge((long) others.size(), 1L, Long::sum);
            }
        });
        return degrees;
    }

    /** What each professional was paid. */
    Map<String, Long> takings(@Nullable String association, LocalDate from, LocalDate to) {
        var takings = new TreeMap<String, Long>();
        for (var it : payments(from, to)) {
            if (professional(it.payee()) && of(association, it.payee())) {
                takings.merge(it.payee().number(), it.cents(), Long::sum);
            }
        }
        return takings;
    }

    private static @Nullable BigDecimal quotient(long dividend, long divisor) {
        return divisor == 0
                ? null
                : BigDecimal.valueOf(dividend).divide(BigDecimal.valueOf(divisor), 6, RoundingMode.HALF_UP);
    }
}
