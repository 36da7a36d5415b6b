package laroue.runtime;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks once, when a node starts, whether the views hold events that the journal has not, and builds them anew if they
 * do. Releases before this one could leave them so: after a failover they folded events from memory that the new primary
 * had never received. Where the journal has grown past them since, their balances tell. The node serves
 * meanwhile.
 */
final class ViewRepair implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewRepair.class);

    private static final Duration BEFORE_LOOKING_AGAIN = Duration.ofSeconds(30);

    /** Of the lock that one node holds while it builds; the number means nothing. */
    private static final long LOCK = 0x6c61726f75650001L;

    /** In one statement, so that a ledger that goes on beside it is seen at one moment. */
    private static final String WRONG = """
            select case
                   when greatest(view.read_to('counter'), view.read_to('figures')) > (select position from journal.head)
                   then 'they go further than the journal'
                   when view.read_to('counter') >= view.read_to('figures')
                    and not exists (select from view.unfolded)
                    and exists (
                        select from view.party
                          join view.holding using (party)
                         where balance_cents <> coalesce((
                               select entry.balance_cents
                                 from view.entry
                                where entry.account = party.account
                                  and entry.position <= view.read_to('figures')
                                order by entry.seq desc
                                limit 1), 0))
                   then 'they hold balances that the journal has not'
                   end as wrong
            """;

    private final DataSource unpooled;
    private final Rebuild rebuild;
    private final Thread thread = Thread.ofVirtual().name("view-repair").unstarted(this::run);

    /** @param unpooled whose connections never time out: a large ledger takes its time */
    ViewRepair(DataSource unpooled, Rebuild rebuild) {
        this.unpooled = unpooled;
        this.rebuild = rebuild;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /**
     * Looks, and repairs where that is needed and no other node does it.
     *
     * @return what was wrong; null if nothing was
     */
    @Nullable
    String repair() throws SQLException {
        try (var connection = unpooled.getConnection()) {
            var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var wrong = wrong(db);
            if (wrong == null || !isMine(db)) {
                return wrong;
            }
            LOG.error("the views hold what is not in the journal of this server: {}; they are built anew", wrong);
            var built = rebuild.run(_ -> {});
            LOG.error(
                    "the views were built anew from {} events{}",
                    built.events(),
                    built.swapped() ? "" : ", and not taken: they would leave out more than the live ones");
            return wrong;
        }
    }

    private static @Nullable String wrong(JdbcClient db) {
        return db.sql(WRONG).query((row, _) -> row.getString("wrong")).list().getFirst();
    }

    /** For as long as the connection is open. */
    private static boolean isMine(JdbcClient db) {
        return db.sql("select pg_try_advisory_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                repair();
                return;
            } catch (SQLException | RuntimeException notNow) {
                LOG.warn("whether the views agree with the journal is not known yet: {}", notNow.toString());
            }
            try {
                Thread.sleep(BEFORE_LOOKING_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
