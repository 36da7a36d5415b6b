package laroue.view.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import laroue.view.Columns;
import laroue.view.disclosure.WholeMonths;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The pieces that a stretch of days is made of: whole years and months that are over, whose sums stand ready, and the days between. */
final class PeriodCover {

    private final List<Piece> whole = new ArrayList<>();
    private final List<Piece> days = new ArrayList<>();

    enum Span {
        YEAR,
        MONTH,
        DAY
    }

    /**
     * One of them.
     *
     * @param ends the first day after it
     */
    record Piece(Span span, LocalDate starts, LocalDate ends) {}

    /**
     * As few as there can be.
     *
     * @param latest the day of the latest payment; a month or year before its own is over
     */
    PeriodCover(LocalDate from, LocalDate to, LocalDate latest) {
        for (var start = from; start.isBefore(to); ) {
            var piece = first(start, to, latest);
            (piece.span() == Span.DAY ? days : whole).add(piece);
            start = piece.ends();
        }
    }

    private static Piece first(LocalDate start, LocalDate to, LocalDate latest) {
        var year = start.withDayOfYear(1).plusYears(1);
        var month = start.withDayOfMonth(1).plusMonths(1);
        if (month.isAfter(latest)) {
            return new Piece(Span.DAY, start, to);
        }
        if (start.getDayOfYear() == 1 && !year.isAfter(to) && !year.isAfter(latest)) {
            return new Piece(Span.YEAR, start, year);
        }
        if (start.getDayOfMonth() == 1 && !month.isAfter(to)) {
            return new Piece(Span.MONTH, start, month);
        }
        return new Piece(Span.DAY, start, month.isBefore(to) ? month : to);
    }

    /** Those from {@code from} up to, and without, {@code to}, by what is known now. */
    static PeriodCover known(JdbcClient db, LocalDate from, LocalDate to) {
        return new PeriodCover(from, to, latest(db, from));
    }

    /** The first month of some whose sums do not stand ready, or the first day after the last one. */
    static LocalDate endOfStored(JdbcClient db, WholeMonths months) {
        var end = latest(db, months.from()).withDayOfMonth(1);
        return end.isBefore(months.to()) ? end : months.to();
    }

    private static LocalDate latest(JdbcClient db, LocalDate from) {
        return db.sql("select coalesce(max(day), :from) from view.payment")
                .param("from", from)
                .query(LocalDate.class)
                .single();
    }

    /** Hands whole months and years to a statement, as {@code :spans} and {@code :starts}. */
    StatementSpec whole(StatementSpec statement) {
        return statement
                .param("spans", Columns.texts(whole, it -> it.span().name()))
                .param("starts", Columns.days(whole, Piece::starts));
    }

    /** The payments of the days between. */
    List<PaidDay> days(JdbcClient db) {
        return days.stream()
                .flatMap(it -> PaidDay.read(db::sql, it.starts(), it.ends()).stream())
                .toList();
    }
}
