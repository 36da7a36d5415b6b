package laroue.trials.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run. Each is the median of what was noted for it, and is told as soon as all before it are: a run
 * that is broken off has told what it knew, in order. Used by one thread.
 */
final class Sheet {

    private final PrintStream out;
    private final Aside aside;
    private final Map<Figure, List<Double>> noted = new EnumMap<>(Figure.class);
    private final Map<Figure, Double> known = new EnumMap<>(Figure.class);
    private int told;

    Sheet(PrintStream out, Aside aside) {
        this.out = out;
        this.aside = aside;
    }

    /** One more measurement of a figure. */
    void note(Figure figure, double value) {
        aside.say(figure.shown(value));
        noted.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    /** These have been measured often enough. */
    void know(Figure... figures) {
        for (var figure : figures) {
            know(figure, median(noted.getOrDefault(figure, List.of())));
        }
    }

    /** How one figure stands to another. */
    void ratio(Figure ratio, Figure of, Figure to) {
        know(ratio, value(of) / value(to));
    }

    double value(Figure figure) {
        return known.getOrDefault(figure, Double.NaN);
    }

    private void know(Figure figure, double value) {
        known.put(figure, value);
        var all = Figure.values();
        while (told < all.length && known.containsKey(all[told])) {
            out.println(all[told].line(value(all[told])));
            told++;
        }
        out.flush();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(it -> it).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
