package laroue.view.circulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Transfer;
import laroue.association.AssociationEvent;
import laroue.confirmation.WaitingEvent;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.IssuanceEvent.IssuanceTakenBack;
import laroue.conversion.ReconversionEvent;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.Failed;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.conversion.ReconversionEvent.NotesFailed;
import laroue.conversion.ReconversionEvent.NotesUndone;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.NotePosting;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.desk.DeskEvent;
import laroue.desk.DeskEvent.AtCounter;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.Undone;
import laroue.desk.RemittanceEvent;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent;
import laroue.power.PowerEvent;
import laroue.value.AssociationCode;
import laroue.vault.ShipmentEvent;
import laroue.vault.VaultEvent;
import laroue.view.Columns;
import laroue.view.View;

/**
 * What each place of each association gains and loses, from the postings of the events. Places and days are added up:
 * that is safe, because how far this has read moves in the same transaction.
 */
public final class CirculationView implements View {

    /** Reconversions accepted and not yet paid: no place, for nothing is there; a debt that coverage counts. */
    public static final String ACCEPTED_RECONVERSIONS = "ACCEPTED_RECONVERSIONS";

    /** Notes in circulation, owed by their issuer: what its kinds of notes in the public's hands and roue tills are worth. */
    public static final String PAPER = "PAPER";

    /** Of the claims, those that payments between accounts of two associations booked: digital roues that it took on. */
    public static final String DIGITAL_CLAIMS = "DIGITAL_CLAIMS";

    /** Booked differences: losses and gains that no operation says (identity C). */
    public static final String DIFFERENCES = "DIFFERENCES";

