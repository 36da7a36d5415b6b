package laroue.view.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import laroue.codec.NotesText;
import laroue.desk.Count;
import laroue.desk.Difference;
import laroue.desk.Holdings;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.view.Row;
import laroue.view.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Desks as they are, what they held, and their sessions. */
public final class DeskQueries {

    private static final String DESKS = """
            select desk.desk, desk.association, desk.commune, desk.status, desk.session, holding.*, oldest.oldest_at,
                   greatest(desk.position, holding.held_position) as position
              from view.desk
              left join lateral (
                   select position as held_position, stock, returns, roue_till, cash_euro_cents, cheques_euro_cents,
                          paper_euro_cents, digital_euro_cents, own_euro_cents
                     from view.desk_holding
                    where desk_holding.desk = desk.desk
                    order by position desc
                    limit 1) holding on true
             cross join lateral (
                   select min(at) as oldest_at
                     from view.desk_operation
                    where desk_operation.desk = desk.desk
                      and remittance is null
                      and undone_by is null
                      and means in ('CASH', 'CHEQUE')) oldest
            """;

    private final JdbcClient db;

    public DeskQueries(JdbcClient db) {
        this.db = db;
    }

    /**
     * One desk as it is.
     *
     * @param session the one that is open; null between sessions
     * @param oldestEurosAt when the oldest euros that lie there came in; null if none do
     * @param position of the last event that changed something of it
     */
    public record DeskLine(
            DeskId desk,
            AssociationCode association,
            String commune,
            boolean closed,
            @Nullable OperationId session,
            Holdings held,
            @Nullable Instant oldestEurosAt,
            long position) {}

    /** What a desk held after an event. */
    public record HoldingLine(
            long position, Instant at, Instant recordedAt, OperationId operation, Cause cause, Holdings held) {}

    /**
     * One session.
     *
     * @param closedAt null while it is open
     * @param position of its opening
     */
    public record SessionLine(
            OperationId session,
            DeskId desk,
            LocalDate day,
            Instant openedAt,
            @Nullable Instant closedAt,
            long position) {}

    /** What was counted at one end of a session, and what should have been found. */
    public record CountLine(
            boolean closing, String countedBy, Instant at, Count counted, Count expected, long position) {}

    /**
     * A difference, and how far it is done with.
     *
     * @param secondPersonNeeded null before it is explained
     */
    public record DifferenceLine(
            String id,
            boolean closing,
            Difference difference,
            String countedBy,
            @Nullable Instant explainedAt,
            @Nullable Boolean secondPersonNeeded,
            @Nullable Instant confirmedAt) {}

    /** One session with its counts and its differences, in the order in which they were found. */
    public record SessionReport(SessionLine session, List<CountLine> counts, List<DifferenceLine> differences) {}

    /** Desks in the order of their ids. */
    public List<DeskLine> desks(@Nullable AssociationCode association, @Nullable DeskId only, String after, int limit) {
        return db.sql(DESKS + """
                         where desk.desk > :after
                           and (:association::text is null or desk.association = :association)
                           and (:only::text is null or desk.desk = :only)
                         order by desk.desk
                         limit :limit
                        """)
                .param("after", after)
                .param("association", text(association))
                .param("only", text(only))
                .param("limit", limit)
                .query((row, _) -> desk(new Row(row)))
                .list();
    }

    public Optional<DeskLine> desk(DeskId desk) {
        return desks(null, desk, "", 1).stream().findFirst();
    }

    /** When the oldest euros of each desk that has any came in (rule 14). */
    public Map<String, Instant> oldestEuros() {
        var oldest = new TreeMap<String, Instant>();
        db.sql("""
                        select desk, min(at) as oldest_at
                          from view.desk_operation
                         where remittance is null
                           and undone_by is null
                           and means in ('CASH', 'CHEQUE')
                         group by desk
                        """)
                .query((row, _) -> Map.entry(row.getString("desk"), new Row(row).instant("oldest_at")))
                .list()
                .forEach(it -> oldest.put(it.getKey(), it.getValue()));
        return oldest;
    }

