package laroue.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import laroue.journal.JournalHash;
import laroue.value.AssociationCode;
import laroue.value.NoteKind;
import laroue.value.OperationId;
import laroue.view.Unfolded;
import laroue.view.usage.ClosedPeriodsCheck;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Everything that is stored, read through one connection and so from one moment, in the order in which it is checked.
 * Long tables are read in pieces.
 */
final class Evidence implements AutoCloseable {

    /** Events read at once. */
    private static final int PAGE = 8_192;

    /** Rows of other tables fetched at once. */
    private static final int FETCH = 4_096;

    /** What a batch left of itself. */
    @SuppressWarnings("ArrayRecordComponent") // hashes as they are read; never asked whether a batch equals another
    record Batch(long batch, long epoch, long position, Instant recordedAt, byte[] root, byte[] beside, byte[] chain) {}

    /** An answer that was kept. */
    record Answer(
            UUID id,
            UUID fingerprint,
            long batch,
            @Nullable Long position,
            short status,
            short template,
            @Nullable String body) {}

    /** A value that is used up. */
    record Used(UUID id, long position) {}

    /**
     * Where the ledger says that it ends.
     *
     * @param leaseEpoch of the node that holds the lease; null if none does
     */
    @SuppressWarnings("ArrayRecordComponent") // the same
    record End(
            long epoch,
            long position,
            long batch,
            Instant recordedAt,
            byte[] frontier,
            byte[] chain,
            @Nullable Long leaseEpoch) {}

    /** A state that was put by. */
    record Snapshot(String stream, long seq, String kind, String state) {}

    /** What an association has at a place, as the figures show it. */
    record PlaceKey(String association, String place, String counterpart) {}

    /** A day of an association's payers. */
    record PaidKey(String association, LocalDate day) {}

    /** What they paid and were given back on it, in cents, and in how many payments. */
    record Paid(long payments, long paidCents, long refundedCents) {

        Paid and(Paid other) {
            return new Paid(
                    Math.addExact(payments, other.payments),
                    Math.addExact(paidCents, other.paidCents),
                    Math.addExact(refundedCents, other.refundedCents));
        }
    }

    /** How many notes of a kind a holder has at a place, as people see it. */
    record NoteKey(String holder, String place, String issuer, String series, int denomination) {}

    /** A query that is read row by row. */
    static final class Rows<T> implements AutoCloseable {

        private final Stream<T> rows;
        private final Iterator<T> iterator;
        private @Nullable T next;

        private Rows(Stream<T> rows) {
            this.rows = rows;
            this.iterator = rows.iterator();
            advance();
        }

        /** The next row, which stays the next one; null after the last. */
        @Nullable
        T peek() {
            return next;
        }

