package laroue.runtime;

import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/**
 * Folds a batch of events into the views of a group, in the transaction that also stores how far the processor has read.
 * So each event is folded exactly once, and a batch costs a statement a table.
 */
final class ViewInvoker implements EventHandlerInvoker {

    private final ViewGroup group;
    private final Tables tables;

    ViewInvoker(ViewGroup group, Tables tables) {
        this.group = group;
        this.tables = tables;
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
        group.views().forEach(it -> it.fold(batch.events(), tables));
    }

    @Override
    public boolean supportsReset() {
        return false;
    }
}
