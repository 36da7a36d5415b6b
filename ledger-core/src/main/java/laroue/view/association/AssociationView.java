package laroue.view.association;

import java.util.ArrayList;
import java.util.List;
import laroue.association.AssociationEvent;
import laroue.association.AssociationEvent.DueBooked;
import laroue.association.AssociationEvent.Founded;
import laroue.association.AssociationEvent.FundsMoved;
import laroue.association.AssociationEvent.GuaranteeReceived;
import laroue.association.AssociationEvent.GuaranteeReturned;
import laroue.association.AssociationEvent.MembershipPaid;
import laroue.association.AssociationEvent.PayoutSentBack;
import laroue.association.AssociationEvent.ReconversionPaidOut;
import laroue.association.AssociationEvent.RulesSet;
import laroue.association.AssociationEvent.StateDecided;
import laroue.journal.RecordedEvent;
import laroue.view.Columns;
import laroue.view.View;

/** The list of associations. Their rules and states are few, and are read from the head of the ledger. */
public final class AssociationView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var founded = new ArrayList<Line>();
        for (var recorded : events) {
            if (recorded.event() instanceof AssociationEvent event) {
                switch (event) {
                    case Founded e -> founded.add(new Line(recorded, e));
                    case RulesSet _,
                            StateDecided _,
                            GuaranteeReceived _,
                            GuaranteeReturned _,
                            ReconversionPaidOut _,
                            PayoutSentBack _,
                            MembershipPaid _,
                            FundsMoved _,
                            DueBooked _ -> {}
                }
            }
        }
        if (!founded.isEmpty()) {
            insert(founded, tables);
        }
    }

    private record Line(RecordedEvent recorded, Founded event) {}

    private static void insert(List<Line> founded, Tables tables) {
        tables.sql("""
                        insert into view.association (association, account, founded_at, position)
                        select association, account, timestamptz 'epoch' + at * interval '1 microsecond', position
                          from unnest(:associations::text[], :accounts::text[], :ats::bigint[], :positions::bigint[])
                            as founded (association, account, at, position)
                        """)
                .param(
                        "associations",
                        Columns.texts(founded, it -> it.event().association().code()))
                .param(
                        "accounts",
                        Columns.texts(founded, it -> it.event().account().number()))
                .param("ats", Columns.instants(founded, it -> it.recorded().at()))
                .param("positions", Columns.longs(founded, it -> it.recorded().position()))
                .update();
    }
}