    private static final Comparator<PlaceKey> BY_PLACE = Comparator.comparing(PlaceKey::association)
            .thenComparing(PlaceKey::place)
            .thenComparing(PlaceKey::counterpart);

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var batch = new Batch();
        events.forEach(batch::fold);
        batch.write(tables);
    }

    /** {@code counterpart} is the other association of a claim, and empty for every other place. */
    private record PlaceKey(String association, String place, String counterpart) {}

    private record PlaceSum(PlaceKey key, Unit unit, long cents) {}

    private static final class Batch {

        private final BinaryRows movements = new BinaryRows();
        private final Map<PlaceKey, PlaceSum> places = new HashMap<>();
        private final DayChanges days = new DayChanges();

        void fold(RecordedEvent recorded) {
            if (recorded.event() instanceof Moved event
                    && event.account().association().equals(event.counterparty().association())) {
                // It takes from the accounts of one association what it gives to them: nothing of it is seen from here.
                payment(recorded, event);
                return;
            }
            post(recorded);
            switch (recorded.event()) {
                case AccountEvent event -> {
                    if (event instanceof Moved moved) {
                        payment(recorded, moved);
                    }
                }
                case IssuanceEvent event -> issuance(recorded, event);
                case ReconversionEvent event -> reconversion(recorded, event);
                case AtCounter event -> counter(recorded, event);
                case AssociationEvent _,
                        MerchantEvent _,
                        DeskEvent _,
                        VaultEvent _,
                        ShipmentEvent _,
                        RemittanceEvent _,
                        WaitingEvent _,
                        PowerEvent _ -> {}
                default -> throw new IllegalStateException("no figure knows this kind of event: " + recorded);
            }
        }

        private void payment(RecordedEvent recorded, Moved event) {
            if (event instanceof Debited debited && debited.transfer() == Transfer.PAYMENT) {
                var day = days.of(recorded, event.account().association());
                day.paidCents += debited.amount().cents();
                day.payments++;
            }
        }

        private void issuance(RecordedEvent recorded, IssuanceEvent event) {
            var day = days.of(recorded, event.account().association());
            switch (event) {
                case IssuanceMade e -> day.issuedDigitalCents += e.amount().cents();
                case IssuanceTakenBack e -> day.issuedDigitalCents -= e.amount().cents();
            }
        }

        /** What a desk issues counts for who owes it: notes for their issuer, digital roues for the account's association. */
        private void counter(RecordedEvent recorded, AtCounter event) {
            if (event.service() == Service.CHANGE) {
                int sign = event instanceof Undone ? -1 : 1;
                var given = event.over().given();
                given.issuers()
                        .forEach(it -> days.of(recorded, it).issuedPaperCents +=
                                sign * given.owedBy(it).cents());
                if (!event.over().digital().isZero()) {
                    days.of(recorded, event.account().association()).issuedDigitalCents +=
                            sign * event.over().digital().cents();
                }
            }
        }

        private void reconversion(RecordedEvent recorded, ReconversionEvent event) {
            var association = event.account().association();
            var day = days.of(recorded, association);
            long gross = event.gross().cents();
            switch (event) {
                case Accepted _ -> {
                    day.reconvertedDigitalCents += gross;
                    accepted(recorded, association, gross);
                }
                case NotesAccepted _ -> {
                    day.reconvertedPaperCents += gross;
                    accepted(recorded, association, gross);
                }
                case Paid _ -> accepted(recorded, association, -gross);
                case Failed e -> {
                    day.reconvertedDigitalCents -= gross;
                    accepted(recorded, association, e.paid() ? 0 : -gross);
                }
                case NotesFailed e -> {
                    day.reconvertedPaperCents -= gross;
                    accepted(recorded, association, e.paid() ? 0 : -gross);
                }
                case NotesUndone _ -> {
                    day.reconvertedPaperCents -= gross;
                    accepted(recorded, association, -gross);
                }
            }
        }

        private void accepted(RecordedEvent recorded, AssociationCode association, long cents) {
            if (cents != 0) {
                add(recorded, new PlaceKey(association.code(), ACCEPTED_RECONVERSIONS, ""), Unit.ROUE, cents);
            }
        }

        private void post(RecordedEvent recorded) {
            var sums = new LinkedHashMap<PlaceKey, PlaceSum>();
            var event = recorded.event();
            for (var it : event.postings()) {
                var counterpart =
                        it.counterpart() == null ? "" : it.counterpart().code();
                sum(
                        sums,
                        new PlaceKey(it.association().code(), it.place().name(), counterpart),
                        it.place().unit(),
                        it.cents());
            }
            if (event instanceof Moved moved) {
                transfer(sums, moved);
            }
            for (var it : event.notePostings()) {
                if (it.place().circulates()) {
                    paper(sums, it);
                }
            }
            for (var it : event.differences()) {
                sum(
                        sums,
                        new PlaceKey(it.association().code(), DIFFERENCES, ""),
                        Unit.ROUE,
                        it.amount().cents());
            }
            sums.values().stream()
                    .filter(it -> it.cents() != 0)
                    .forEach(it -> add(recorded, it.key(), it.unit(), it.cents()));
        }

        private static void transfer(Map<PlaceKey, PlaceSum> sums, Moved event) {
            for (var it : event.postings()) {
                if (it.place() == Place.CLAIMS) {
                    sum(sums, new PlaceKey(it.association().code(), DIGITAL_CLAIMS, ""), Unit.EURO, it.cents());
                }
            }
        }

        private static void paper(Map<PlaceKey, PlaceSum> sums, NotePosting posting) {
            var issuer = posting.note().issuer();
            long cents = Math.multiplyExact(posting.count(), posting.note().denomination() * 100L);
            sum(sums, new PlaceKey(issuer.code(), PAPER, ""), Unit.ROUE, cents);
        }

        private static void sum(Map<PlaceKey, PlaceSum> sums, PlaceKey key, Unit unit, long cents) {
            sums.merge(key, new PlaceSum(key, unit, cents), Batch::together);
        }

        private void add(RecordedEvent recorded, PlaceKey key, Unit unit, long cents) {
            movements
                    .row(9)
                    .int8(recorded.position())
                    .text(key.place())
                    .text(key.association())
                    .text(unit.name())
                    .timestamp(recorded.at())
                    .timestamp(recorded.recordedAt())
                    .uuid(recorded.operation().uuid())
                    .int8(cents)
                    .text(key.counterpart().isEmpty() ? null : key.counterpart());
            places.merge(key, new PlaceSum(key, unit, cents), Batch::together);
            days.gained(recorded, key.association(), key.place(), cents);
        }

        private static PlaceSum together(PlaceSum one, PlaceSum other) {
            return new PlaceSum(one.key(), one.unit(), Math.addExact(one.cents(), other.cents()));
        }

        void write(Tables tables) {
            tables.copy(movements, """
                    view.movement (
                           position, place, association, unit, at, recorded_at, operation, cents, counterpart)
                    """);
            if (!places.isEmpty()) {
                addToPlaces(tables);
            }
            days.write(tables);
        }

        private void addToPlaces(Tables tables) {
            var sums = places.values().stream()
                    .sorted(Comparator.comparing(PlaceSum::key, BY_PLACE))
                    .toList();
            tables.sql("""
                            insert into view.place (association, place, unit, counterpart, cents)
                            select association, place, unit, counterpart, cents
                              from unnest(
                                       :associations::text[], :places::text[], :units::text[], :counterparts::text[],
                                       :cents::bigint[])
                                as moved (association, place, unit, counterpart, cents)
                                on conflict (association, place, counterpart)
                                do update set cents = place.cents + excluded.cents
                            """)
                    .param("associations", Columns.texts(sums, it -> it.key().association()))
                    .param("places", Columns.texts(sums, it -> it.key().place()))
                    .param("units", Columns.texts(sums, it -> it.unit().name()))
                    .param("counterparts", Columns.texts(sums, it -> it.key().counterpart()))
                    .param("cents", Columns.longs(sums, PlaceSum::cents))
                    .update();
        }
    }
}
