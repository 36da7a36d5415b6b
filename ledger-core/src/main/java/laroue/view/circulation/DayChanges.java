package laroue.view.circulation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laroue.journal.RecordedEvent;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.Columns;
import laroue.view.View.Tables;

/**
 * What a batch adds to the business days of its events: what happened on them, and what places gained. Added up, which is
 * safe because how far this has read moves in the same transaction.
 */
final class DayChanges {

    private static final Comparator<DayKey> BY_DAY =
            Comparator.comparing(DayKey::association).thenComparing(DayKey::day);

    private static final Comparator<PlaceDayKey> BY_PLACE = Comparator.comparing(PlaceDayKey::association)
            .thenComparing(PlaceDayKey::place)
            .thenComparing(PlaceDayKey::day);

    private final Map<DayKey, Day> days = new HashMap<>();
    private final Map<PlaceDayKey, PlaceDay> places = new HashMap<>();

    record DayKey(String association, LocalDate day) {}

    private record PlaceDayKey(String association, String place, LocalDate day) {}

    /** What happened on a day. */
    static final class Day {

        private final DayKey key;
        long issuedPaperCents;
        long issuedDigitalCents;
        long reconvertedPaperCents;
        long reconvertedDigitalCents;
        long paidCents;
        long payments;

        Day(DayKey key) {
            this.key = key;
        }
    }

    private static final class PlaceDay {

        private final PlaceDayKey key;
        private final Instant end;
        private long cents;
        private BigInteger centMicros = BigInteger.ZERO;

        PlaceDay(PlaceDayKey key) {
            this.key = key;
            this.end = BusinessDay.start(key.day().plusDays(1));
        }

        void add(Instant at, long moved) {
            cents = Math.addExact(cents, moved);
            var left = BigInteger.valueOf(ChronoUnit.MICROS.between(at, end));
            centMicros = centMicros.add(BigInteger.valueOf(moved).multiply(left));
        }
    }

    Day of(RecordedEvent recorded, AssociationCode association) {
        return days.computeIfAbsent(new DayKey(association.code(), BusinessDay.of(recorded.at())), Day::new);
    }

    void gained(RecordedEvent recorded, String association, String place, long cents) {
        places.computeIfAbsent(new PlaceDayKey(association, place, BusinessDay.of(recorded.at())), PlaceDay::new)
                .add(recorded.at().truncatedTo(ChronoUnit.MICROS), cents);
    }

    void write(Tables tables) {
        if (!days.isEmpty()) {
            addToDays(tables);
        }
        if (!places.isEmpty()) {
            addToPlaces(tables);
        }
    }

    private void addToDays(Tables tables) {
        var sums = days.values().stream()
                .sorted(Comparator.comparing(it -> it.key, BY_DAY))
                .toList();
        tables.sql("""
                        insert into view.day (
                               association, day, issued_paper_cents, issued_digital_cents, reconverted_paper_cents,
                               reconverted_digital_cents, paid_cents, payments)
                        select *
                          from unnest(
                                   :associations::text[], :days::date[], :issuedPaper::bigint[],
                                   :issuedDigital::bigint[], :reconvertedPaper::bigint[],
                                   :reconvertedDigital::bigint[], :paid::bigint[], :payments::bigint[])
                            on conflict (association, day)
                            do update set issued_paper_cents = day.issued_paper_cents + excluded.issued_paper_cents,
                                          issued_digital_cents =
                                              day.issued_digital_cents + excluded.issued_digital_cents,
                                          reconverted_paper_cents =
                                              day.reconverted_paper_cents + excluded.reconverted_paper_cents,
                                          reconverted_digital_cents =
                                              day.reconverted_digital_cents + excluded.reconverted_digital_cents,
                                          paid_cents = day.paid_cents + excluded.paid_cents,
                                          payments = day.payments + excluded.payments
                        """)
                .param("associations", Columns.texts(sums, it -> it.key.association()))
                .param("days", Columns.days(sums, it -> it.key.day()))
                .param("issuedPaper", Columns.longs(sums, it -> it.issuedPaperCents))
                .param("issuedDigital", Columns.longs(sums, it -> it.issuedDigitalCents))
                .param("reconvertedPaper", Columns.longs(sums, it -> it.reconvertedPaperCents))
                .param("reconvertedDigital", Columns.longs(sums, it -> it.reconvertedDigitalCents))
                .param("paid", Columns.longs(sums, it -> it.paidCents))
                .param("payments", Columns.longs(sums, it -> it.payments))
                .update();
    }

    private void addToPlaces(Tables tables) {
        List<PlaceDay> sums = places.values().stream()
                .sorted(Comparator.comparing(it -> it.key, BY_PLACE))
                .toList();
        tables.sql("""
                        insert into view.place_day (association, place, day, cents, cent_micros)
                        select *
                          from unnest(
                                   :associations::text[], :places::text[], :days::date[], :cents::bigint[],
                                   :centMicros::numeric[])
                            on conflict (association, place, day)
                            do update set cents = place_day.cents + excluded.cents,
                                          cent_micros = place_day.cent_micros + excluded.cent_micros
                        """)
                .param("associations", Columns.texts(sums, it -> it.key.association()))
                .param("places", Columns.texts(sums, it -> it.key.place()))
                .param("days", Columns.days(sums, it -> it.key.day()))
                .param("cents", Columns.longs(sums, it -> it.cents))
                .param("centMicros", Columns.numbers(sums, it -> it.centMicros))
                .update();
    }
}
