package laroue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import laroue.audit.Damage.Kind;
import laroue.audit.Verification.Part;
import laroue.codec.EventCodec;
import laroue.runtime.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whatever is done to the stored history, the verification finds it. */
@Tag("slow")
class DamageTest {

    /** Some each time; {@code -Dmutations=2000} for the whole show, {@code -Dseed=N} plays one seed again. */
    private static final int MUTATIONS = Integer.getInteger("mutations", 400);

    private static final List<Kind> KINDS = List.of(Kind.values());

    static long[] T = new long[3];
    private static Connection connection;
    private static WrittenLedger ledger;
    private static Verification verification;

    @BeforeAll
    static void aLedger() throws SQLException {
        var fresh = TestPostgres.freshDatabase();
        ledger = WrittenLedger.story(fresh, 3, 150);
        verification = new Verification(
                new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password()), new EventCodec());
        connection = DriverManager.getConnection(fresh.jdbcUrl(), fresh.user(), fresh.password());
        connection.setAutoCommit(false);
        assertThat(verification.run(_ -> {}).fault()).isNull();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one == null ? LongStream.of(1, 2) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "every change of the stored history is found: of a bit, a row, an order, an answer, or of its whole end")
    void findsWhateverIsDone(long seed) throws SQLException {
        var damage = new Damage(connection, ledger.marks());
        var missed = new ArrayList<String>();
        var found = new TreeMap<Kind, Integer>();
        for (int i = 0; i < MUTATIONS / 2; i++) {
            var kind = KINDS.get(i % KINDS.size());
            var done = damage.inflict(kind, seed * MUTATIONS + i);
            if (kind.needsCheckpoint()) {
                assertThat(fault(null))
                        .as("a whole ledger, without its %s", done)
                        .isNull();
            }
            if (fault(kind.needsCheckpoint() ? ledger.checkpoint() : null) == null) {
                missed.add(done);
            }
            found.merge(kind, 1, Integer::sum);
            connection.rollback();
        }

        assertThat(missed).as("not found").isEmpty();
        assertThat(found).containsOnlyKeys(KINDS);
        assertThat(fault(ledger.checkpoint())).as("what was rolled back").isNull();
    }

    private static @Nullable String fault(@Nullable Checkpoint known) {
        return verification
                .run(connection, known, EnumSet.allOf(Part.class), _ -> {})
                .fault();
    }
}
