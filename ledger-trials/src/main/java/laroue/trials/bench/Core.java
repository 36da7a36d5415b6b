package laroue.trials.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import laroue.audit.Verification;
import laroue.decision.Verdict;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.runtime.Rebuild;
import laroue.trials.node.Pause;
import laroue.trials.node.Store;
import laroue.view.Progress;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole core over a database, as a node has it: its writer writes, its views follow. Without HTTP. */
final class Core implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Store store;
    private final ConfigurableApplicationContext context;

    private Core(Store store, ConfigurableApplicationContext context) {
        this.store = store;
        this.context = context;
    }

    static Core over(Store store) {
        return new Core(store, store.core(false));
    }

    Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    Journal journal() {
        return context.getBean(Journal.class);
    }

    Progress views() {
        return context.getBean(Progress.class);
    }

    Rebuild rebuild() {
        return context.getBean(Rebuild.class);
    }

    Verification verification() {
        return context.getBean(Verification.class);
    }

    JdbcClient db() {
        return context.getBean(JdbcClient.class);
    }

    /** What reads views. */
    <T> T reading(Class<T> type) {
        return context.getBean(type);
    }

    /** Folds events into the views of a group, in a transaction, as its processor does. */
    void fold(String group, List<RecordedEvent> events) {
        var tables = context.getBean(Tables.class);
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(_ -> context.getBeansOfType(ViewGroup.class).values().stream()
                        .filter(it -> it.name().equals(group))
                        .flatMap(it -> it.views().stream())
                        .forEach(it -> it.fold(events, tables)));
    }

    /** Sends commands that cannot be refused, all at once, and waits until the last is done. */
    void carryOut(List<?> commands) {
        var under = commands.stream().map(this::send).toList();
        under.forEach(it -> accepted(it.join()));
    }

    CompletableFuture<Done<Object>> send(Object command) {
        return ledger().carryOut(command, Request.by("bench"));
    }

    static void accepted(Done<?> done) {
        if (done.verdict() instanceof Verdict.Refused<?> it) {
            throw new IllegalStateException("refused: " + it.refusal());
        }
    }

    /** Waits until the views have read everything and the server has written what it held back. */
    void settle() {
        long end = journal().position();
        Pause.until("the views have read everything", PATIENCE, () -> views().position() >= end);
        store.checkpoint();
    }

    @Override
    public void close() {
        context.close();
    }
}
