package laroue.view.use;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import laroue.value.AssociationCode;
import laroue.view.Progress;
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
        var degrees = db.sql("""
                        with tie as materialized (
                            select distinct least(payer, payee) as one, greatest(payer, payee) as other
                              from view.payment
                             where day >= :from
                               and day < :to),
                        degree as (
                            select end_of.party, count(*) as partners
                              from tie
                             cross join lateral (values (one), (other)) as end_of (party)
                             group by end_of.party)
                        select partners, count(*) as accounts
                          from degree
                          join view.party using (party)
                         where (:association::text is null or association = :association)
                         group by partners
                         order by partners
                        """)
                .param("from", from)
                .param("to", to)
                .param("association", association == null ? null : association.code())
                .query((row, _) -> new Degree(row.getLong("partners"), row.getLong("accounts")))
                .list();
        return new Degrees(degrees, position);
    }
}
