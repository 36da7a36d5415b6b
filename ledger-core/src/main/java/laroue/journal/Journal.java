package laroue.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import laroue.codec.EventCodec;
import laroue.decision.LedgerEvent;
import laroue.decision.UniqueValue;
import laroue.value.AssociationCode;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the journal, read by anyone and added to by the writer alone. Nothing in them is ever changed. */
public final class Journal {

    private final JdbcOperations jdbc;
    private final JdbcClient db;
    private final EventCodec codec;

    public Journal(JdbcOperations jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.db = JdbcClient.create(jdbc);
        this.codec = codec;
    }

    /** The position of the last event; zero in an empty ledger. */
    public long position() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    /** The events after a position, in order, at most so many; {@link UnreadableEvent} stands for one that cannot be read. */
    public List<RecordedEvent> after(long position, int atMost) {
        var page = read(position, atMost);
        return UnreadableEvent.isIn(page) ? page.stream().map(this::located).toList() : page;
    }

    /** Finds out whom an event concerns that cannot be read: the journal's own columns tell. */
    private RecordedEvent located(RecordedEvent it) {
        return it.event() instanceof UnreadableEvent unread
                ? db.sql("select stream, associations from journal.event where position = :position")
                        .param("position", it.position())
                        .query((row, _) -> it.with(new UnreadableEvent(
                                row.getString("stream"),
                                unread.type(),
                                associations(row.getString("associations")),
                                unread.reason())))
                        .single()
                : it;
    }

