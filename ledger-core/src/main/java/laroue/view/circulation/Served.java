package laroue.view.circulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import laroue.view.circulation.SeriesComputations.Reading;
import laroue.view.measure.Quotient;
import laroue.view.measure.Stock;
import org.jspecify.annotations.Nullable;

/** Where a figure is served, and from what it is computed there. */
public sealed interface Served {

    /**
     * In {@code /v1/circulation}: as of a point in time.
     *
     * @param field its name there; dots lead into objects within the answer
     * @param value null where it would be divided by zero
     * @param parts what it is made of, in the answer in its place; empty where it stands for itself
     */
    record OfMoment(String field, Function<Circulation, @Nullable Number> value, List<Part> parts) implements Served {}

    /**
     * One of the parts of a figure.
     *
     * @param field its name within the figure
     */
    record Part(String field, ToLongFunction<Circulation> value) {}

    /**
     * In {@code /v1/circulation/period}.
     *
     * @param field its name there; dots lead into objects within the answer
     * @param value null where it would be divided by zero
     */
    record OfPeriod(String field, Function<PeriodFigures, @Nullable Number> value) implements Served {}

    /** In {@code /v1/circulation/series}, under the name of the figure. */
    final class OverTime implements Served {

        private final Computation computation;

        private OverTime(Computation computation) {
            this.computation = computation;
        }

        Computation computation() {
            return computation;
        }
    }

    /**
     * In an answer of its own.
     *
     * @param path as in {@code /v1/circulation/flows}
     */
    record At(String path) implements Served {}

    /** Reads what a figure needs of the days that are asked for. */
    interface Computation {
        Reading of(SeriesComputations of, SeriesRequest request);
    }

    static Served moment(String field, ToLongFunction<Circulation> cents, Part... parts) {
        return new OfMoment(field, cents::applyAsLong, List.of(parts));
    }

    static Served coverage(String field, Function<Circulation, Optional<Coverage>> coverage) {
        return new OfMoment(
                field, it -> coverage.apply(it).map(Coverage::number).orElse(null), List.of());
    }

    static Part part(String field, ToLongFunction<Circulation> cents) {
        return new Part(field, cents);
    }

    static Served period(String field, ToLongFunction<PeriodFigures> number) {
        return new OfPeriod(field, number::applyAsLong);
    }

    static Served quotient(String field, Function<PeriodFigures, Optional<Quotient>> quotient) {
        return new OfPeriod(field, it -> quotient.apply(it).map(Quotient::value).orElse(null));
    }

    static Served stock(String field, Function<PeriodFigures, Optional<Stock>> stock) {
        return new OfPeriod(field, it -> stock.apply(it).map(Stock::cents).orElse(null));
    }

    static Served series(Computation computation) {
        return new OverTime(computation);
    }

    static Served at(String path) {
        return new At(path);
    }
}
