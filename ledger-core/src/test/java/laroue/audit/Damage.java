package laroue.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import laroue.audit.WrittenLedger.Mark;
import laroue.journal.JournalHash;
import laroue.journal.Leaf;
import laroue.journal.MerkleFrontier;
import org.jspecify.annotations.Nullable;

/** Ways to damage a stored history, each by a row or a bit that nobody should miss. */
final class Damage {

    /** What can be done to it. */
    enum Kind {
        FLIPPED_BIT,
        DELETED_ROW,
        INSERTED_ROW,
        SWAPPED_ROWS,
        ALTERED_ANSWER,
        ALTERED_SNAPSHOT,
        OTHER_SPACES,
        /** With its head, its checkpoints and all that points beyond: what is left is a whole ledger. */
        TAIL_CUT,
        /** One event, and every hash after it made anew: what is left is a whole ledger. */
        WRITTEN_ANEW;

        /** Whether only who knows a checkpoint from outside can find it. */
        boolean needsCheckpoint() {
            return this == TAIL_CUT || this == WRITTEN_ANEW;
        }
    }

    /** Nothing came of it: another row, another bit. */
    private static final class NotThisOne extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Column(String table, String name, String type) {
        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    private static final Map<String, String> KEYS = Map.of(
            "event", "position",
            "outcome", "id",
            "taken", "id",
            "checkpoint", "batch",
            "refunded", "payment",
            "snapshot", "stream",
            "head", "one");

    private static final List<String> TABLES = KEYS.keySet().stream().sorted().toList();

    private final Connection connection;
    private final List<Mark> marks;
    private final List<Column> columns;
    private final String whole;
    private Random random = new Random(0);

    /**
     * Damage to come.
     *
     * @param connection in a transaction; from here on, no trigger guards the history of its database
     */
    Damage(Connection connection, List<Mark> marks) throws SQLException {
        this.connection = connection;
        this.marks = marks;
        this.columns = columns();
        this.whole = digest();
        // Once and for this database: undone with each mutation, it would fill the catalog with dead rows.
        update("""
                alter table journal.event      disable trigger event_is_for_ever;
                alter table journal.outcome    disable trigger outcome_is_for_ever;
                alter table journal.taken      disable trigger taken_is_for_ever;
                alter table journal.checkpoint disable trigger checkpoint_is_for_ever""");
        connection.commit();
    }

    /**
     * Does something of a kind to the whole ledger, in the connection's transaction, and makes sure that it was something.
     *
     * @return what was done
     */
    String inflict(Kind kind, long seed) throws SQLException {
        random = new Random(seed);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            var before = connection.setSavepoint();
            try {
                var done = inflict(kind);
                if (!digest().equals(whole)) {
                    return kind + ": " + done;
                }
            } catch (SQLException | NotThisOne refused) {
                // PostgreSQL has constraints of its own, and some bits make no text.
            }
            connection.rollback(before);
        }
        throw new AssertionError("nothing to do to this ledger: " + kind);
    }

    private String inflict(Kind kind) throws SQLException, NotThisOne {
        return switch (kind) {
            case FLIPPED_BIT -> flipBit(one(columns));
            case DELETED_ROW -> deleteRow(one(TABLES));
            case INSERTED_ROW -> insertRow(one(TABLES));
            case SWAPPED_ROWS -> swapRows(one(TABLES));
            case ALTERED_ANSWER -> alterAnswer();
            case ALTERED_SNAPSHOT -> alterSnapshot();
            case OTHER_SPACES -> otherSpaces();
            case TAIL_CUT -> cutTail(marks.get(random.nextInt(marks.size() - 1)));
            case WRITTEN_ANEW -> writeAnew();
        };
    }

    private String flipBit(Column column) throws SQLException, NotThisOne {
        var row = row(column.table());
        var old = text("select %s::text from journal.%s where %s".formatted(column.name(), column.table(), row));
        if (old == null) {
            throw new NotThisOne();
        }
        var flipped = switch (column.type()) {
            case "bigint" -> Long.toString(Long.parseLong(old) ^ 1L << random.nextInt(63));
            case "smallint" -> Integer.toString(Integer.parseInt(old) ^ 1 << random.nextInt(15));
            case "uuid" -> flipped(UUID.fromString(old)).toString();
            case "timestamp with time zone" -> flippedTime(column, row);
            case "bytea" -> "\\x" + flippedHex(old.substring(2));
            default -> flippedText(old);
        };
        update(
                "update journal.%s set %s = ?::%s where %s"
                        .formatted(column.table(), column.name(), column.type(), row),
                flipped);
        return "%s where %s: %s -> %s".formatted(column, row, old, flipped);
    }