    /**
     * What a desk held after each event, newest first.
     *
     * @param before only what was recorded before this position
     */
    public List<HoldingLine> holdings(DeskId desk, TimeRange range, long before, int limit) {
        return db.sql("""
                        select *
                          from view.desk_holding
                         where desk = :desk
                           and position < :before
                           and at >= :from
                           and at < :to
                         order by position desc
                         limit :limit
                        """)
                .param("desk", desk.id())
                .param("before", before)
                .param("from", range.start())
                .param("to", range.end())
                .param("limit", limit)
                .query((row, _) -> holding(new Row(row)))
                .list();
    }

    /** The sessions of a desk, newest first. */
    public List<SessionLine> sessions(DeskId desk, long before, int limit) {
        return db.sql("""
                        select *
                          from view.desk_session
                         where desk = :desk
                           and position < :before
                         order by position desc
                         limit :limit
                        """)
                .param("desk", desk.id())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> session(new Row(row)))
                .list();
    }

    public Optional<SessionReport> session(DeskId desk, OperationId session) {
        return db.sql("""
                        select *
                          from view.desk_session
                         where desk = :desk
                           and session = :session
                        """)
                .param("desk", desk.id())
                .param("session", session.uuid())
                .query((row, _) -> session(new Row(row)))
                .optional()
                .map(it -> new SessionReport(it, counts(session), differences(session)));
    }

    private List<CountLine> counts(OperationId session) {
        return db.sql("""
                        select *
                          from view.desk_count
                         where session = :session
                         order by position
                        """)
                .param("session", session.uuid())
                .query((row, _) -> count(new Row(row)))
                .list();
    }

    private List<DifferenceLine> differences(OperationId session) {
        return db.sql("""
                        select *
                          from view.desk_difference
                         where session = :session
                         order by position, difference
                        """)
                .param("session", session.uuid())
                .query((row, _) -> difference(new Row(row)))
                .list();
    }

    private static DeskLine desk(Row row) throws SQLException {
        return new DeskLine(
                new DeskId(row.text("desk")),
                new AssociationCode(row.text("association")),
                row.text("commune"),
                "CLOSED".equals(row.text("status")),
                row.operationOrNull("session"),
                row.textOrNull("stock") == null ? Holdings.NONE : held(row),
                row.instantOrNull("oldest_at"),
                row.number("position"));
    }

    private static HoldingLine holding(Row row) throws SQLException {
        return new HoldingLine(
                row.number("position"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.operation("operation"),
                Cause.valueOf(row.text("cause")),
                held(row));
    }

    private static Holdings held(Row row) throws SQLException {
        return new Holdings(
                notes(row, "stock"),
                notes(row, "returns"),
                notes(row, "roue_till"),
                euros(row, "cash_euro_cents"),
                euros(row, "cheques_euro_cents"),
                euros(row, "paper_euro_cents"),
                euros(row, "digital_euro_cents"),
                euros(row, "own_euro_cents"));
    }

    private static SessionLine session(Row row) throws SQLException {
        return new SessionLine(
                row.operation("session"),
                new DeskId(row.text("desk")),
                row.day("day"),
                row.instant("opened_at"),
                row.instantOrNull("closed_at"),
                row.number("position"));
    }

    private static CountLine count(Row row) throws SQLException {
        return new CountLine(
                closing(row),
                row.text("counted_by"),
                row.instant("at"),
                count(row, "counted_"),
                count(row, "expected_"),
                row.number("position"));
    }

    private static Count count(Row row, String which) throws SQLException {
        return new Count(
                notes(row, which + "stock"),
                notes(row, which + "returns"),
                notes(row, which + "roue_till"),
                euros(row, which + "cash_euro_cents"),
                euros(row, which + "cheques_euro_cents"));
    }

    private static DifferenceLine difference(Row row) throws SQLException {
        return new DifferenceLine(
                row.text("difference"),
                closing(row),
                new Difference(
                        Difference.Pile.valueOf(row.text("pile")),
                        notes(row, "missing"),
                        notes(row, "found"),
                        euros(row, "euro_cents")),
                row.text("counted_by"),
                row.instantOrNull("explained_at"),
                row.row().getObject("second_person_needed", Boolean.class),
                row.instantOrNull("confirmed_at"));
    }

    private static boolean closing(Row row) throws SQLException {
        return DeskView.Phase.valueOf(row.text("phase")) == DeskView.Phase.CLOSE;
    }

    private static Notes notes(Row row, String column) throws SQLException {
        return NotesText.read(row.text(column));
    }

    private static Euros euros(Row row, String column) throws SQLException {
        return new Euros(row.number(column));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
