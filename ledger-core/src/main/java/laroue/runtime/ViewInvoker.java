package laroue.runtime;

import java.util.ArrayList;
import java.util.List;
import laroue.ledger.JournalEngine;
import laroue.ledger.Recorded;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Gathers the events of one batch of Axon's processor and folds them together, once, in the transaction that also
 * stores how far the processor has read. So each event is folded exactly once, and a batch costs a statement a table.
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
        batch().add(JournalEngine.recorded(message));
    }

    @Override
    public boolean supportsReset() {
        return false;
    }

    private List<Recorded> batch() {
        var unit = CurrentUnitOfWork.get();
        return unit.root().getOrComputeResource("batch of " + group.name(), _ -> {
            var events = new ArrayList<Recorded>();
            unit.onPrepareCommit(_ -> group.views().forEach(it -> it.fold(List.copyOf(events), tables)));
            return events;
        });
    }
}
