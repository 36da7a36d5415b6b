package laroue.view.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.view.Progress;
import laroue.view.Row;
import laroue.view.TimeRange;
import laroue.view.measure.Flow;
import laroue.view.measure.Stock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what desks did in a period, and which euros lay there at its end. */
public final class DeskActivity {

    private final JdbcClient db;
    private final Progress progress;

    public DeskActivity(JdbcClient db) {
        this.db = db;
        this.progress = new Progress(db);
    }

    /**
     * One desk.
     *
     * @param operations served at the counter, less those undone
     * @param takenBack notes that were handed in to be reconverted, or to become digital
     * @param received euros by any means, memberships and stamps included
     * @param unremitted euros in cash and cheques that lay there at the end of the period
     * @param oldestEurosAt when the oldest of them came in; null without any
     */
    public record Line(
            DeskId desk,
            AssociationCode association,
            String commune,
            long operations,
            Flow issuedPaper,
            Flow issuedDigital,
            Flow takenBack,
            Flow received,
            Stock unremitted,
            @Nullable Instant oldestEurosAt) {}

    /**
     * All desks, who served most first.
     *
     * @param position up to which all events are counted
     */
    public record Found(List<Line> desks, long position) {}

    /** Of business days from {@code from} up to, and without, {@code to}; null for the territory. */
    public Found in(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        long position = progress.position();
        var desks = db.sql("""
                        with done as (
                            select desk, sum(operations)::bigint as operations,
                                   sum(issued_paper_cents)::bigint as issued_paper,
                                   sum(issued_digital_cents)::bigint as issued_digital,
                                   sum(taken_back_cents)::bigint as taken_back,
                                   sum(received_euro_cents)::bigint as received
                              from view.desk_day
                             where day >= :from
                               and day < :to
                             group by desk),
                        held as (
                            select desk_operation.desk, min(desk_operation.at) as oldest_at,
                                   sum(desk_operation.paper_euro_cents + desk_operation.digital_euro_cents
                                       + desk_operation.own_euro_cents)::bigint as euros
                              from view.desk_operation
                              left join view.remittance using (remittance)
                             where desk_operation.at < :end
                               and means in ('CASH', 'CHEQUE')
                               and (undone_at is null or undone_at >= :end)
                               and (remittance.at is null or remittance.at >= :end)
                             group by desk_operation.desk)
                        select desk.desk, association, commune, coalesce(operations, 0) as operations,
                               coalesce(issued_paper, 0) as issued_paper, coalesce(issued_digital, 0) as issued_digital,
                               coalesce(taken_back, 0) as taken_back, coalesce(received, 0) as received,
                               coalesce(euros, 0) as euros, oldest_at
                          from view.desk
                          left join done using (desk)
                          left join held using (desk)
                         where opened_at < :end
                           and (:association::text is null or association = :association)
                         order by coalesce(operations, 0) desc, desk.desk
                        """)
                .param("from", from)
                .param("to", to)
                .param("end", TimeRange.ofDays(from, to).end())
                .param("association", association == null ? null : association.code())
                .query((row, _) -> line(new Row(row)))
                .list();
        return new Found(desks, position);
    }

    private static Line line(Row row) throws SQLException {
        return new Line(
                DeskId.parse(row.text("desk")).orElseThrow(),
                new AssociationCode(row.text("association")),
                row.text("commune"),
                row.number("operations"),
                new Flow(row.number("issued_paper")),
                new Flow(row.number("issued_digital")),
                new Flow(row.number("taken_back")),
                new Flow(row.number("received")),
                new Stock(row.number("euros")),
                row.instantOrNull("oldest_at"));
    }
}