        void advance() {
            next = iterator.hasNext() ? iterator.next() : null;
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private final Connection connection;
    private final JdbcClient db;
    private final List<Rows<?>> open = new ArrayList<>();

    /**
     * Reads what this connection sees.
     *
     * @param connection in a transaction, which it stays in
     */
    Evidence(Connection connection) {
        this.connection = connection;
        this.db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Some of the events after a position; none after the last one. */
    List<EventRow> after(long position) {
        return copy("select %s from journal.event where position > %d order by position limit %d"
                        .formatted(JournalHash.COLUMNS, position, PAGE))
                .stream()
                .map(EventRow::new)
                .toList();
    }

    /** Checkpoints in the order of their batches. */
    Rows<Batch> batches() {
        return rows(
                """
                select batch, epoch, position, recorded_at, root, beside, chain
                  from journal.checkpoint
                 order by batch
                """,
                (row, _) -> new Batch(
                        row.getLong("batch"),
                        row.getLong("epoch"),
                        row.getLong("position"),
                        instant(row),
                        row.getBytes("root"),
                        row.getBytes("beside"),
                        row.getBytes("chain")));
    }

    /** Answers in the order in which they are hashed. */
    Rows<Answer> answers() {
        return rows(
                """
                select id, fingerprint, batch, position, status, template, body
                  from journal.outcome
                 order by batch, id
                """,
                (row, _) -> new Answer(
                        row.getObject("id", UUID.class),
                        row.getObject("fingerprint", UUID.class),
                        row.getLong("batch"),
                        row.getObject("position", Long.class),
                        row.getShort("status"),
                        row.getShort("template"),
                        row.getString("body")));
    }

    /** What is used up, in the order of positions. */
    Rows<Used> used() {
        return rows(
                "select id, position from journal.taken order by position, id",
                (row, _) -> new Used(row.getObject("id", UUID.class), row.getLong("position")));
    }

    /** Where the ledger says that it ends; null if it does not say. */
    @Nullable
    End end() {
        return db.sql("""
                select epoch, position, batch, recorded_at, frontier, chain,
                       (select epoch from journal.lease) as lease_epoch
                  from journal.head
                """)
                .query((row, _) -> new End(
                        row.getLong("epoch"),
                        row.getLong("position"),
                        row.getLong("batch"),
                        instant(row),
                        row.getBytes("frontier"),
                        row.getBytes("chain"),
                        row.getObject("lease_epoch", Long.class)))
                .optional()
                .orElse(null);
    }

    Map<String, Snapshot> snapshots() {
        var snapshots = new HashMap<String, Snapshot>();
        db.sql("select stream, seq, kind, state from journal.snapshot").query(row -> {
            var stream = row.getString("stream");
            snapshots.put(
                    stream, new Snapshot(stream, row.getLong("seq"), row.getString("kind"), row.getString("state")));
        });
        return snapshots;
    }

    /** The clients and accesses that work, by the register; none where a journal is looked at without it. */
    List<RegisteredPowers.Live> livePowers() {
        var live = new ArrayList<RegisteredPowers.Live>();
        boolean beside = db.sql("select to_regclass('register.client') is not null")
                .query(Boolean.class)
                .single();
        if (!beside) {
            return live;
        }
        db.sql("""
                        select id, not of_before and created_by <> 'node' as told_of
                          from register.client
                         where revoked_at is null
                         order by id
                        """).query(row -> {
            live.add(new RegisteredPowers.Live(row.getString("id"), row.getBoolean("told_of")));
        });
        return live;
    }

    /** What the writer reckons has been given back of each payment, in cents. */
    Map<OperationId, Long> refunded() {
        var refunded = new HashMap<OperationId, Long>();
        db.sql("select payment, cents from journal.refunded").query(row -> {
            refunded.put(new OperationId(row.getObject("payment", UUID.class)), row.getLong("cents"));
        });
        return refunded;
    }

    /** How many notes of each kind the writer reckons the public has. */
    Map<NoteKind, Long> publicNotes() {
        var counts = new HashMap<NoteKind, Long>();
        db.sql("select issuer, denomination, count from journal.public_notes").query(row -> {
            counts.put(
                    new NoteKind(new AssociationCode(row.getString("issuer")), row.getInt("denomination")),
                    row.getLong("count"));
        });
        return counts;
    }

    /** Up to which position a processor's views contain the ledger. */
    long shownBy(String processor) {
        return db.sql("select view.read_to(:processor)")
                .param("processor", processor)
                .query(Long.class)
                .single();
    }

    /** What the views could not fold. */
    List<Unfolded> unfolded() {
        return Unfolded.all(db);
    }

    /** The balance of each account, in cents, as people see it. */
    Map<String, Long> balancesShown() {
        var balances = new HashMap<String, Long>();
        db.sql("select account, balance_cents from view.balance").query(row -> {
            balances.put(row.getString("account"), row.getLong("balance_cents"));
        });
        return balances;
    }

    /** What was paid and given back on each day, as lists of payments sum it. */
    Map<PaidKey, Paid> paidDaysShown() {
        var days = new HashMap<PaidKey, Paid>();
        db.sql("select association, day, payments, paid_cents, refunded_cents from view.paid_day")
                .query(row -> {
                    days.put(
                            new PaidKey(row.getString("association"), row.getObject("day", LocalDate.class)),
                            new Paid(
                                    row.getLong("payments"), row.getLong("paid_cents"), row.getLong("refunded_cents")));
                });
        return days;
    }

    /** What each association has at each place, in cents, as the figures show it. */
    Map<PlaceKey, Long> placesShown() {
        var places = new HashMap<PlaceKey, Long>();
        db.sql("select association, place, counterpart, cents from view.place").query(row -> {
            places.put(
                    new PlaceKey(row.getString("association"), row.getString("place"), row.getString("counterpart")),
                    row.getLong("cents"));
        });
        return places;
    }

    /** What each account holds as a party of payments, in cents, as the figures have it. */
    Map<String, Long> partiesShown() {
        return centsShown(
                "select account as key, balance_cents as cents from view.party join view.holding using (party)");
    }

    /** What each account has paid, in cents, as the figures have it. */
    Map<String, Long> paidShown() {
        return centsShown("""
                select account as key, sum(cents)::bigint as cents
                  from view.payment_made
                  join view.party on party.party = payer
                 group by account
                """);
    }

    /** What each place gained on all days together, in cents, by association and place. */
    Map<String, Long> placeDaysShown() {
        return centsShown("""
                select association || ' ' || place as key, sum(cents)::bigint as cents
                  from view.place_day
                 group by association, place
                """);
    }

    private Map<String, Long> centsShown(String query) {
        var cents = new HashMap<String, Long>();
        db.sql(query).query(row -> {
            cents.put(row.getString("key"), row.getLong("cents"));
        });
        return cents;
    }

    /** Which sums of the figures are not those of what they are made from; each in a few words. */
    List<String> wrongSums() {
        var wrong = new ArrayList<>(db.sql("""
                with payment_day as (
                    select association, day, sum(cents) as cents, count(*) as payments
                      from view.payment_made
                      join view.party on party.party = payer
                     group by association, day)
                select format('the day %s of %s', day, association) as wrong
                  from view.day
                  full join payment_day using (association, day)
                 where (coalesce(paid_cents, 0), coalesce(day.payments, 0))
                       is distinct from (coalesce(payment_day.cents, 0), coalesce(payment_day.payments, 0))
                 order by wrong
                """).query(String.class).list());
        wrong.addAll(new ClosedPeriodsCheck(db).wrong());
        return wrong;
    }

    /** How many notes of each kind are at each place, as people see it; none where there is none. */
    Map<NoteKey, Long> notesShown() {
        var notes = new HashMap<NoteKey, Long>();
        db.sql("select holder, place, issuer, series, denomination, count from view.note_place where count <> 0")
                .query(row -> {
                    notes.put(
                            new NoteKey(
                                    row.getString("holder"),
                                    row.getString("place"),
                                    row.getString("issuer"),
                                    row.getString("series"),
                                    row.getInt("denomination")),
                            row.getLong("count"));
                });
        return notes;
    }

    /** What each desk and each vault holds, as people see it, by their streams. */
    Map<String, String> holdingsShown() {
        var holdings = new HashMap<String, String>();
        db.sql("""
                select distinct on (desk) 'desk/' || desk as stream,
                       concat_ws(' ', stock, returns, roue_till, cash_euro_cents, cheques_euro_cents, paper_euro_cents,
                                 digital_euro_cents, own_euro_cents) as held
                  from view.desk_holding
                 order by desk, position desc
                """).query(row -> {
            holdings.put(row.getString("stream"), row.getString("held"));
        });
        db.sql("""
                select distinct on (association) 'vault/' || association as stream, notes::text as held
                  from view.vault_holding
                 order by association, position desc
                """).query(row -> {
            holdings.put(row.getString("stream"), row.getString("held"));
        });
        return holdings;
    }

    @Override
    public void close() {
        open.forEach(Rows::close);
    }

    private <T> Rows<T> rows(String query, RowMapper<T> row) {
        var rows = new Rows<>(db.sql(query).withFetchSize(FETCH).query(row).stream());
        open.add(rows);
        return rows;
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }

    /** Rows as PostgreSQL keeps them: two bytes with the number of columns, then each column after its length. */
    private List<byte[]> copy(String query) {
        try {
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (%s) to stdout (format binary)".formatted(query));
            var rows = new ArrayList<byte[]>();
            var message = copy.readFromCopy();
            // The first message begins with the signature, flags and an empty extension.
            message = message == null ? null : Arrays.copyOfRange(message, 19, message.length);
            while (message != null) {
                if (message.length > Short.BYTES) {
                    rows.add(message);
                }
                message = copy.readFromCopy();
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read: " + query, e);
        }
    }
}
