package laroue.writer;

import static laroue.Territory.GAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import laroue.account.Account;
import laroue.account.AccountEvent.Opened;
import laroue.codec.EventCodec;
import laroue.journal.Snapshots;
import laroue.journal.StreamState;
import laroue.journal.StreamStates;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/** The state that the next command is decided on is never older than what is being written. */
class StateCacheTest {

    static final int BATCH = 1_000;

    final EventCodec codec = new EventCodec();
    final JdbcClient nobody = JdbcClient.create(new Unreachable());
    final StateCache states = new StateCache(new StreamStates(nobody, codec, new Snapshots(nobody, codec)), 1);

    /** The database does not know them yet: whoever read them there would decide on an older state. */
    @Test
    void remembersAWholeBatchThatIsBeingWrittenHoweverLittleRoomThereIs() throws InterruptedException {
        states.put(batch(0));
        states.put(batch(BATCH));

        assertThat(IntStream.range(BATCH, 2 * BATCH)).allMatch(it -> seq(it) == it);
    }

    @Test
    void asksTheDatabaseForWhatItHasNoRoomFor() {
        states.put(batch(0));
        states.put(batch(BATCH));

        assertThatThrownBy(() -> IntStream.range(0, BATCH).forEach(this::seq)).hasRootCauseMessage("no database here");
    }

    @Test
    void forgetsWhatWasNotWrittenAfterAll() {
        states.put(batch(0));

        states.clear();

        assertThat(states.inMemory(stream(BATCH - 1))).isEmpty();
    }

    private long seq(int number) {
        return states.find(stream(number)).orElseThrow().seq();
    }

    private static Map<String, StreamState> batch(int first) {
        var batch = new HashMap<String, StreamState>();
        for (int i = first; i < first + BATCH; i++) {
            batch.put(stream(i), known(i));
        }
        return batch;
    }

    private static StreamState known(int number) {
        var opened = new Opened(AccountNumber.of(GAP, number + 1), HolderKind.INDIVIDUAL, null, null, null);
        return new StreamState(Account.TYPE, Account.TYPE.after(null, opened), number);
    }

    private static String stream(int number) {
        return "account/" + number;
    }

    private static final class Unreachable extends AbstractDriverBasedDataSource {
        @Override
        protected Connection getConnectionFromDriver(Properties of) {
            throw new IllegalStateException("no database here");
        }
    }
}
