package laroue.runtime;

import java.util.List;
import laroue.journal.Feed;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a batch of events into the views of a group, in the transaction that also stores how far the processor has read.
 * So each event is folded exactly once, and a batch costs a statement a table.
 *
 * <p>The transaction first looks whether the last event of the batch is in the journal of the same server. Memory may
 * hold events that were lost with the server before; views never show them, and never stand ahead of the journal.
 */
final class ViewInvoker implements EventHandlerInvoker {

    private static final Logger LOG = LoggerFactory.getLogger(ViewInvoker.class);

    private final ViewGroup group;
    private final Tables tables;
    private final Feed feed;
    private final Journal journal;
    private final Folding folding;

    /** Whether the last try failed because of an event, which the next one finds. One thread at a time. */
    private volatile boolean findsFaults;

    ViewInvoker(ViewGroup group, Tables tables, Feed feed, Journal journal, Folding folding) {
        this.group = group;
        this.tables = tables;
        this.feed = feed;
        this.journal = journal;
        this.folding = folding;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (!(message.getPayload() instanceof FeedSource.Batch batch)) {
            throw new IllegalStateException("a message that does not come from the feed: " + message);
        }
        requireInJournal(batch.events().getLast());
        fold(batch.events());
    }

    private void fold(List<RecordedEvent> events) {
        if (findsFaults) {
            folding.fold(group.name(), group.views(), events, tables);
            findsFaults = false;
            return;
        }
        try {
            folding.foldAtOnce(group.views(), events, tables);
        } catch (RuntimeException failure) {
            findsFaults = !Folding.mayPass(failure);
            throw failure;
        }
    }

    private void requireInJournal(RecordedEvent last) {
        if (!journal.has(last)) {
            long position = journal.position();
            feed.restart(position);
            LOG.error(
                    "event {} is not in the journal of this server, which ends at {}: a failover has lost it, and views do without it",
                    last.position(),
                    position);
            throw new IllegalStateException("event %d was lost in a failover".formatted(last.position()));
        }
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
