package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import laroue.audit.Verification;
import laroue.codec.EventCodec;
import laroue.journal.Feed;
import laroue.journal.IdempotencyRecords;
import laroue.journal.Journal;
import laroue.journal.Snapshots;
import laroue.journal.StreamStates;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import laroue.writer.JournalWriter;
import laroue.writer.Reign;
import laroue.writer.Writer;
import laroue.writer.WriterLedger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Safety never rests on the lease: here fifty writers believe at once that they are the one that writes. */
class ManyWritersTest {

    private static final int WRITERS = 50;

    /** One with a memory and a connection of its own, as on a node of its own. */
    private record Other(JournalWriter journalWriter, Writer writer, WriterLedger ledger) implements AutoCloseable {

        static Other over(TestLedger ledger, TestPostgres.Database database) {
            var configuration = new WriterConfiguration();
            var journal = ledger.bean(Journal.class);
            var snapshots = ledger.bean(Snapshots.class);
            var meters = ledger.bean(MeterRegistry.class);
            var journalWriter = new JournalWriter(
                    new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()),
                    InstantSource.system(),
                    Duration.ofSeconds(10),
                    meters);
            var codec = ledger.bean(EventCodec.class);
            var states = configuration.stateCache(ledger.bean(StreamStates.class));
            var seen = configuration.seenKeys(journal);
            var writerLedgerState =
                    configuration.writerLedgerState(configuration.eventStore(journal), states, journal, seen);
            var processor = configuration.batchProcessor(
                    writerLedgerState,
                    states,
                    ledger.bean(IdempotencyRecords.class),
                    seen,
                    codec,
                    journalWriter,
                    new Feed(journal::after, 1_000),
                    snapshots,
                    meters);
            var writer = configuration.writer(processor, writerLedgerState, meters);
            writer.start();
            var own = new WriterLedger(writer, journal, Duration.ofSeconds(20));
            own.start();
            return new Other(journalWriter, writer, own);
        }

        @Override
        public void close() {
            writer.close();
            ledger.close();
            journalWriter.close();
        }
    }

    @Test
    @DisplayName("a chain that forked: 50 writers at once, and the ledger is one line with each payment once")
    void writesOneLine() throws InterruptedException {
        var database = TestPostgres.freshDatabase();
        try (var ledger = TestLedger.on(database)) {
            var association = ledger.founded("05");
            var payer = ledger.member(association, 1_000_00);
            var payee = ledger.member(association, 0);
            long epoch = ledger.db()
                    .sql("select epoch from journal.head")
                    .query(Long.class)
                    .single();
            long events = ledger.count("journal.event");
            var others = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> Other.over(ledger, database))
                    .toList();
            try {
                var replies = pay(others, epoch, payer, payee);

                assertThat(replies).extracting(TextReply::status).containsOnly(201);
                assertThat(replies).extracting(TextReply::body).doesNotHaveDuplicates();
            } finally {
                closeAll(others);
            }
            assertThat(ledger.count("journal.event")).isEqualTo(events + 2 * WRITERS);
            assertThat(ledger.count("journal.checkpoint where epoch <> " + epoch))
                    .isZero();
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        }
    }

    private static List<TextReply> pay(List<Other> others, long epoch, AccountNumber payer, AccountNumber payee)
            throws InterruptedException {
        var calls = new ArrayList<Callable<TextReply>>();
        for (int n = 0; n < others.size(); n++) {
            var other = others.get(n);
            var key = "writer " + n;
            calls.add(() -> payUntilDone(other, epoch, key, payer, payee));
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private static void closeAll(List<Other> others) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            others.forEach(it -> threads.execute(it::close));
        }
    }

    /** One that was overtaken steps down, and is told at once to write again. */
    private static TextReply payUntilDone(
            Other other, long epoch, String key, AccountNumber payer, AccountNumber payee) {
        while (true) {
            try {
                Reign.begin(other.writer(), epoch);
                return TextReply.of(
                        other.ledger(),
                        new Pay(TestLedger.operation(), payer, payee, new Roues(1), null),
                        Plain.request(key, key),
                        new Plain<Paid>());
            } catch (NotTheWriterException | LedgerBusyException overtaken) {
                // Again, in the same reign.
            }
        }
    }
}