    private UUID flipped(UUID id) {
        long bit = 1L << random.nextInt(64);
        return random.nextBoolean()
                ? new UUID(id.getMostSignificantBits() ^ bit, id.getLeastSignificantBits())
                : new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ bit);
    }

    private String flippedTime(Column column, String row) throws SQLException {
        long micros = Long.parseLong(
                String.valueOf(text("select (extract(epoch from %s) * 1000000)::bigint from journal.%s where %s"
                        .formatted(column.name(), column.table(), row))));
        return String.valueOf(text("select (timestamptz 'epoch' + %d * interval '1 microsecond')::text"
                .formatted(micros ^ 1L << random.nextInt(45))));
    }

    private String flippedHex(String hex) throws NotThisOne {
        if (hex.isEmpty()) {
            throw new NotThisOne();
        }
        int at = random.nextInt(hex.length());
        int digit = Character.digit(hex.charAt(at), 16) ^ 1 << random.nextInt(4);
        return hex.substring(0, at) + Character.forDigit(digit, 16) + hex.substring(at + 1);
    }

    private String flippedText(String text) throws NotThisOne {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            throw new NotThisOne();
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new NotThisOne();
        }
    }

    private String deleteRow(String table) throws SQLException, NotThisOne {
        if ("snapshot".equals(table)) {
            // No history: one that is not there is made again from the events.
            throw new NotThisOne();
        }
        var row = row(table);
        update("delete from journal.%s where %s".formatted(table, row));
        return table + " where " + row;
    }

    private String insertRow(String table) throws SQLException, NotThisOne {
        var row = row(table);
        switch (table) {
            case "event" -> insertEvent(row);
            case "outcome" -> update("""
                        insert into journal.outcome
                        select ?, fingerprint, batch, position, status, template, body from journal.outcome where\s""" + row, anyId());
            case "taken" ->
                update("insert into journal.taken select ?, position from journal.taken where " + row, anyId());
            case "checkpoint" -> update("""
                        insert into journal.checkpoint
                        select (select max(batch) + 1 from journal.checkpoint), epoch, position, recorded_at, root, beside, chain
                          from journal.checkpoint where\s""" + row);
            case "refunded" -> update("insert into journal.refunded values (?, 1)", anyId());
            case "snapshot" -> update("""
                        insert into journal.snapshot
                        select (select min(stream) from journal.event where stream not in (select stream from journal.snapshot)),
                               seq, kind, state
                          from journal.snapshot where\s""" + row);
            default -> throw new NotThisOne();
        }
        return table + " like " + row;
    }

    /** At the end, or between two others that make room; as the next of its stream. */
    private void insertEvent(String like) throws SQLException {
        long end = marks.getLast().checkpoint().position();
        long position = random.nextBoolean() ? end + 1 : 1 + random.nextLong(end);
        update("update journal.event set position = position + 1000000 where position >= " + position);
        update("""
                insert into journal.event
                select %d, (select max(seq) + 1 from journal.event other where other.stream = event.stream), at, recorded_at,
                       operation, stream, type, actor, associations, payload
                  from journal.event
                 where %s
                """.formatted(position, position <= numberIn(like) ? like.replace("=", "= 1000000 +") : like));
        update("update journal.event set position = position - 999999 where position > 1000000");
    }

    private static long numberIn(String row) {
        return Long.parseLong(row.replaceAll("\\D", ""));
    }

    private String swapRows(String table) throws SQLException, NotThisOne {
        var one = row(table);
        var other = row(table);
        if (one.equals(other)) {
            throw new NotThisOne();
        }
        var key = KEYS.get(table);
        var between = switch (table) {
            case "event", "checkpoint" -> "1000000";
            case "snapshot" -> "'between'";
            default -> "'ffffffff-ffff-ffff-ffff-ffffffffffff'";
        };
        var keyOfOne = one.substring(one.indexOf('=') + 1);
        var keyOfOther = other.substring(other.indexOf('=') + 1);
        var set = "update journal.%s set %s = %s where %s = %s";
        update(set.formatted(table, key, between, key, keyOfOne));
        update(set.formatted(table, key, keyOfOne, key, keyOfOther));
        update(set.formatted(table, key, keyOfOther, key, between));
        return "%s: %s and %s".formatted(table, one, other);
    }

    private String alterAnswer() throws SQLException {
        var row = row("outcome");
        var change = one(List.of(
                "body = 'another answer', template = 0",
                "body = null, template = 1, position = coalesce(position, 1)",
                "body = body || ' '",
                "fingerprint = (select max(fingerprint::text)::uuid from journal.outcome)",
                "id = '00000000-0000-7000-8000-000000000000'",
                "status = 200",
                "batch = batch + 1",
                "batch = batch - 1",
                "batch = 1000000",
                "position = position + 1",
                "position = position - 1",
                "position = 1000000",
                "position = null"));
        update("update journal.outcome set %s where %s".formatted(change, row));
        return row + ": " + change;
    }

    private String alterSnapshot() throws SQLException {
        var row = row("snapshot");
        var change = one(List.of(
                "state = regexp_replace(state::text, '[0-9]', '7')::json",
                "state = regexp_replace(state::text, '\"balance\":[0-9]+', '\"balance\":77')::json",
                "state = '{}'",
                "seq = seq - 1",
                "seq = seq + 1",
                "seq = 1000000",
                "kind = 'merchant'",
                "stream = '05'"));
        update("update journal.snapshot set %s where %s".formatted(change, row));
        return row + ": " + change;
    }

    /** What a reader of JSON never sees. */
    private String otherSpaces() throws SQLException {
        var table = one(List.of("event", "snapshot"));
        var column = "event".equals(table) ? "payload" : "state";
        var row = row(table);
        var change = one(
                List.of("(' ' || %s::text)::json", "(%s::text || E'\\n')::json", "replace(%s::text, ':', ' :')::json"));
        update("update journal.%s set %s = %s where %s".formatted(table, column, change.formatted(column), row));
        return "%s where %s: %s".formatted(table, row, change);
    }

    private String cutTail(Mark end) throws SQLException {
        long position = end.checkpoint().position();
        update("delete from journal.event where position > " + position);
        update("delete from journal.outcome where batch > " + end.batch());
        update("delete from journal.taken where position > " + position);
        update("delete from journal.checkpoint where batch > " + end.batch());
        update("""
                delete from journal.snapshot
                 where seq > coalesce((select max(seq) from journal.event where event.stream = snapshot.stream), -1)""");
        update("delete from journal.refunded");
        update("""
                insert into journal.refunded
                select (payload ->> 'refundOf')::uuid, sum((payload ->> 'amount')::bigint)
                  from journal.event
                 where type = 'account.debited.1' and payload ->> 'refundOf' is not null
                 group by 1""");
        moveHead(end.batch(), end.frontier(), end.chain());
        return "after batch " + end.batch() + ", position " + position;
    }

    private void moveHead(long batch, String frontier, String chain) throws SQLException {
        update("""
                update journal.head
                   set (position, batch, recorded_at) =
                           (select position, batch, recorded_at from journal.checkpoint where batch = ?),
                       frontier = decode(?, 'hex'), chain = decode(?, 'hex')""", batch, frontier, chain);
    }

    private String writeAnew() throws SQLException {
        var row = row("event");
        update("update journal.event set actor = 'another' where " + row);
        var hash = new JournalHash();
        var frontier = MerkleFrontier.empty();
        var leaves = leaves(hash);
        var chain = new byte[JournalHash.HASH_BYTES];
        try (var checkpoints = connection.prepareStatement("select beside from journal.checkpoint order by batch");
                var beside = checkpoints.executeQuery();
                var anew = connection.prepareStatement(
                        "update journal.checkpoint set root = ?, chain = ? where batch = ?")) {
            for (var mark : marks) {
                while (frontier.leaves() < mark.checkpoint().position()) {
                    frontier.add(leaves.get((int) frontier.leaves()));
                }
                beside.next();
                chain = hash.chain(
                        chain,
                        mark.batch(),
                        1,
                        frontier.leaves(),
                        mark.recordedAt(),
                        frontier.root(),
                        beside.getBytes("beside"));
                anew.setBytes(1, frontier.root());
                anew.setBytes(2, chain);
                anew.setLong(3, mark.batch());
                anew.addBatch();
            }
            anew.executeBatch();
        }
        update("update journal.head set frontier = ?, chain = ?", frontier.stored(), chain);
        return "since " + row;
    }

    private List<byte[]> leaves(JournalHash hash) throws SQLException {
        var leaves = new ArrayList<byte[]>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select * from journal.event order by position")) {
            while (row.next()) {
                leaves.add(Leaf.of(
                        hash,
                        row.getLong("position"),
                        row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getObject("operation", UUID.class),
                        row.getString("stream"),
                        row.getString("type"),
                        row.getString("actor"),
                        row.getString("associations"),
                        row.getString("payload")));
            }
        }
        return leaves;
    }

    /** Any row, as a condition on its key. */
    private String row(String table) throws SQLException {
        var key = KEYS.get(table);
        var keys = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select quote_literal(%s::text) from journal.%s order by 1".formatted(key, table))) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return key + " = " + one(keys);
    }

    private UUID anyId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Over everything that is stored, to the letter. */
    private String digest() throws SQLException {
        var digests = TABLES.stream()
                .map(it -> "(select string_agg(%1$s::text, '|' order by %1$s::text) from journal.%1$s)".formatted(it))
                .toList();
        return String.valueOf(text("select md5(concat_ws('||', %s))".formatted(String.join(", ", digests))));
    }

    private List<Column> columns() throws SQLException {
        var found = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select table_name, column_name, data_type
                          from information_schema.columns
                         where table_schema = 'journal'
                           and data_type <> 'boolean'
                         order by table_name, ordinal_position
                        """)) {
            while (row.next()) {
                if (KEYS.containsKey(row.getString(1))) {
                    found.add(new Column(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return found;
    }

    private @Nullable String text(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private void update(String statement, Object... parameters) throws SQLException {
        try (var it = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                it.setObject(i + 1, parameters[i]);
            }
            it.execute();
        }
    }
}