    private static Set<AssociationCode> associations(String codes) {
        return Arrays.stream(codes.split(","))
                .filter(AssociationCode::isWellFormed)
                .map(AssociationCode::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<RecordedEvent> read(long position, int atMost) {
        var page = jdbc.execute(
                (ConnectionCallback<List<RecordedEvent>>) it -> copied(it, """
                select position, seq, at, recorded_at, actor, operation, type, payload
                  from journal.event
                 where position > %d
                 order by position
                 limit %d
                """.formatted(position, atMost)));
        return page == null ? List.of() : page;
    }

    private List<RecordedEvent> copied(Connection connection, String query) throws SQLException {
        try (var rows = new CopiedRows(connection, query)) {
            var events = new ArrayList<RecordedEvent>();
            var actor = "";
            while (rows.next()) {
                long position = rows.int8();
                long seq = rows.int8();
                var at = rows.timestamp();
                var recordedAt = rows.timestamp();
                actor = rows.text(actor);
                var operation = new OperationId(rows.uuid());
                events.add(new RecordedEvent(position, seq, at, recordedAt, actor, operation, event(rows)));
            }
            return events;
        }
    }

    private LedgerEvent event(CopiedRows rows) {
        var type = rows.text();
        return rows.value((bytes, from, length) -> {
            try {
                return codec.read(type, bytes, from, length);
            } catch (RuntimeException unreadable) {
                return new UnreadableEvent("", type, Set.of(), String.valueOf(unreadable.getMessage()));
            }
        });
    }

    /** Whether an event is in the journal of this server: one that another server had may have been lost with it. */
    public boolean has(RecordedEvent event) {
        return db.sql("""
                select exists (
                       select from journal.event
                        where position = :position
                          and seq = :seq
                          and operation = :operation
                          and recorded_at = :recordedAt)
                """)
                .param("position", event.position())
                .param("seq", event.seq())
                .param("operation", event.operation().uuid())
                .param("recordedAt", OffsetDateTime.ofInstant(event.recordedAt(), ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The events of one stream from a sequence number on, in order. */
    public List<RecordedEvent> ofStream(String stream, long fromSeq) {
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

    /** Those of some streams that have an event. */
    public Set<String> begun(Collection<String> streams) {
        return Set.copyOf(db.sql("select stream from journal.event where stream = any(:streams) and seq = 0")
                .param("streams", streams.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** When the first event of a stream took effect; empty if it has none. */
    public Optional<Instant> begunAt(String stream) {
        return db.sql("select at from journal.event where stream = :stream and seq = 0")
                .param("stream", stream)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The number of the last event of a stream; empty if it has none. */
    public Optional<Long> lastSeq(String stream) {
        return db.sql("select seq from journal.event where stream = :stream order by seq desc limit 1")
                .param("stream", stream)
                .query(Long.class)
                .optional();
    }

    /** Everything that the operation at a position did, in order. */
    public List<RecordedEvent> ofOperationAt(long position) {
        return db.sql("""
                select position, stream, seq, type, payload, at, recorded_at, actor, operation
                  from journal.event
                 where operation = (select operation from journal.event where position = :position)
                 order by position
                """).param("position", position).query(this::recorded).list();
    }

    /** Everything that one operation did, in order; empty if there is no such operation. */
    public List<RecordedEvent> ofOperation(OperationId operation) {
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

    /** Everything that some operations did, in order. */
    public List<RecordedEvent> ofOperations(Collection<OperationId> operations) {
        return operations.isEmpty()
                ? List.of()
                : db.sql("""
                        select position, stream, seq, type, payload, at, recorded_at, actor, operation
                          from journal.event
                         where operation = any(:operations)
                         order by position
                        """)
                        .param(
                                "operations",
                                operations.stream().map(OperationId::uuid).toArray(UUID[]::new))
                        .query(this::recorded)
                        .list();
    }

    /** Which operation took a value; empty if it is free. */
    public Optional<OperationId> takenBy(UniqueValue taken) {
        return Optional.ofNullable(taken(List.of(taken)).get(taken));
    }

    /**
     * Those of some values that were taken, and by which operations. Value by value through the index, whatever the
     * statistics of a table that grows say.
     */
    public Map<UniqueValue, OperationId> taken(Collection<UniqueValue> values) {
        var byId = new HashMap<UUID, UniqueValue>();
        values.forEach(it -> byId.put(idOf(it), it));
        var taken = new HashMap<UniqueValue, OperationId>();
        if (!byId.isEmpty()) {
            db.sql("""
                    select found.id, event.operation
                      from unnest(:ids) as wanted (id)
                     cross join lateral (
                           select id, position from journal.taken where id = wanted.id
                           union all
                           select id, position from journal.typed_before where id = wanted.id
                           limit 1) as found
                      join journal.event using (position)
                    """).param("ids", byId.keySet().toArray(UUID[]::new)).query(row -> {
                taken.put(
                        Objects.requireNonNull(byId.get(row.getObject("id", UUID.class))),
                        new OperationId(row.getObject("operation", UUID.class)));
            });
        }
        return taken;
    }

    /** The id of each answer that was kept and of each value that was taken, in no order. */
    public void everyId(Consumer<UUID> reader) {
        jdbc.execute((ConnectionCallback<@Nullable Void>) it -> {
            try (var rows = new CopiedRows(it, """
                    select id from journal.outcome
                    union all select id from journal.taken
                    union all select id from journal.typed_before
                    """)) {
                while (rows.next()) {
                    reader.accept(rows.uuid());
                }
            }
            return null;
        });
    }

    /** What the journal knows a value by that can be taken once. */
    public static UUID idOf(UniqueValue taken) {
        return Digest.of(taken.scope(), taken.value());
    }

    public Roues refunded(OperationId payment) {
        return db.sql("select cents from journal.refunded where payment = :payment")
                .param("payment", payment.uuid())
                .query(Long.class)
                .optional()
                .map(Roues::new)
                .orElse(Roues.ZERO);
    }

    /** How many notes of some kinds are in the public's hands; without those that never were. */
    public Map<NoteKind, Long> inPublic(Set<NoteKind> kinds) {
        var found = new HashMap<NoteKind, Long>();
        db.sql("select issuer, denomination, count from journal.public_notes").query(row -> {
            var kind = new NoteKind(new AssociationCode(row.getString("issuer")), row.getInt("denomination"));
            if (kinds.contains(kind)) {
                found.put(kind, row.getLong("count"));
            }
        });
        return found;
    }

    private RecordedEvent recorded(ResultSet row, int number) throws SQLException {
        return new RecordedEvent(
                row.getLong("position"),
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                new OperationId(row.getObject("operation", UUID.class)),
                codec.read(row.getString("type"), row.getString("payload")));
    }
}
