package laroue.view.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laroue.codec.NotesText;
import laroue.desk.DeskEvent.CardBanked;
import laroue.desk.DeskEvent.Served;
import laroue.desk.DeskEvent.Stamps;
import laroue.desk.DeskEvent.Undone;
import laroue.desk.RemittanceEvent;
import laroue.desk.RemittanceEvent.Banked;
import laroue.desk.RemittanceEvent.ChequeBounced;
import laroue.desk.RemittanceEvent.Made;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.value.BusinessDay;
import laroue.value.Notes;
import laroue.view.Columns;
import laroue.view.View;
import org.jspecify.annotations.Nullable;

/**
 * What was done at counters, and what became of its euros: undone, remitted, banked, bounced. Each of these happens once
 * to an operation; what is new in a batch is written first.
 */
public final class CounterView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var batch = new Batch();
        for (var recorded : events) {
            switch (recorded.event()) {
                case Served event -> batch.serve(recorded, event);
                case CardBanked event -> batch.cards.add(new Happened<>(recorded, event));
                case Undone event -> batch.undone.add(new Happened<>(recorded, event));
                case RemittanceEvent event -> batch.fold(recorded, event);
                default -> {}
            }
        }
        batch.write(tables);
    }

    private record Happened<E>(RecordedEvent recorded, E event) {}

    /** One operation of a remittance. */
    private record Covered(UUID operation, UUID remittance, long position) {}

    private static final class Batch {

        private final BinaryRows operations = new BinaryRows();
        private final BinaryRows remittances = new BinaryRows();
        private final BinaryRows cheques = new BinaryRows();
        private final List<Happened<Undone>> undone = new ArrayList<>();
        private final List<Covered> covered = new ArrayList<>();
        private final List<Happened<Banked>> banked = new ArrayList<>();
        private final List<Happened<CardBanked>> cards = new ArrayList<>();
        private final List<Happened<ChequeBounced>> bounced = new ArrayList<>();

        void serve(RecordedEvent recorded, Served event) {
            var over = event.over();
            var means = over.means();
            operations
                    .row(22)
                    .uuid(recorded.operation().uuid())
                    .text(event.desk().id())
                    .text(event.association().code())
                    .uuid(event.session().uuid())
                    .text(event.service().name())
                    .text(event.account().number())
                    .text(NotesText.write(over.given()))
                    .text(NotesText.write(over.returned()))
                    .text(NotesText.write(over.earned()))
                    .int8(over.digital().cents())
                    .text(means == null ? null : means.name())
                    .int8(over.paper().cents())
                    .int8(over.digitalEuros().cents())
                    .int8(over.own().cents())
                    .text(over.cardReference())
                    .date(
                            event.membership() == null
                                    ? null
                                    : BusinessDay.clamp(event.membership().until()));
            stamps(event.stamps())
                    .text(recorded.actor())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .int8(recorded.position());
        }

        private BinaryRows stamps(@Nullable Stamps stamps) {
            return stamps == null
                    ? operations.none().text(NotesText.write(Notes.NONE))
                    : operations.int4(stamps.year()).text(NotesText.write(stamps.notes()));
        }

        void fold(RecordedEvent recorded, RemittanceEvent event) {
            switch (event) {
                case Made e -> make(recorded, e);
                case Banked e -> banked.add(new Happened<>(recorded, e));
                case ChequeBounced e -> bounce(recorded, e);
            }
        }

        private void make(RecordedEvent recorded, Made event) {
            var takings = event.takings();
            remittances
                    .row(15)
                    .uuid(event.remittance().uuid())
                    .text(event.association().code())
                    .text(event.desk().id())
                    .text(event.slip())
                    .int8(event.declaredCash().cents())
                    .int8(event.declaredCheques().cents())
                    .int8(takings.cash().cents())
                    .int8(takings.cheques().cents())
                    .int8(takings.paper().cents())
                    .int8(takings.digital().cents())
                    .int8(takings.own().cents())
                    .text(recorded.actor())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .int8(recorded.position());
            event.operations()
                    .forEach(it -> covered.add(
                            new Covered(it.uuid(), event.remittance().uuid(), recorded.position())));
        }

        private void bounce(RecordedEvent recorded, ChequeBounced event) {
            bounced.add(new Happened<>(recorded, event));
            cheques.row(8)
                    .uuid(event.of().uuid())
                    .uuid(event.remittance().uuid())
                    .text(event.association().code())
                    .text(event.account().number())
                    .int8(event.amount().cents())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .int8(recorded.position());
        }

        void write(Tables tables) {
            tables.copy(operations, """
                    view.desk_operation (
                           operation, desk, association, session, service, account, given, returned, earned,
                           digital_cents, means, paper_euro_cents, digital_euro_cents, own_euro_cents,
                           card_reference, membership_until, stamp_year, stamped, operator, at, recorded_at, position)
                    """);
            tables.copy(remittances, """
                    view.remittance (
                           remittance, association, desk, slip, declared_cash_euro_cents, declared_cheques_euro_cents,
                           computed_cash_euro_cents, computed_cheques_euro_cents, paper_euro_cents,
                           digital_euro_cents, own_euro_cents, remitted_by, at, recorded_at, position)
                    """);
            tables.copy(cheques, """
                    view.bounced_cheque (
                           operation, remittance, association, account, amount_euro_cents, at, recorded_at, position)
                    """);
            if (!undone.isEmpty()) {
                undo(tables);
            }
            if (!covered.isEmpty()) {
                cover(tables);
            }
            if (!banked.isEmpty()) {
                bank(tables);
            }
            if (!cards.isEmpty()) {
                bankCards(tables);
            }
            if (!bounced.isEmpty()) {
                bounce(tables);
            }
        }

        private void undo(Tables tables) {
            tables.sql("""
                            update view.desk_operation
                               set undone_by = moved.undone_by,
                                   undone_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                   undone_position = moved.position
                              from unnest(:operations::uuid[], :undone::uuid[], :ats::bigint[], :positions::bigint[])
                                as moved (operation, undone_by, at, position)
                             where desk_operation.operation = moved.operation
                            """)
                    .param(
                            "operations",
                            Columns.uuids(undone, it -> it.event().of().uuid()))
                    .param(
                            "undone",
                            Columns.uuids(
                                    undone, it -> it.recorded().operation().uuid()))
                    .param("ats", Columns.instants(undone, it -> it.recorded().at()))
                    .param(
                            "positions",
                            Columns.longs(undone, it -> it.recorded().position()))
                    .update();
        }

        private void cover(Tables tables) {
            tables.sql("""
                            update view.desk_operation
                               set remittance = moved.remittance,
                                   remitted_position = moved.position
                              from unnest(:operations::uuid[], :remittances::uuid[], :positions::bigint[])
                                as moved (operation, remittance, position)
                             where desk_operation.operation = moved.operation
                            """)
                    .param("operations", Columns.uuids(covered, Covered::operation))
                    .param("remittances", Columns.uuids(covered, Covered::remittance))
                    .param("positions", Columns.longs(covered, Covered::position))
                    .update();
        }

        private void bank(Tables tables) {
            tables.sql("""
                            update view.remittance
                               set bank_reference = moved.bank_reference,
                                   banked_at = timestamptz 'epoch' + moved.at * interval '1 microsecond'
                              from unnest(:remittances::uuid[], :references::text[], :ats::bigint[])
                                as moved (remittance, bank_reference, at)
                             where remittance.remittance = moved.remittance
                            """)
                    .param(
                            "remittances",
                            Columns.uuids(banked, it -> it.event().remittance().uuid()))
                    .param("references", Columns.texts(banked, it -> it.event().bankReference()))
                    .param("ats", Columns.instants(banked, it -> it.recorded().at()))
                    .update();
        }

        private void bankCards(Tables tables) {
            tables.sql("""
                            update view.desk_operation
                               set card_bank_reference = moved.bank_reference,
                                   card_banked_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                   card_banked_position = moved.position
                              from unnest(:operations::uuid[], :references::text[], :ats::bigint[], :positions::bigint[])
                                as moved (operation, bank_reference, at, position)
                             where desk_operation.operation = moved.operation
                            """)
                    .param(
                            "operations",
                            Columns.uuids(cards, it -> it.event().of().uuid()))
                    .param("references", Columns.texts(cards, it -> it.event().bankReference()))
                    .param("ats", Columns.instants(cards, it -> it.recorded().at()))
                    .param("positions", Columns.longs(cards, it -> it.recorded().position()))
                    .update();
        }

        private void bounce(Tables tables) {
            tables.sql("""
                            update view.desk_operation
                               set bounced_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                   bounced_position = moved.position
                              from unnest(:operations::uuid[], :ats::bigint[], :positions::bigint[])
                                as moved (operation, at, position)
                             where desk_operation.operation = moved.operation
                            """)
                    .param(
                            "operations",
                            Columns.uuids(bounced, it -> it.event().of().uuid()))
                    .param("ats", Columns.instants(bounced, it -> it.recorded().at()))
                    .param(
                            "positions",
                            Columns.longs(bounced, it -> it.recorded().position()))
                    .update();
        }
    }
}
