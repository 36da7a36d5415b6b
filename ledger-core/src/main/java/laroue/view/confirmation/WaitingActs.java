package laroue.view.confirmation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laroue.association.SecondPersonAct;
import laroue.confirmation.WaitingAct.Progress;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.view.Row;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads what waits for a second person. */
public final class WaitingActs {

    private static final String COLUMNS = """
            waiting, association, act, object, operation, asked_by, asked_at, position, outcome, settled_by, settled_at,
            settled_as
            """;

    private final JdbcClient db;

    public WaitingActs(JdbcClient db) {
        this.db = db;
    }

    /**
     * An act that waits, or waited.
     *
     * @param askedBy the client that asked
     * @param settledBy the client that confirmed or refused it; null while it waits, as the next two are
     * @param settledAs the operation by which it was
     */
    public record WaitingLine(
            OperationId waiting,
            AssociationCode association,
            SecondPersonAct act,
            String object,
            OperationId operation,
            String askedBy,
            Instant askedAt,
            long position,
            Progress progress,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable OperationId settledAs) {}

    /**
     * Which a reader sees.
     *
     * @param association null for all
     * @param acts null for all
     * @param askedBy clients whose own requests are seen, whatever they are about
     */
    public record Scope(
            @Nullable AssociationCode association, @Nullable Set<SecondPersonAct> acts, Set<String> askedBy) {

        private StatementSpec into(StatementSpec query) {
            return query.param("association", association == null ? null : association.code())
                    .param(
                            "acts",
                            acts == null ? null : acts.stream().map(Enum::name).toArray(String[]::new))
                    .param("by", askedBy.toArray(String[]::new));
        }
    }

    private static final String IN_SCOPE = """
            (cast(:association as text) is null or association = :association)
            and (cast(:acts as text[]) is null or act = any(cast(:acts as text[])) or asked_by = any(cast(:by as text[])))
            """;

    /**
     * Those of a scope, the oldest first.
     *
     * @param progress how far they are; null for all
     * @param after the last position that was seen; 0 to start
     */
    public List<WaitingLine> list(Scope scope, @Nullable Progress progress, long after, int limit) {
        return scope.into(db.sql("select " + COLUMNS + " from view.waiting where " + IN_SCOPE + """
                           and (cast(:progress as text) is null or coalesce(outcome, 'WAITING') = :progress)
                           and position > :after
                         order by position
                         limit :limit
                        """))
                .param("progress", progress == null ? null : progress.name())
                .param("after", after)
                .param("limit", limit)
                .query(WaitingActs::line)
                .list();
    }

    /** Those that were settled last. */
    public List<WaitingLine> settled(Scope scope, int limit) {
        return scope.into(db.sql("select " + COLUMNS + " from view.waiting where " + IN_SCOPE + """
                           and outcome is not null
                         order by settled_at desc, position desc
                         limit :limit
                        """))
                .param("limit", limit)
                .query(WaitingActs::line)
                .list();
    }

    public Optional<WaitingLine> find(OperationId waiting) {
        return db.sql("select " + COLUMNS + " from view.waiting where waiting = :waiting")
                .param("waiting", waiting.uuid())
                .query(WaitingActs::line)
                .optional();
    }

    /** How much waits. */
    public Waiting waiting(@Nullable AssociationCode association) {
        return Waiting.of(db.sql("""
                        select count(*) as count, min(asked_at) as oldest
                          from view.waiting
                         where (cast(:association as text) is null or association = :association)
                           and outcome is null
                        """).param("association", association == null ? null : association.code()));
    }

    private static WaitingLine line(ResultSet result, int number) throws SQLException {
        var row = new Row(result);
        var outcome = row.textOrNull("outcome");
        return new WaitingLine(
                row.operation("waiting"),
                new AssociationCode(row.text("association")),
                SecondPersonAct.valueOf(row.text("act")),
                row.text("object"),
                row.operation("operation"),
                row.text("asked_by"),
                row.instant("asked_at"),
                row.number("position"),
                outcome == null ? Progress.WAITING : Progress.valueOf(outcome),
                row.textOrNull("settled_by"),
                row.instantOrNull("settled_at"),
                row.operationOrNull("settled_as"));
    }
}
