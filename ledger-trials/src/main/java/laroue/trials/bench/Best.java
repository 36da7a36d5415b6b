package laroue.trials.bench;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Each side of a comparison asks with as many callers as it is fastest with. */
final class Best {

    private Best() {}

    /** The number with which most is done a second; each is tried once. */
    static int of(List<Integer> candidates, IntToDoubleFunction perSecond) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate : candidates) {
            double done = perSecond.applyAsDouble(candidate);
            if (done > most) {
                most = done;
                best = candidate;
            }
        }
        return best;
    }
}
