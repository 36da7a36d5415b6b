package laroue.view.power;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import laroue.account.AccountEvent.CardBlocked;
import laroue.account.AccountEvent.CardIssued;
import laroue.account.AccountEvent.CardUnlocked;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Transfer;
import laroue.account.AccountEvent.Withdrawn;
import laroue.association.AssociationEvent.RulesSet;
import laroue.association.AssociationEvent.StateDecided;
import laroue.confirmation.WaitingEvent.SecondPersonConfirmed;
import laroue.journal.RecordedEvent;
import laroue.power.PowerEvent;
import laroue.power.PowerEvent.FactorForgotten;
import laroue.power.PowerEvent.FactorSet;
import laroue.power.PowerEvent.PowerBegun;
import laroue.power.PowerEvent.PowerEnded;
import laroue.power.PowerEvent.PowerGranted;
import laroue.power.PowerEvent.SecretChanged;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.vault.VaultEvent.Destroyed;
import laroue.vault.VaultEvent.Expired;
import laroue.vault.VaultEvent.Printed;
import laroue.view.Columns;
import laroue.view.View;
import org.jspecify.annotations.Nullable;

/** Lists what was done to powers, and what one person did alone. A second person's word comes in the same step, or soon after. */
public final class PowerView implements View {

    private record Line(
            RecordedEvent recorded,
            @Nullable AssociationCode association,
            PowerAct act,
            String object,
            @Nullable AccountNumber account,
            boolean alone) {

        /** A second person's word is not the holder's. */
        boolean wordless() {
            return alone && account != null;
        }
    }

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var lines = new ArrayList<Line>();
        var confirmed = new HashSet<UUID>();
        var begun = new HashSet<String>();
        for (var recorded : events) {
            var line = line(recorded);
            if (line != null) {
                lines.add(line);
            }
            if (recorded.event() instanceof SecondPersonConfirmed it) {
                confirmed.add(it.operation().uuid());
            }
            if (recorded.event() instanceof PowerBegun it) {
                begun.add(it.client());
            }
        }
        if (!lines.isEmpty()) {
            insert(lines, tables);
        }
        confirm(confirmed, begun, tables);
    }

    private static @Nullable Line line(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case PowerEvent it -> power(recorded, it);
            case CardIssued it -> ofAccount(recorded, PowerAct.CARD_ISSUED, it.card(), it.account(), true);
            case CardBlocked it -> ofAccount(recorded, PowerAct.CARD_BLOCKED, it.card(), it.account(), false);
            case CardUnlocked it -> ofAccount(recorded, PowerAct.CARD_UNLOCKED, it.card(), it.account(), false);
            case Withdrawn it -> ofAccount(recorded, PowerAct.WITHDRAWN, it.account(), it.account(), it.card() == null);
            case Debited it
            when it.transfer() == Transfer.MEMBERSHIP ->
                ofAccount(recorded, PowerAct.MEMBERSHIP_PAID, it.account(), it.account(), it.card() == null);
            case RulesSet it ->
                new Line(
                        recorded,
                        it.association(),
                        PowerAct.RULES_SET,
                        it.rules().from().toString(),
                        null,
                        true);
            case StateDecided it ->
                new Line(
                        recorded,
                        it.association(),
                        PowerAct.STATE_DECIDED,
                        it.from().toString(),
                        null,
                        true);
            case Printed it -> new Line(recorded, it.association(), PowerAct.NOTES_PRINTED, it.stream(), null, true);
            case Destroyed it ->
                new Line(recorded, it.association(), PowerAct.NOTES_DESTROYED, it.stream(), null, true);
            case Expired it -> new Line(recorded, it.association(), PowerAct.NOTES_EXPIRED, it.stream(), null, true);
            default -> null;
        };
    }

    private static Line ofAccount(
            RecordedEvent recorded, PowerAct act, Object object, AccountNumber account, boolean alone) {
        return new Line(recorded, account.association(), act, object.toString(), account, alone);
    }

    /** What a person gets opens nothing before another one has seen whose it is. */
    private static Line power(RecordedEvent recorded, PowerEvent event) {
        var of = event.association();
        var client = event.client();
        return switch (event) {
            case PowerGranted it ->
                new Line(recorded, of, PowerAct.ACCESS_GRANTED, client, it.account(), !it.ofPerson());
            case SecretChanged it ->
                new Line(
                        recorded,
                        of,
                        PowerAct.SECRET_CHANGED,
                        client,
                        it.account(),
                        !recorded.actor().equals(client));
            case PowerBegun it -> new Line(recorded, of, PowerAct.ACCESS_BEGUN, client, it.account(), false);
            case PowerEnded it -> new Line(recorded, of, PowerAct.ACCESS_ENDED, client, it.account(), false);
            case FactorSet _ -> new Line(recorded, of, PowerAct.FACTOR_SET, client, null, false);
            case FactorForgotten _ -> new Line(recorded, of, PowerAct.FACTOR_FORGOTTEN, client, null, false);
        };
    }

    private static void insert(List<Line> lines, Tables tables) {
        tables.sql("""
                        insert into view.power (position, at, association, act, object, account, actor, operation, alone,
                                                wordless)
                        select position, timestamptz 'epoch' + at * interval '1 microsecond', association, act, object,
                               account, actor, operation, alone, wordless
                          from unnest(:positions::bigint[], :ats::bigint[], :associations::text[], :acts::text[],
                                      :objects::text[], :accounts::text[], :actors::text[], :operations::uuid[],
                                      :alone::boolean[], :wordless::boolean[])
                            as done (position, at, association, act, object, account, actor, operation, alone,
                                     wordless)
                        """)
                .param("positions", Columns.longs(lines, it -> it.recorded().position()))
                .param("ats", Columns.instants(lines, it -> it.recorded().at()))
                .param("associations", Columns.texts(lines, it -> text(it.association())))
                .param("acts", Columns.texts(lines, it -> it.act().name()))
                .param("objects", Columns.texts(lines, Line::object))
                .param("accounts", Columns.texts(lines, it -> text(it.account())))
                .param("actors", Columns.texts(lines, it -> it.recorded().actor()))
                .param(
                        "operations",
                        Columns.uuids(lines, it -> it.recorded().operation().uuid()))
                .param("alone", Columns.flags(lines, Line::alone))
                .param("wordless", Columns.flags(lines, Line::wordless))
                .update();
    }

    private static void confirm(Set<UUID> operations, Set<String> begun, Tables tables) {
        if (!operations.isEmpty()) {
            tables.sql("update view.power set alone = false where operation = any(:operations::uuid[])")
                    .param("operations", Columns.uuids(List.copyOf(operations), it -> it))
                    .update();
        }
        if (!begun.isEmpty()) {
            tables.sql("update view.power set alone = false where object = any(:clients::text[]) and alone")
                    .param("clients", begun.toArray(String[]::new))
                    .update();
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
