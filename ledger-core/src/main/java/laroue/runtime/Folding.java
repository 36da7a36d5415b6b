package laroue.runtime;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import laroue.codec.EventCodec;
import laroue.journal.RecordedEvent;
import laroue.journal.UnreadableEvent;
import laroue.value.AssociationCode;
import laroue.view.Unfolded;
import laroue.view.View;
import laroue.view.View.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds batches of events into views, in the transaction of the caller. An event that a view cannot fold is found by
 * halving the batch, and noted ({@link Unfolded}): from there on that view leaves out what concerns the event's
 * associations, and everything else is folded. A failure of the database itself is no fault of an event: it is thrown,
 * and the caller tries the batch again.
 */
final class Folding {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    /** Of SQLSTATE: connection, rollback, resources, locks, operator, system, internal; and tables that are being swapped. */
    private static final Set<String> MAY_PASS = Set.of("08", "25", "3F", "40", "53", "55", "57", "58", "XX");

    private static final String UNDEFINED_TABLE = "42P01";

    private static final int LONGEST_REASON = 300;

    private final TransactionTemplate nested;
    private final EventCodec codec;

    Folding(PlatformTransactionManager transactions, EventCodec codec) {
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.codec = codec;
    }

    /**
     * Folds a batch into the views of one processor without a savepoint, which would cost each batch two more questions to the
     * database. An event that a view cannot fold is thrown and ends the caller's transaction: the next try has to be
     * {@link #fold}.
     */
    void foldAtOnce(List<View> views, List<RecordedEvent> events, Tables tables) {
        var leftOut = leftOut(tables);
        views.forEach(it -> foldAll(it, rest(it, events, leftOut), tables));
    }

    /** Folds a batch into the views of one processor, and notes what cannot be folded. */
    void fold(String processor, List<View> views, List<RecordedEvent> events, Tables tables) {
        var leftOut = leftOut(tables);
        try {
            nested.executeWithoutResult(_ -> views.forEach(it -> foldAll(it, rest(it, events, leftOut), tables)));
        } catch (RuntimeException failure) {
            if (mayPass(failure)) {
                throw failure;
            }
            views.forEach(it -> carefully(processor, it, events, tables, leftOut));
        }
    }

    /** The codes of the associations that each view leaves out. Read each time: a rebuild by another process ends it. */
    private static Map<String, Set<String>> leftOut(Tables tables) {
        var leftOut = new HashMap<String, Set<String>>();
        tables.sql("select view, association from view.unfolded").query(row -> {
            leftOut.computeIfAbsent(row.getString("view"), _ -> new HashSet<>()).add(row.getString("association"));
        });
        return leftOut;
    }

    private static List<RecordedEvent> rest(View view, List<RecordedEvent> events, Map<String, Set<String>> leftOut) {
        var codes = leftOut.getOrDefault(view.name(), Set.of());
        return codes.isEmpty()
                ? events
                : events.stream()
                        .filter(it -> it.event().associations().stream()
                                .map(AssociationCode::code)
                                .noneMatch(codes::contains))
                        .toList();
    }

    private static void foldAll(View view, List<RecordedEvent> events, Tables tables) {
        if (UnreadableEvent.isIn(events)) {
            throw new IllegalStateException("an event cannot be read");
        }
        if (!events.isEmpty()) {
            view.fold(events, tables);
        }
    }

    private void carefully(
            String processor, View view, List<RecordedEvent> events, Tables tables, Map<String, Set<String>> leftOut) {
        var rest = rest(view, events, leftOut);
        try {
            nested.executeWithoutResult(_ -> foldAll(view, rest, tables));
        } catch (RuntimeException failure) {
            if (mayPass(failure)) {
                throw failure;
            }
            if (rest.size() == 1) {
                var unfolded = note(processor, view, rest.getFirst(), failure, tables);
                leftOut.computeIfAbsent(view.name(), _ -> new HashSet<>()).addAll(unfolded);
            } else {
                int half = rest.size() / 2;
                carefully(processor, view, rest.subList(0, half), tables, leftOut);
                carefully(processor, view, rest.subList(half, rest.size()), tables, leftOut);
            }
        }
    }

    private Set<String> note(
            String processor, View view, RecordedEvent event, RuntimeException failure, Tables tables) {
        var codes = new TreeSet<String>();
        event.event().associations().forEach(it -> codes.add(it.code()));
        if (codes.isEmpty()) {
            codes.add("");
        }
        for (var code : codes) {
            var unfolded = new Unfolded(
                    processor, view.name(), code, event.position(), type(event), reason(event, failure), Instant.now());
            LOG.error("{}", unfolded);
            tables.sql("""
                            insert into view.unfolded (
                                   processor, view, association, position, type, reason, found_at)
                            values (:processor, :view, :association, :position, :type, :reason, :foundAt)
                                on conflict (view, association) do nothing
                            """)
                    .param("processor", processor)
                    .param("view", unfolded.view())
                    .param("association", code)
                    .param("position", unfolded.position())
                    .param("type", unfolded.type())
                    .param("reason", unfolded.reason())
                    .param("foundAt", unfolded.foundAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
        return codes;
    }

    private String type(RecordedEvent event) {
        return event.event() instanceof UnreadableEvent it ? it.type() : codec.typeOf(event.event());
    }

    private static String reason(RecordedEvent event, RuntimeException failure) {
        var said = event.event() instanceof UnreadableEvent it
                ? it.reason()
                : String.valueOf(
                        NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        var line = said.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }

    /** Whether a batch may well be folded when it is tried again as it is. */
    static boolean mayPass(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof TransientDataAccessException
                    || it instanceof RecoverableDataAccessException
                    || it instanceof TransactionException
                    || it instanceof InterruptedException
                    || (it instanceof SQLException sql && mayPass(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayPass(SQLException failure) {
        var state = failure.getSQLState();
        return state == null
                || state.length() < 2
                || UNDEFINED_TABLE.equals(state)
                || MAY_PASS.contains(state.substring(0, 2));
    }
}
