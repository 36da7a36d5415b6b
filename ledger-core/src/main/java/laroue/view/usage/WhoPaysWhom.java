package laroue.view.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.view.Progress;
import laroue.view.Sectors;
import laroue.view.disclosure.FlowMatrix;
import laroue.view.disclosure.GroupPair;
import laroue.view.disclosure.PaymentMatrix;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.disclosure.SmallCellSuppression;
import laroue.view.disclosure.WholeMonths;
import laroue.view.measure.Flow;
import laroue.view.measure.ProfessionalFlows;
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
     * @throws IllegalArgumentException if by commune or sector other days are asked for than {@link WholeMonths}
     */
    public PaymentMatrix matrix(By by, @Nullable AssociationCode association, LocalDate from, LocalDate to) {
        long position = progress.position(Progress.FIGURES);
        if (by != By.KIND) {
            return byMonths(by, association, new WholeMonths(from, to), position);
        }
        var all = new FlowMatrix();
        flows(by, from, to).forEach((key, cells) -> {
            if (association == null || key.payers().equals(association.code())) {
                all.add(cells);
            }
        });
        return SmallCellSuppression.of(by, pairs(all), position);
    }

    /** Whether a cell is hidden is decided of each month and each association alone. */
    private PaymentMatrix byMonths(By by, @Nullable AssociationCode association, WholeMonths months, long position) {
        UnaryOperator<String> name = by == By.SECTOR ? sectors.today()::newest : UnaryOperator.identity();
        var parts = new ArrayList<PaymentMatrix>();
        BiConsumer<String, FlowMatrix> part = (payers, cells) -> {
            if (association == null || payers.equals(association.code())) {
                var renamed = new FlowMatrix();
                renamed.add(cells, name);
                parts.add(SmallCellSuppression.of(by, pairs(renamed), position));
            }
        };
        var stored = PeriodCover.endOfStored(db, months);
        db.sql("""
                        select payer_association, cells
                          from view.flow
                         where span = 'MONTH'
                           and starts >= :from
                           and starts < :to
                           and dimension = :dimension
                        """)
                .param("from", months.from())
                .param("to", stored)
                .param("dimension", by.name())
                .query(row -> {
                    var cells = new FlowMatrix();
                    cells.add(row.getBytes("cells"));
                    part.accept(row.getString("payer_association"), cells);
                });
        for (var month = stored; month.isBefore(months.to()); month = month.plusMonths(1)) {
            new Flows()
                    .add(db::sql, PaidDay.read(db::sql, month, month.plusMonths(1)), by)
                    .forEach((key, cells) -> part.accept(key.payers(), cells));
        }
        return SmallCellSuppression.together(by, parts, position);
    }

    private static List<GroupPair> pairs(FlowMatrix cells) {
        var pairs = new ArrayList<GroupPair>();
        cells.forEach((payers, payees, sum) -> pairs.add(
                new GroupPair(payers, payees, new Disclosed(new Flow(sum.cents()), sum.payments()), sum.parties())));
        return pairs;
    }

    /**
     * What professionals did, in the same stretch of days.
     *
     * @param association of the professionals, and of all who paid; null for the territory
     */
    public ProfessionalFlows professionals(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        var totals = new ProfessionalTotals(association);
        flows(By.KIND, from, to)
                .forEach((key, cells) ->
                        cells.forEach((payers, payees, sum) -> totals.add(key, payers, payees, new Flow(sum.cents()))));
        return new ProfessionalFlows(totals.spent, totals.received, totals.amongThem, totals.all);
    }

    /** What is told of professionals, as it comes together. */
    private static final class ProfessionalTotals {

        private final @Nullable AssociationCode association;
        private Flow spent = Flow.NONE;
        private Flow received = Flow.NONE;
        private Flow amongThem = Flow.NONE;
        private Flow all = Flow.NONE;

        ProfessionalTotals(@Nullable AssociationCode association) {
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
        var pieces = PeriodCover.known(db, from, to);
        return new Flows()
                .add(pieces.whole(db.sql("""
                                select dimension, payer_association, payee_association, cells
                                  from unnest(:spans::text[], :starts::date[]) as piece (span, starts)
                                  join view.flow using (span, starts)
                                 where dimension = :dimension
                                """).param("dimension", by.name())))
                .add(db::sql, pieces.days(db), by);
    }
}
