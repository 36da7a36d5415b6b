package laroue.view.conversion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.IssuanceEvent.IssuanceTakenBack;
import laroue.conversion.Reconversion.Medium;
import laroue.conversion.ReconversionEvent;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.Failed;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.conversion.ReconversionEvent.NotesFailed;
import laroue.conversion.ReconversionEvent.NotesUndone;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.journal.RecordedEvent;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import laroue.view.Columns;
import laroue.view.View;

/** Issuances and reconversions. A batch is written as it came: first what is new, then what moved on, once each. */
public final class ConversionView implements View {

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var made = new ArrayList<Happened<IssuanceMade>>();
        var takenBack = new ArrayList<Happened<IssuanceTakenBack>>();
        var accepted = new ArrayList<Happened<Terms>>();
        var paid = new ArrayList<Happened<Paid>>();
        var ended = new ArrayList<Happened<Ended>>();
        for (var recorded : events) {
            if (recorded.event() instanceof IssuanceEvent event) {
                switch (event) {
                    case IssuanceMade e -> made.add(new Happened<>(recorded, e));
                    case IssuanceTakenBack e -> takenBack.add(new Happened<>(recorded, e));
                }
            }
            if (recorded.event() instanceof ReconversionEvent event) {
                switch (event) {
                    case Accepted e -> accepted.add(new Happened<>(recorded, Terms.of(e)));
                    case NotesAccepted e -> accepted.add(new Happened<>(recorded, Terms.of(e)));
                    case Paid e -> paid.add(new Happened<>(recorded, e));
                    case Failed _, NotesFailed _ -> ended.add(new Happened<>(recorded, new Ended(event, "FAILED")));
                    case NotesUndone _ -> ended.add(new Happened<>(recorded, new Ended(event, "UNDONE")));
                }
            }
        }
        unlessEmpty(made, it -> issue(it, tables));
        unlessEmpty(takenBack, it -> takeBack(it, tables));
        unlessEmpty(accepted, it -> accept(it, tables));
        unlessEmpty(paid, it -> pay(it, tables));
        unlessEmpty(ended, it -> end(it, tables));
    }

    private record Happened<E>(RecordedEvent recorded, E event) {}

    /** An acceptance, of whichever medium. */
    private record Terms(
            Medium medium,
            OperationId reconversion,
            AccountNumber account,
            Roues gross,
            Roues fee,
            Rate rate,
            LocalDate day,
            String invoiceNumber) {

        static Terms of(Accepted e) {
            return new Terms(
                    Medium.DIGITAL,
                    e.reconversion(),
                    e.account(),
                    e.gross(),
                    e.fee(),
                    e.rate(),
                    e.day(),
                    e.invoiceNumber());
        }

        static Terms of(NotesAccepted e) {
            return new Terms(
                    Medium.PAPER,
                    e.reconversion(),
                    e.account(),
                    e.gross(),
                    e.fee(),
                    e.rate(),
                    e.day(),
                    e.invoiceNumber());
        }
    }

    private record Ended(ReconversionEvent event, String state) {}

    private static <E> void unlessEmpty(List<Happened<E>> rows, Predicate<List<Happened<E>>> write) {
        if (!rows.isEmpty() && !write.test(rows)) {
            throw new IllegalStateException("not every row was found: " + rows);
        }
    }

    private static boolean issue(List<Happened<IssuanceMade>> rows, Tables tables) {
        return rows.size()
                == tables.sql("""
                                insert into view.issuance (
                                       issuance, account, association, amount_cents, means, bank_reference, state, at,
                                       recorded_at, position)
                                select issuance, account, association, amount_cents, means, bank_reference, 'ISSUED',
                                       timestamptz 'epoch' + at * interval '1 microsecond',
                                       timestamptz 'epoch' + recorded_at * interval '1 microsecond',
                                       position
                                  from unnest(
                                           :issuances::uuid[], :accounts::text[], :associations::text[],
                                           :amounts::bigint[], :means::text[], :bankReferences::text[],
                                           :ats::bigint[], :recorded::bigint[], :positions::bigint[])
                                    as made (issuance, account, association, amount_cents, means, bank_reference, at,
                                             recorded_at, position)
                                """)
                        .param(
                                "issuances",
                                Columns.uuids(rows, it -> it.event().issuance().uuid()))
                        .param(
                                "accounts",
                                Columns.texts(rows, it -> it.event().account().number()))
                        .param(
                                "associations",
                                Columns.texts(
                                        rows,
                                        it -> it.event().account().association().code()))
                        .param(
                                "amounts",
                                Columns.longs(rows, it -> it.event().amount().cents()))
                        .param(
                                "means",
                                Columns.texts(rows, it -> it.event().means().name()))
                        .param(
                                "bankReferences",
                                Columns.texts(rows, it -> it.event().bankReference()))
                        .param("ats", Columns.instants(rows, it -> it.recorded().at()))
                        .param(
                                "recorded",
                                Columns.instants(rows, it -> it.recorded().recordedAt()))
                        .param(
                                "positions",
                                Columns.longs(rows, it -> it.recorded().position()))
                        .update();
    }

    private static boolean takeBack(List<Happened<IssuanceTakenBack>> rows, Tables tables) {
        return rows.size()
                == tables.sql("""
                                update view.issuance
                                   set state = 'REVERSED',
                                       reversed_at = timestamptz 'epoch' + moved.at * interval '1 microsecond'
                                  from unnest(:issuances::uuid[], :ats::bigint[]) as moved (issuance, at)
                                 where issuance.issuance = moved.issuance
                                """)
                        .param(
                                "issuances",
                                Columns.uuids(rows, it -> it.event().issuance().uuid()))
                        .param("ats", Columns.instants(rows, it -> it.recorded().at()))
                        .update();
    }

    private static boolean accept(List<Happened<Terms>> rows, Tables tables) {
        return rows.size()
                == tables.sql("""
                                insert into view.reconversion (
                                       reconversion, medium, account, association, gross_cents, fee_cents, rate,
                                       invoice_number, day, state, accepted_at, position)
                                select reconversion, medium, account, association, gross_cents, fee_cents, rate,
                                       invoice_number, day, 'ACCEPTED',
                                       timestamptz 'epoch' + at * interval '1 microsecond', position
                                  from unnest(
                                           :reconversions::uuid[], :media::text[], :accounts::text[], :associations::text[],
                                           :gross::bigint[], :fees::bigint[], :rates::text[],
                                           :invoiceNumbers::text[], :days::date[], :ats::bigint[],
                                           :positions::bigint[])
                                    as accepted (reconversion, medium, account, association, gross_cents, fee_cents, rate,
                                                 invoice_number, day, at, position)
                                """)
                        .param(
                                "reconversions",
                                Columns.uuids(
                                        rows, it -> it.event().reconversion().uuid()))
                        .param(
                                "accounts",
                                Columns.texts(rows, it -> it.event().account().number()))
                        .param(
                                "associations",
                                Columns.texts(
                                        rows,
                                        it -> it.event().account().association().code()))
                        .param(
                                "media",
                                Columns.texts(rows, it -> it.event().medium().name()))
                        .param(
                                "gross",
                                Columns.longs(rows, it -> it.event().gross().cents()))
                        .param(
                                "fees",
                                Columns.longs(rows, it -> it.event().fee().cents()))
                        .param(
                                "rates",
                                Columns.texts(rows, it -> it.event().rate().toString()))
                        .param(
                                "invoiceNumbers",
                                Columns.texts(rows, it -> it.event().invoiceNumber()))
                        .param("days", Columns.days(rows, it -> it.event().day()))
                        .param("ats", Columns.instants(rows, it -> it.recorded().at()))
                        .param(
                                "positions",
                                Columns.longs(rows, it -> it.recorded().position()))
                        .update();
    }

    private static boolean pay(List<Happened<Paid>> rows, Tables tables) {
        return rows.size()
                == tables.sql("""
                                update view.reconversion
                                   set state = 'PAID',
                                       bank_reference = moved.bank_reference,
                                       paid_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                       paid_position = moved.position
                                  from unnest(
                                           :reconversions::uuid[], :bankReferences::text[], :ats::bigint[],
                                           :positions::bigint[])
                                    as moved (reconversion, bank_reference, at, position)
                                 where reconversion.reconversion = moved.reconversion
                                """)
                        .param(
                                "reconversions",
                                Columns.uuids(
                                        rows, it -> it.event().reconversion().uuid()))
                        .param(
                                "bankReferences",
                                Columns.texts(rows, it -> it.event().bankReference()))
                        .param("ats", Columns.instants(rows, it -> it.recorded().at()))
                        .param(
                                "positions",
                                Columns.longs(rows, it -> it.recorded().position()))
                        .update();
    }

    private static boolean end(List<Happened<Ended>> rows, Tables tables) {
        return rows.size()
                == tables.sql("""
                                update view.reconversion
                                   set state = moved.state,
                                       failed_at = timestamptz 'epoch' + moved.at * interval '1 microsecond',
                                       failed_position = moved.position
                                  from unnest(:reconversions::uuid[], :states::text[], :ats::bigint[],
                                              :positions::bigint[])
                                    as moved (reconversion, state, at, position)
                                 where reconversion.reconversion = moved.reconversion
                                """)
                        .param(
                                "reconversions",
                                Columns.uuids(
                                        rows,
                                        it -> it.event().event().reconversion().uuid()))
                        .param("states", Columns.texts(rows, it -> it.event().state()))
                        .param("ats", Columns.instants(rows, it -> it.recorded().at()))
                        .param(
                                "positions",
                                Columns.longs(rows, it -> it.recorded().position()))
                        .update();
    }
}
