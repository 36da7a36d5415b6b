package laroue.view.confirmation;

import java.util.List;
import laroue.confirmation.WaitingAct.Progress;
import laroue.confirmation.WaitingEvent;
import laroue.confirmation.WaitingEvent.SecondPersonAsked;
import laroue.confirmation.WaitingEvent.SecondPersonConfirmed;
import laroue.confirmation.WaitingEvent.SecondPersonRefused;
import laroue.journal.RecordedEvent;
import laroue.view.Columns;
import laroue.view.View;

/** Acts that wait for a second person. They are few: a statement each. */
public final class WaitingView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        for (var recorded : events) {
            if (recorded.event() instanceof WaitingEvent event) {
                switch (event) {
                    case SecondPersonAsked it -> asked(recorded, it, tables);
                    case SecondPersonConfirmed _ -> settled(recorded, event, Progress.CONFIRMED, tables);
                    case SecondPersonRefused _ -> settled(recorded, event, Progress.REFUSED, tables);
                }
            }
        }
    }

    private static void asked(RecordedEvent recorded, SecondPersonAsked event, Tables tables) {
        tables.sql("""
                        insert into view.waiting (waiting, association, act, object, operation, asked_by, asked_at, position)
                        values (:waiting, :association, :act, :object, :operation, :by,
                                timestamptz 'epoch' + :at * interval '1 microsecond', :position)
                        """)
                .param("waiting", event.waiting().uuid())
                .param("association", event.association().code())
                .param("act", event.act().name())
                .param("object", event.object())
                .param("operation", event.operation().uuid())
                .param("by", event.by())
                .param("at", Columns.micros(recorded.at()))
                .param("position", recorded.position())
                .update();
    }

    private static void settled(RecordedEvent recorded, WaitingEvent event, Progress outcome, Tables tables) {
        tables.sql("""
                        update view.waiting
                           set outcome    = :outcome,
                               settled_by = :by,
                               settled_at = timestamptz 'epoch' + :at * interval '1 microsecond',
                               settled_as = :as
                         where waiting = :waiting
                        """)
                .param("outcome", outcome.name())
                .param("by", recorded.actor())
                .param("at", Columns.micros(recorded.at()))
                .param("as", recorded.operation().uuid())
                .param("waiting", event.waiting().uuid())
                .update();
    }
}
