package laroue.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import laroue.decision.Draft;
import laroue.decision.LedgerEvent;
import laroue.decision.Taken;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the journal, read by anyone and added to by the writer alone. Nothing in them is ever changed. */
public final class Journal {

    private final JdbcClient db;
    private final EventCodec codec;

    public Journal(JdbcClient db, EventCodec codec) {
        this.db = db;
        this.codec = codec;
    }

    /** The position of the last event; zero in an empty ledger. */
    public long position() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    /** The events after a position, in order, at most so many. */
    public List<Recorded> after(long position, int atMost) {
        return db.sql("""
                select position, stream, seq, type, payload, at, recorded_at, actor, operation
                  from journal.event
                 where position > :position
                 order by position
                 limit :atMost
                """)
                .param("position", position)
                .param("atMost", atMost)
                .query(this::recorded)
                .list();
    }

    /** The events of one stream from a sequence number on, in order. */
    List<Recorded> ofStream(String stream, long fromSeq) {
        return db.sql("""
                select position, stream, seq, type, payload, at, recorded_at, actor, operation
                  from journal.event
                 where stream = :stream
                   and seq >= :fromSeq
                 order by seq
                """)
                .param("stream", stream)
                .param("fromSeq", fromSeq)
                .query(this::recorded)
                .list();
    }

    /** Whether a stream has any event. */
    boolean has(String stream) {
        return db.sql("select exists (select 1 from journal.event where stream = :stream)")
                .param("stream", stream)
                .query(Boolean.class)
                .single();
    }

    /** Everything that one operation did, in order; empty if there is no such operation. */
    public List<Recorded> ofOperation(OperationId operation) {
        return db.sql("""
                select position, stream, seq, type, payload, at, recorded_at, actor, operation
                  from journal.event
                 where operation = :operation
                 order by position
                """)
                .param("operation", operation.uuid())
                .query(this::recorded)
                .list();
    }

    Optional<OperationId> takenBy(Taken taken) {
        return db.sql("select operation from journal.taken where scope = :scope and value = :value")
                .param("scope", taken.scope())
                .param("value", taken.value())
                .query(UUID.class)
                .optional()
                .map(OperationId::new);
    }

    /** Every value that was taken in a scope, and by which operation. */
    public Map<String, OperationId> takenIn(String scope) {
        var taken = new HashMap<String, OperationId>();
        db.sql("select value, operation from journal.taken where scope = :scope")
                .param("scope", scope)
                .query(row -> {
                    taken.put(row.getString("value"), new OperationId(row.getObject("operation", UUID.class)));
                });
        return taken;
    }

    Roues refunded(OperationId payment) {
        return db.sql("select cents from journal.refunded where payment = :payment")
                .param("payment", payment.uuid())
                .query(Long.class)
                .optional()
                .map(Roues::new)
                .orElse(Roues.ZERO);
    }

    /** A row of the event table before it has its time. */
    record Line(
            long position,
            String stream,
            long seq,
            LedgerEvent event,
            Instant at,
            String actor,
            OperationId operation) {}

    /** Adds events in one statement, in the writer's transaction. */
    void append(List<Line> lines, Instant recordedAt) {
        db.sql("""
                insert into journal.event
                       (position, stream, seq, type, payload, at, recorded_at, actor, operation, associations)
                select position, stream, seq, type, payload::jsonb, at::timestamptz, :recordedAt, actor, operation,
                       string_to_array(associations, ',')
                  from unnest(:position::bigint[], :stream::text[], :seq::bigint[], :type::text[], :payload::text[],
                              :at::text[], :actor::text[], :operation::uuid[], :associations::text[])
                    as line (position, stream, seq, type, payload, at, actor, operation, associations)
                """)
                .param("recordedAt", OffsetDateTime.ofInstant(recordedAt, java.time.ZoneOffset.UTC))
                .param("position", lines.stream().map(Line::position).toArray(Long[]::new))
                .param("stream", texts(lines, Line::stream))
                .param("seq", lines.stream().map(Line::seq).toArray(Long[]::new))
                .param("type", texts(lines, it -> codec.typeOf(it.event())))
                .param("payload", texts(lines, it -> codec.write(it.event())))
                .param("at", texts(lines, it -> it.at().toString()))
                .param("actor", texts(lines, Line::actor))
                .param(
                        "operation",
                        lines.stream().map(it -> it.operation().uuid()).toArray(UUID[]::new))
                .param("associations", texts(lines, it -> codes(it.event())))
                .update();
    }

    /** Calls those who listen on other nodes when the writer's transaction commits. */
    void notify(long end) {
        db.sql("select pg_notify(:channel, :end::text)")
                .param("channel", Wakeup.CHANNEL)
                .param("end", end)
                .query((_, _) -> true)
                .list();
    }

    /** Keeps what a command took and gave back, in the writer's transaction. */
    void keep(Draft draft, long position) {
        var taken = List.copyOf(draft.taken().entrySet());
        if (!taken.isEmpty()) {
            db.sql("""
                    insert into journal.taken (scope, value, operation, position)
                    select scope, value, operation, :position
                      from unnest(:scope::text[], :value::text[], :operation::uuid[]) as line (scope, value, operation)
                    """)
                    .param("position", position)
                    .param(
                            "scope",
                            taken.stream().map(it -> it.getKey().scope()).toArray(String[]::new))
                    .param(
                            "value",
                            taken.stream().map(it -> it.getKey().value()).toArray(String[]::new))
                    .param(
                            "operation",
                            taken.stream().map(it -> it.getValue().uuid()).toArray(UUID[]::new))
                    .update();
        }
        draft.refunds()
                .forEach((payment, amount) -> db.sql("""
                insert into journal.refunded (payment, cents)
                values (:payment, :cents)
                on conflict (payment) do update set cents = refunded.cents + excluded.cents
                """)
                        .param("payment", payment.uuid())
                        .param("cents", amount.cents())
                        .update());
    }

    private Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                row.getLong("position"),
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                new OperationId(row.getObject("operation", UUID.class)),
                codec.read(row.getString("type"), row.getString("payload")));
    }

    private static String[] texts(List<Line> lines, java.util.function.Function<Line, String> part) {
        return lines.stream().map(part).toArray(String[]::new);
    }

    private static String codes(LedgerEvent event) {
        return event.associations().stream().map(AssociationCode::code).sorted().collect(Collectors.joining(","));
    }
}
