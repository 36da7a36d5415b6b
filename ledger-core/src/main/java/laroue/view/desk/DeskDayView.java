package laroue.view.desk;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laroue.desk.DeskEvent.AtCounter;
import laroue.desk.DeskEvent.Service;
import laroue.desk.DeskEvent.Undone;
import laroue.journal.RecordedEvent;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.View;

/** What was done at the counter of each desk, day by day; added up, in the transaction that tells how far this has read. */
public final class DeskDayView implements View {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::desk).thenComparing(Key::day);

    private record Key(String desk, LocalDate day) {}

    private static final class Day {

        private final Key key;
        private final String association;
        private long operations;
        private long issuedPaperCents;
        private long issuedDigitalCents;
        private long takenBackCents;
        private long receivedEuroCents;

        Day(Key key, String association) {
            this.key = key;
            this.association = association;
        }

        /** What was undone is taken off on the day of its undoing. */
        void add(AtCounter event) {
            int sign = event instanceof Undone ? -1 : 1;
            var over = event.over();
            operations += sign;
            takenBackCents += sign * over.returned().value().cents();
            receivedEuroCents += sign * over.euros().cents();
            if (event.service() == Service.CHANGE) {
                issuedPaperCents += sign * over.given().value().cents();
                issuedDigitalCents += sign * over.digital().cents();
            }
        }
    }

    @Override
    public void fold(List<RecordedEvent> events, Tables tables) {
        var days = new HashMap<Key, Day>();
        for (var recorded : events) {
            if (recorded.event() instanceof AtCounter event) {
                day(days, recorded, event).add(event);
            }
        }
        if (!days.isEmpty()) {
            add(tables, days);
        }
    }

    private static Day day(Map<Key, Day> days, RecordedEvent recorded, AtCounter event) {
        return days.computeIfAbsent(
                new Key(event.desk().id(), BusinessDay.of(recorded.at())),
                key -> new Day(key, event.association().code()));
    }

    private static void add(Tables tables, Map<Key, Day> days) {
        var rows = days.values().stream()
                .sorted(Comparator.comparing(it -> it.key, ORDER))
                .toList();
        tables.sql("""
                        insert into view.desk_day (
                               desk, association, day, operations, issued_paper_cents, issued_digital_cents,
                               taken_back_cents, received_euro_cents)
                        select *
                          from unnest(
                                   :desks::text[], :associations::text[], :days::date[], :operations::bigint[],
                                   :issuedPaper::bigint[], :issuedDigital::bigint[], :takenBack::bigint[],
                                   :received::bigint[])
                            on conflict (desk, day)
                            do update set operations = desk_day.operations + excluded.operations,
                                          issued_paper_cents =
                                              desk_day.issued_paper_cents + excluded.issued_paper_cents,
                                          issued_digital_cents =
                                              desk_day.issued_digital_cents + excluded.issued_digital_cents,
                                          taken_back_cents = desk_day.taken_back_cents + excluded.taken_back_cents,
                                          received_euro_cents =
                                              desk_day.received_euro_cents + excluded.received_euro_cents
                        """)
                .param("desks", Columns.texts(rows, it -> it.key.desk()))
                .param("associations", Columns.texts(rows, it -> it.association))
                .param("days", Columns.days(rows, it -> it.key.day()))
                .param("operations", Columns.longs(rows, it -> it.operations))
                .param("issuedPaper", Columns.longs(rows, it -> it.issuedPaperCents))
                .param("issuedDigital", Columns.longs(rows, it -> it.issuedDigitalCents))
                .param("takenBack", Columns.longs(rows, it -> it.takenBackCents))
                .param("received", Columns.longs(rows, it -> it.receivedEuroCents))
                .update();
    }
}
