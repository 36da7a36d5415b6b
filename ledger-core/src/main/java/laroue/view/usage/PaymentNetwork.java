package laroue.view.usage;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import laroue.value.AssociationCode;
import laroue.view.Progress;
import laroue.view.Row;
import laroue.view.measure.Quotient;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads with how many others accounts exchanged payments: their degree in the network that payments make. */
public final class PaymentNetwork {

    /** It is read from the payments themselves, so no longer than this. */
    public static final int MOST_DAYS = 366;

    private final JdbcClient db;
    private final Progress progress;

    public PaymentNetwork(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
    }

    /** How many accounts have a degree. */
    public record Degree(long partners, long accounts) {}

    /**
     * The degrees of the accounts that paid or were paid, the smallest first.
     *
     * @param position up to which all events are counted
     */
    public record Degrees(List<Degree> degrees, long position) {

        public long accounts() {
            return sum(Degree::accounts);
        }

        /** Empty where nobody paid. */
        public Optional<Quotient> mean() {
            return Quotient.of(
                    BigInteger.valueOf(sum(it -> Math.multiplyExact(it.partners(), it.accounts()))),
                    BigInteger.valueOf(accounts()));
        }

        /** That of the account in the middle; zero where nobody paid. */
        public long median() {
            long half = (accounts() + 1) / 2;
            long seen = 0;
            for (var it : degrees) {
                seen += it.accounts();
                if (seen >= half) {
                    return it.partners();
                }
            }
            return 0;
        }

        public long most() {
            return degrees.isEmpty() ? 0 : degrees.getLast().partners();
        }

        private long sum(ToLongFunction<Degree> value) {
            return degrees.stream().mapToLong(value).reduce(0, Math::addExact);
        }
    }

    /**
     * Of business days from {@code from} up to, and without, {@code to}.
     *
     * @param association whose accounts; null for the territory
     */
    public Degrees degrees(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        long position = progress.position(Progress.FIGURES);
        var partners = partners(ties(from, to));
        var counted = new TreeMap<Integer, Long>();
        accounts(association)
                .filter(it -> it < partners.length && partners[it] > 0)
                .forEach(it -> counted.merge(partners[it], 1L, Math::addExact));
        var degrees = counted.entrySet().stream()
                .map(it -> new Degree(it.getKey(), it.getValue()))
                .toList();
        return new Degrees(degrees, position);
    }

    /** The pairs of parties that exchanged a payment, each once: the lesser number before the greater. */
    private long[] ties(LocalDate from, LocalDate to) {
        return db
                .sql("select ties from view.payment where day >= :from and day < :to")
                .param("from", from)
                .param("to", to)
                .query((row, _) -> new Row(row).numbers("ties"))
                .list()
                .stream()
                .flatMapToLong(Arrays::stream)
                .map(PaymentNetwork::whoeverPaid)
                .sorted()
                .distinct()
                .toArray();
    }

    private static long whoeverPaid(long tie) {
        int payer = PaidDay.payer(tie);
        int payee = PaidDay.payee(tie);
        return PaidDay.tie(Math.min(payer, payee), Math.max(payer, payee));
    }

    /** How many others each party exchanged a payment with, by its number. */
    private static int[] partners(long[] ties) {
        int most = Arrays.stream(ties).mapToInt(PaidDay::payee).max().orElse(-1);
        int[] partners = new int[most + 1];
        for (long it : ties) {
            partners[PaidDay.payer(it)]++;
            partners[PaidDay.payee(it)]++;
        }
        return partners;
    }

    private IntStream accounts(@Nullable AssociationCode association) {
        return db
                .sql("""
                        select party
                          from view.party
                         where :association::text is null or association = :association
                        """)
                .param("association", association == null ? null : association.code())
                .query(Integer.class)
                .list()
                .stream()
                .mapToInt(Integer::intValue);
    }
}
