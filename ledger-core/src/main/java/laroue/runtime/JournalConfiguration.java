package laroue.runtime;

import laroue.codec.CommandCodec;
import laroue.codec.EventCodec;
import laroue.decision.LedgerState;
import laroue.journal.CommittedLedgerState;
import laroue.journal.Feed;
import laroue.journal.IdempotencyRecords;
import laroue.journal.Journal;
import laroue.journal.Snapshots;
import laroue.journal.StreamStates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the tables of the journal, for all who read it. */
@Configuration(proxyBeanMethods = false)
@Import({IdempotencyRecords.class, Snapshots.class})
class JournalConfiguration {

    /** Events kept in memory for those who follow: two seconds' work, thirty megabytes. */
    private static final int EVENTS_IN_MEMORY = 60_000;

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    CommandCodec commandCodec(EventCodec events) {
        return new CommandCodec(events);
    }

    @Bean
    Journal journal(JdbcOperations jdbc, EventCodec codec) {
        return new Journal(jdbc, codec);
    }

    /** The head of the ledger for those who only read; the writer has one of its own. */
    @Bean
    @Primary
    LedgerState committedLedgerState(Journal journal, StreamStates states) {
        return new CommittedLedgerState(journal, states);
    }

    @Bean
    StreamStates streamStates(JdbcClient db, EventCodec codec, Snapshots snapshots) {
        return new StreamStates(db, codec, snapshots);
    }

    /** What was committed last; the writer fills it. */
    @Bean
    Feed feed(Journal journal) {
        return new Feed(journal::after, EVENTS_IN_MEMORY);
    }
}
