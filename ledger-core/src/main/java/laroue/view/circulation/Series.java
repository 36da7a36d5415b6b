package laroue.view.circulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import laroue.view.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures over time, by business days in Europe/Paris and by effective time (rule 48). */
public final class Series {

    private final SeriesComputations computations;
    private final Progress progress;

    public Series(JdbcClient db) {
        this.computations = new SeriesComputations(db);
        this.progress = new Progress(db);
    }

    /**
     * One period.
     *
     * @param from its first day; the period ends where the next one begins
     * @param value what happened in it, zero if nothing did; for what is held, as it is at its end; null where it would be
     *     divided by zero
     */
    public record Point(LocalDate from, @Nullable BigDecimal value) {}

    /**
     * A figure in each period.
     *
     * @param position up to which all events are counted
     */
    public record Points(List<Point> points, long position) {}

    /**
     * A figure in each period from the first day on. The first and the last period may be cut.
     *
     * @throws IllegalArgumentException if the figure has no series
     */
    public Points points(Figure figure, SeriesRequest request) {
        long position = progress.position(Progress.FIGURES);
        var reading = figure.overTime()
                .orElseThrow(() -> new IllegalArgumentException(figure + " has no series"))
                .computation()
                .of(computations, request);
        return new Points(
                request.periods().stream()
                        .map(it -> new Point(it.from(), reading.of(it)))
                        .toList(),
                position);
    }
}
