package laroue.view.use;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.view.Progress;
import laroue.view.Sectors;
import laroue.view.measure.Flow;
import laroue.view.use.PaymentMatrix.By;
import laroue.view.use.PaymentMatrix.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who paid whom: whole months and years from their sums, other days from their payments. */
public final class WhoPaysWhom {

    private final JdbcClient db;
    private final Progress progress;
    private final Sectors sectors;

    public WhoPaysWhom(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
        this.sectors = new Sectors(db);
    }

    /**
     * What groups paid to groups, on business days from {@code from} up to, and without, {@code to}.
     *
     * @param association whose accounts paid; null for the territory
     */
    public PaymentMatrix matrix(By by, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        long position = progress.position(Progress.FIGURES);
        UnaryOperator<String> name = by == By.SECTOR ? sectors.today()::newest : UnaryOperator.identity();
        var all = new Cells();
        flows(by, from, to).forEach((key, cells) -> {
            if (association == null || key.payers().equals(association.code())) {
                all.add(cells, name);
            }
        });
        var pairs = new ArrayList<Pair>();
        all.forEach((payers, payees, sum) ->
                pairs.add(new Pair(payers, payees, new Shown(new Flow(sum.cents()), sum.payments()), sum.parties())));
        return Disclosure.of(by, pairs, position);
    }

    /**
     * What professionals did, in the same stretch of days.
     *
     * @param association of the professionals, and of all who paid; null for the territory
     */
    public ProfessionalFlows professionals(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        var told = new Told(association);
        flows(By.KIND, from, to)
                .forEach((key, cells) ->
                        cells.forEach((payers, payees, sum) -> told.add(key, payers, payees, new Flow(sum.cents()))));
        return new ProfessionalFlows(told.spent, told.received, told.amongThem, told.all);
    }

    /** What is told of professionals, as it comes together. */
    private static final class Told {

        private final @Nullable AssociationCode association;
        private Flow spent = Flow.NONE;
        private Flow received = Flow.NONE;
        private Flow amongThem = Flow.NONE;
        private Flow all = Flow.NONE;

        Told(@Nullable AssociationCode association) {
            this.association = association;
        }

        void add(Flows.Key key, String payers, String payees, Flow paid) {
            boolean pays = payers.equals(HolderKind.PROFESSIONAL.name());
            boolean isPaid = payees.equals(HolderKind.PROFESSIONAL.name());
            if (counts(key.payers())) {
                all = all.plus(paid);
                spent = pays ? spent.plus(paid) : spent;
                amongThem = pays && isPaid ? amongThem.plus(paid) : amongThem;
            }
            if (counts(key.payees()) && isPaid) {
                received = received.plus(paid);
            }
        }

        private boolean counts(String code) {
            return association == null || association.code().equals(code);
        }
    }

    private Flows flows(By by, LocalDate from, LocalDate to) {
        var pieces = Pieces.known(db, from, to);
        return new Flows()
                .add(pieces.whole(db.sql("""
                                select dimension, payer_association, payee_association, cells
                                  from unnest(:spans::text[], :starts::date[]) as piece (span, starts)
                                  join view.flow using (span, starts)
                                 where dimension = :dimension
                                """).param("dimension", by.name())))
                .add(db::sql, pieces.days(db), by);
    }

    /**
     * What one group paid to another.
     *
     * @param parties how many took part on the side that has fewer; not counted beyond five
     */
    record Pair(String payers, String payees, Shown paid, long parties) {}
}
