package laroue.trials.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import laroue.decision.Operation;
import laroue.trials.node.Store;

/**
 * What PostgreSQL alone does with a commit for each payment: two rows in a table with the columns and indexes of the
 * journal's events, by plain JDBC, and nothing else. The rows are copies of a payment that was made.
 */
final class Floor implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    /** What is copied; the rest is made anew for each row. */
    private record Row(String type, String payload, String actor, String associations) {}

    private final Store store;
    private final Town town;
    private final List<Row> rows;
    private final AtomicLong positions = new AtomicLong();
    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS);

    Floor(Store store, Town town) throws SQLException {
        this.store = store;
        this.town = town;
        store.run("create schema floor");
        // Without the triggers; they look at changes and not at additions.
        store.run("create table floor.event (like journal.event including all)");
        rows = aPayment();
        for (int n = 0; n < CONNECTIONS; n++) {
            var connection = store.connect();
            connection.setAutoCommit(false);
            connections.add(connection);
            free.add(connection);
        }
    }

    /** Payments a second. */
    double measure(Duration warmUp, Duration run) {
        return LoadGenerator.heavy(CONNECTIONS).run(warmUp, run, this::pay).perSecond();
    }

    private void pay(RandomGenerator random) throws SQLException, InterruptedException {
        // As many as there are threads, so nobody waits.
        var connection = free.take();
        try (var insert = connection.prepareStatement("""
                insert into floor.event (position, stream, seq, type, payload, at, recorded_at, actor, operation,
                                         associations)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            var payment = town.between(random);
            add(insert, rows.getFirst(), payment.payer().number(), payment.operation());
            add(insert, rows.getLast(), payment.payee().number(), payment.operation());
            insert.executeBatch();
            connection.commit();
        } finally {
            free.add(connection);
        }
    }

    private void add(PreparedStatement insert, Row row, String stream, Operation operation) throws SQLException {
        long position = positions.incrementAndGet();
        var at = OffsetDateTime.ofInstant(operation.at(), ZoneOffset.UTC);
        insert.setLong(1, position);
        insert.setString(2, stream);
        insert.setLong(3, position);
        insert.setString(4, row.type());
        insert.setObject(5, row.payload(), Types.OTHER);
        insert.setObject(6, at);
        insert.setObject(7, at);
        insert.setString(8, row.actor());
        insert.setObject(9, operation.id().uuid());
        insert.setObject(10, row.associations(), Types.OTHER);
        insert.addBatch();
    }

    private List<Row> aPayment() throws SQLException {
        var copied = new ArrayList<Row>();
        try (var connection = store.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select type, payload::text, actor, associations::text
                          from journal.event
                         where operation = (select operation
                                              from journal.event
                                             where type = 'account.debited.1'
                                             order by position desc
                                             limit 1)
                         order by position
                        """)) {
            while (found.next()) {
                copied.add(new Row(found.getString(1), found.getString(2), found.getString(3), found.getString(4)));
            }
        }
        return copied;
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        store.run("drop schema floor cascade");
    }
}
