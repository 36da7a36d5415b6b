package laroue.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import laroue.AnyHistory;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.codec.EventCodec;
import laroue.decision.NotePosting;
import laroue.decision.Verdict;
import laroue.desk.AnyWeek;
import laroue.journal.JournalHash;
import laroue.journal.Leaf;
import laroue.journal.MerkleFrontier;
import laroue.journal.RecordedEvent;
import laroue.runtime.TestPostgres;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Roues;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A ledger that is written without the writer, column by column as it is specified, from events that were decided by the
 * real handlers. What the verification accepts is then more than what one writer happens to write.
 */
final class WrittenLedger {

    /** An answer of a batch, in short. */
    record Answer(
            UUID id,
            UUID fingerprint,
            @Nullable Long position,
            int status,
            int template,
            @Nullable String body) {}

    /** What is true after a batch, with all that a head needs to say so. */
    record Mark(long batch, Checkpoint checkpoint, Instant recordedAt, String frontier, String chain) {}

    private final Connection connection;
    private final Random ids;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Checkpoint> positions = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final EventCodec codec = new EventCodec();
    private final JournalHash hash = new JournalHash();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<OperationId, Roues> refunded = new HashMap<>();
    private final MerkleFrontier frontier = MerkleFrontier.empty();
    private byte[] chain = new byte[JournalHash.HASH_BYTES];
    private long batch;
    private Instant recordedAt = Instant.parse("2012-01-01T00:00:00Z");

    private WrittenLedger(Connection connection, long seed) {
        this.connection = connection;
        this.ids = new Random(seed);
    }

    /** An empty ledger in an empty database. */
    static WrittenLedger in(Connection connection, DriverManagerDataSource database, long seed) {
        for (var schema : List.of("journal", "view")) {
            Flyway.configure()
                    .dataSource(database)
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .load()
                    .migrate();
        }
        return new WrittenLedger(connection, seed);
    }

    /**
     * A ledger in which everything happened that can, with answers, refunds and snapshots.
     *
     * @param attempts commands, many of which are refused
     */
    static WrittenLedger story(TestPostgres.Database fresh, long seed, int attempts) throws SQLException {
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        var history = new AnyHistory(seed);
        var all = history.territory.ledger;
        var random = new Random(seed);
        try (var connection = database.getConnection()) {
            var ledger = in(connection, database, seed);
            connection.setAutoCommit(false);
            ledger.write(List.of(), List.of(Verdict.refused(new Refusal.AlreadyDone("done"))));
            ledger.write(all.recorded(), List.of());
            for (int attempt = 0; attempt < attempts; ) {
                int before = (int) all.position();
                var verdicts = new ArrayList<Verdict<?>>();
                for (int each = random.nextInt(5); each >= 0; each--) {
                    verdicts.add(history.attempt());
                    attempt++;
                }
                ledger.write(all.recorded().subList(before, (int) all.position()), verdicts);
                if (attempt < attempts / 2) {
                    ledger.putBy(12);
                }
            }
            ledger.lease();
            connection.commit();
            return ledger;
        }
    }

    /**
     * A ledger of some weeks of several desks.
     *
     * @param attempts commands, many of which are refused
     */
    static WrittenLedger weeks(TestPostgres.Database fresh, long seed, int attempts) throws SQLException {
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        var weeks = new AnyWeek(seed);
        for (int i = 0; i < attempts; i++) {
            weeks.attempt();
        }
        try (var connection = database.getConnection()) {
            var ledger = in(connection, database, seed);
            connection.setAutoCommit(false);
            ledger.write(weeks.market.territory.ledger.recorded(), List.of());
            ledger.lease();
            connection.commit();
            return ledger;
        }
    }

    List<Mark> marks() {
        return marks;
    }

    Checkpoint checkpoint() {
        return marks.getLast().checkpoint();
    }

    List<RecordedEvent> events() {
        return events;
    }

    /** The root over the events up to each position, whether a batch ended there or not. */
    List<Checkpoint> positions() {
        return positions;
    }

    /**
     * Writes one batch: events, an answer for each verdict, what it took, and what is true then.
     *
     * @param events that follow the ones before
     */
    void write(List<RecordedEvent> events, List<Verdict<?>> verdicts) throws SQLException {
        batch++;
        long from = frontier.leaves();
        insertEvents(events);
        movePublicNotes(events);
        insertAnswers(verdicts, from);
        insertTaken(verdicts, from);
        refund(verdicts);
        hash();
    }

    private void insertEvents(List<RecordedEvent> events) throws SQLException {
        try (var row = connection.prepareStatement("""
                insert into journal.event
                       (position, seq, at, recorded_at, operation, stream, type, actor, associations, payload)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json)
                """)) {
            for (var it : events) {
                insert(row, it);
            }
            row.executeBatch();
        }
    }

    private void insert(PreparedStatement row, RecordedEvent it) throws SQLException {
        var event = it.event();
        var operation = it.operation().uuid();
        var type = codec.typeOf(event);
        var associations = event.associations().stream()
                .map(AssociationCode::code)
                .sorted()
                .collect(Collectors.joining(","));
        var payload = new String(codec.write(event), StandardCharsets.UTF_8);
        set(
                row,
                it.position(),
                it.seq(),
                it.at(),
                it.recordedAt(),
                operation,
                event.stream(),
                type,
                it.actor(),
                associations,
                payload);
        row.addBatch();
        recordedAt = it.recordedAt();
        events.add(it);
        frontier.add(Leaf.of(
                hash,
                it.position(),
                it.seq(),
                it.at(),
                it.recordedAt(),
                operation,
                event.stream(),
                type,
                it.actor(),
                associations,
                payload));
        positions.add(new Checkpoint(frontier.leaves(), hex(frontier.root())));
        if (event instanceof AccountEvent) {
            accounts.compute(event.stream(), (_, before) -> Account.TYPE.after(before, event));
        }
    }

