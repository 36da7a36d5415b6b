package laroue.trials.bench;

import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.circulation.Definitions;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Periods;
import laroue.view.circulation.Series;
import laroue.view.circulation.SeriesRequest;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.measure.Step;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.PaymentNetwork;
import laroue.view.usage.Takings;
import laroue.view.usage.WhoPaysWhom;
import org.jspecify.annotations.Nullable;

/**
 * Asks for figures of a region as people do, one after the other: of the territory or of an association, half of the time of
 * all ten years, else of any part of them; all readings in turn.
 */
final class Readings {

    private final Map<String, Reading> readings = new TreeMap<>();
    private final Aside aside;
    private final RandomGenerator random = new SplittableRandom(1);

    /** One question. */
    private interface Reading {
        void ask(@Nullable AssociationCode association, LocalDate from, LocalDate to);
    }

    Readings(Core core, Aside aside) {
        this.aside = aside;
        var periods = core.reading(Periods.class);
        var series = core.reading(Series.class);
        var flows = core.reading(WhoPaysWhom.class);
        var takings = core.reading(Takings.class);
        var dormant = core.reading(DormantBalances.class);
        var network = core.reading(PaymentNetwork.class);
        var now = BusinessDay.start(Region.LAST_DAY);
        readings.put("period", (of, from, to) -> periods.of(of, from, to, now));
        for (var by : By.values()) {
            readings.put(
                    "flows by " + by,
                    (of, from, to) -> flows.matrix(by, of, from.withDayOfMonth(1), to.withDayOfMonth(1)));
        }
        for (var figure : Definitions.OVER_TIME) {
            readings.put(
                    "series of " + figure,
                    (of, from, to) -> series.points(figure, new SeriesRequest(of, Step.MONTH, from, to, now)));
        }
        readings.put(
                "days of " + Figure.ACTIVE_ACCOUNTS,
                (of, from, to) ->
                        series.points(Figure.ACTIVE_ACCOUNTS, new SeriesRequest(of, Step.DAY, from, to, now)));
        readings.put("takings", takings::in);
        readings.put("dormant", (of, _, to) -> dormant.at(of, BusinessDay.start(to), DormantBalances.MONTHS));
        readings.put("network", (of, _, to) -> network.degrees(of, to.minusDays(PaymentNetwork.MOST_DAYS), to));
    }

    /**
     * Asks each reading so many times.
     *
     * @return what the 99th of 100 answers took, in milliseconds
     */
    double p99(int times) {
        var all = new Latencies();
        for (var reading : readings.entrySet()) {
            var own = new Latencies();
            for (int i = 0; i < times; i++) {
                own.add(nanos(reading.getValue()));
            }
            all.add(own);
            aside.say("%s: median %.1f ms, most %.1f ms".formatted(reading.getKey(), own.millis(50), own.millis(100)));
        }
        return all.millis(99);
    }

    private long nanos(Reading reading) {
        var association =
                random.nextBoolean() ? null : Region.ASSOCIATIONS.get(random.nextInt(Region.ASSOCIATIONS.size()));
        int days = Math.toIntExact(Region.LAST_DAY.toEpochDay() - Region.FIRST_DAY.toEpochDay());
        boolean whole = random.nextBoolean();
        int first = whole ? 0 : random.nextInt(days);
        int past = whole ? days : first + 1 + random.nextInt(days - first);
        long began = System.nanoTime();
        reading.ask(association, Region.FIRST_DAY.plusDays(first), Region.FIRST_DAY.plusDays(past));
        return System.nanoTime() - began;
    }
}
