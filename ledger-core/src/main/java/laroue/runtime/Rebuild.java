package laroue.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.view.Unfolded;
import laroue.view.View;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds every view anew from the events: beside the live ones, in the schema {@code view_next}, and then swaps. A node
 * may go on running: its processors lose their claim with the old tables and take up the new ones where those end.
 */
public final class Rebuild {

    private static final String NEXT = "view_next";

    /** Events folded in one transaction: where all are read, the more the less often a row is written again. */
    private static final int BATCH = 40_000;

    /** So scripts are named that make the keys of tables that are only added to: those come when the rows are there. */
    private static final String KEYS = "__key.sql";

    /** What is built can be built again; it counts from the swap on, whose commit reaches the disk with all before. */
    private static final String WAIT_FOR_NO_DISK = "set local synchronous_commit = off";

    private static final String MEMORY_TO_SORT = "set local maintenance_work_mem = '256MB'";

    private final JdbcTemplate jdbc;
    private final JdbcClient db;
    private final Tables next;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final TokenStore tokens;
    private final List<ViewGroup> groups;
    private final Folding folding;

    Rebuild(
            DataSource database,
            PlatformTransactionManager transactions,
            Journal journal,
            TokenStore tokens,
            List<ViewGroup> groups,
            Folding folding) {
        this.jdbc = new JdbcTemplate(database);
        this.db = JdbcClient.create(jdbc);
        this.next = new Tables(database, NEXT);
        this.transaction = new TransactionTemplate(transactions);
        this.journal = journal;
        this.tokens = tokens;
        this.groups = groups;
        this.folding = folding;
    }

    /**
     * What came of it.
     *
     * @param events how many were read
     * @param unfolded what the new views could not fold
     * @param swapped whether the new views are the live ones now
     */
    public record Built(long events, List<Unfolded> unfolded, boolean swapped) {}

    /**
     * Builds and swaps. If it ends early, the live views are as they were; also where the new ones would leave out what
     * the live ones hold.
     *
     * @param progress is told the position after each batch
     */
    public Built run(LongConsumer progress) {
        db.sql("drop schema if exists view_next cascade").update();
        db.sql("create schema view_next").update();
        scripts(it -> !it.endsWith(KEYS)).forEach(it -> db.sql(it).update());
        long most = read(0, progress);
        missingKeys().forEach(this::withoutWaiting);
        long position = read(most, progress);
        var unfolded = Unfolded.all(db, NEXT);
        boolean swaps = leftOut(Unfolded.all(db)).containsAll(leftOut(unfolded));
        if (swaps) {
            swap(position);
        } else {
            db.sql("drop schema view_next cascade").update();
        }
        return new Built(position, unfolded, swaps);
    }

    private static Set<String> leftOut(List<Unfolded> unfolded) {
        return unfolded.stream().map(it -> it.view() + " " + it.association()).collect(Collectors.toSet());
    }

    /** While one page is folded, each view by itself, the next one is read: all cores have work. */
    private long read(long after, LongConsumer progress) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long position = after;
            var page = journal.after(position, BATCH);
            while (!page.isEmpty()) {
                var events = page;
                position = events.getLast().position();
                long from = position;
                var following = threads.submit(() -> journal.after(from, BATCH));
                var folds = groups.stream()
                        .flatMap(group -> group.views().stream()
                                .map(view -> threads.submit(() -> fold(group.name(), view, events))))
                        .toList();
                for (var fold : folds) {
                    fold.get();
                }
                progress.accept(position);
                page = following.get();
            }
            return position;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the views cannot be built", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the live views are as they were", e);
        }
    }

    private void fold(String processor, View view, List<RecordedEvent> events) {
        transaction.executeWithoutResult(_ -> {
            takeYourTime();
            db.sql(WAIT_FOR_NO_DISK).update();
            folding.fold(processor, List.of(view), events, next);
        });
    }

    /** What the live tables have of keys and indexes, and the next ones do not have yet. */
    private List<String> missingKeys() {
        return db.sql("""
                select format('alter table view_next.%I add constraint %I %s', of.relname, key.conname, pg_get_constraintdef(key.oid))
                  from pg_constraint key
                  join pg_class of on of.oid = key.conrelid
                 where key.connamespace = 'view'::regnamespace
                   and key.contype in ('p', 'u')
                   and to_regclass('view_next.' || quote_ident(of.relname)) is not null
                   and to_regclass('view_next.' || quote_ident(key.conname)) is null
                union all
                select replace(pg_get_indexdef(live.indexrelid), ' ON view.', ' ON view_next.')
                  from pg_index live
                  join pg_class its on its.oid = live.indexrelid
                  join pg_class of on of.oid = live.indrelid
                 where its.relnamespace = 'view'::regnamespace
                   and not exists (select from pg_constraint key where key.conindid = live.indexrelid)
                   and to_regclass('view_next.' || quote_ident(of.relname)) is not null
                   and to_regclass('view_next.' || quote_ident(its.relname)) is null
                """).query((row, _) -> row.getString(1)).list();
    }

    private void withoutWaiting(String script) {
        transaction.executeWithoutResult(_ -> {
            takeYourTime();
            db.sql(WAIT_FOR_NO_DISK).update();
            db.sql(MEMORY_TO_SORT).update();
            db.sql(script).update();
        });
    }

    /** No time-out of the pool for this transaction: an index of many rows takes longer than any reading. */
    private void takeYourTime() {
        jdbc.execute((ConnectionCallback<@Nullable Void>) it -> {
            it.setNetworkTimeout(Runnable::run, 0);
            return null;
        });
    }

    private void swap(long position) {
        transaction.executeWithoutResult(_ -> {
            db.sql("create table view_next.flyway_schema_history (like view.flyway_schema_history including all)")
                    .update();
            db.sql("insert into view_next.flyway_schema_history select * from view.flyway_schema_history")
                    .update();
            db.sql("drop schema view cascade").update();
            db.sql("alter schema view_next rename to view").update();
            groups.forEach(
                    it -> tokens.initializeTokenSegments(it.name(), 1, new GlobalSequenceTrackingToken(position)));
        });
    }

    /** The scripts of the live schema, in the order of their versions, for the schema that is being built. */
    private static List<String> scripts(Predicate<String> named) {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:db/view/V*.sql");
            return Arrays.stream(found)
                    .filter(it -> named.test(String.valueOf(it.getFilename())))
                    .sorted(Comparator.comparingInt(Rebuild::version))
                    .map(Rebuild::text)
                    .map(it -> Tables.in(it, NEXT))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Resource script) {
        var name = String.valueOf(script.getFilename());
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static String text(Resource script) {
        try {
            return script.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