    /** Accepted payments are told again from their events, what else was accepted has its words, and so has a refusal. */
    private void insertAnswers(List<Verdict<?>> verdicts, long from) throws SQLException {
        var answers = new ArrayList<Answer>();
        long position = from;
        for (var verdict : verdicts) {
            position += verdict.draft().entries().size();
            boolean accepted = verdict instanceof Verdict.Accepted<?>;
            boolean retold = accepted && verdict.draft().entries().size() == 2;
            answers.add(new Answer(
                    id(),
                    id(),
                    accepted ? position : null,
                    accepted ? 201 : 422,
                    retold ? 1 : 0,
                    retold ? null : "{\"said\": \"" + verdict.getClass().getSimpleName() + " à " + position + "\"}"));
        }
        answers.sort(Comparator.comparing(Answer::id, JournalHash.BY_ID));
        try (var row = connection.prepareStatement("""
                insert into journal.outcome (id, fingerprint, batch, position, status, template, body)
                values (?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var it : answers) {
                set(row, it.id(), it.fingerprint(), batch, it.position(), it.status(), it.template(), it.body());
                row.addBatch();
                hash.outcome(
                        it.id(),
                        it.fingerprint(),
                        batch,
                        it.position(),
                        (short) it.status(),
                        (short) it.template(),
                        it.body());
            }
            row.executeBatch();
        }
    }

    private void insertTaken(List<Verdict<?>> verdicts, long from) throws SQLException {
        var taken = new HashMap<UUID, Long>();
        long position = from;
        for (var verdict : verdicts) {
            position += verdict.draft().entries().size();
            for (int i = 0; i < verdict.draft().taken().size(); i++) {
                taken.put(id(), position);
            }
        }
        try (var row = connection.prepareStatement("insert into journal.taken (id, position) values (?, ?)")) {
            for (var it : taken.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(JournalHash.BY_ID))
                    .toList()) {
                set(row, it.getKey(), it.getValue());
                row.addBatch();
                hash.taken(it.getKey(), it.getValue());
            }
            row.executeBatch();
        }
    }

    private void movePublicNotes(List<RecordedEvent> events) throws SQLException {
        for (var event : events) {
            for (var it : event.event().notePostings()) {
                if (it.place() == NotePosting.Place.PUBLIC) {
                    update("""
                            insert into journal.public_notes values (?, ?, ?)
                                on conflict (issuer, denomination) do update set count = public_notes.count + excluded.count
                            """, it.note().issuer().code(), it.note().denomination(), it.count());
                }
            }
        }
    }

    private void refund(List<Verdict<?>> verdicts) throws SQLException {
        for (var verdict : verdicts) {
            verdict.draft().refunds().forEach((payment, cents) -> refunded.merge(payment, cents, Roues::plus));
            for (var payment : verdict.draft().refunds().keySet()) {
                update(
                        "insert into journal.refunded values (?, ?) on conflict (payment) do update set cents = excluded.cents",
                        payment.uuid(),
                        refunded.getOrDefault(payment, Roues.ZERO).cents());
            }
        }
    }

    private void hash() throws SQLException {
        var root = frontier.root();
        var beside = hash.beside();
        chain = hash.chain(chain, batch, 1, frontier.leaves(), recordedAt, root, beside);
        update(
                "insert into journal.checkpoint (batch, epoch, position, recorded_at, root, beside, chain) values (?, 1, ?, ?, ?, ?, ?)",
                batch,
                frontier.leaves(),
                recordedAt,
                root,
                beside,
                chain);
        marks.add(new Mark(
                batch, new Checkpoint(frontier.leaves(), hex(root)), recordedAt, hex(frontier.stored()), hex(chain)));
        moveHead();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void moveHead() throws SQLException {
        update(
                "update journal.head set epoch = 1, position = ?, batch = ?, recorded_at = ?, frontier = ?, chain = ?",
                frontier.leaves(),
                batch,
                recordedAt,
                frontier.stored(),
                chain);
    }

    /** The states of accounts as they are now, put by. */
    void putBy(int howMany) throws SQLException {
        for (var account :
                new TreeMap<>(accounts).entrySet().stream().limit(howMany).toList()) {
            update("""
                    insert into journal.snapshot (stream, seq, kind, state)
                    select stream, max(seq), 'account', ?::json from journal.event where stream = ? group by stream
                        on conflict (stream) do update set seq = excluded.seq, state = excluded.state
                    """, codec.writeState(account.getValue()), account.getKey());
        }
    }

    /** Who writes: without it nobody could tell what epoch it is. */
    void lease() throws SQLException {
        update("insert into journal.lease values (true, 1, 'a node', now(), 1, now())");
    }

    private UUID id() {
        return new UUID(ids.nextLong(), ids.nextLong());
    }

    private void update(String statement, Object... parameters) throws SQLException {
        try (var it = connection.prepareStatement(statement)) {
            set(it, parameters);
            it.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            var parameter = parameters[i];
            statement.setObject(
                    i + 1,
                    parameter instanceof Instant time ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC) : parameter);
        }
    }
}
