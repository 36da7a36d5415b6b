package laroue.trials.bench;

import java.time.Duration;
import laroue.view.Progress;

/** The figures of a region that grows: how fast its events are folded, and how long questions take. */
final class Regions {

    private static final long SEED = 1;
    private static final int AT_ONCE = 2_500;

    private final Core core;
    private final Scale scale;
    private final Sheet sheet;
    private final Aside aside;

    /** Over an empty ledger, whose tables are filled here as its views would do it. */
    Regions(Core core, Scale scale, Sheet sheet, Aside aside) {
        this.core = core;
        this.scale = scale;
        this.sheet = sheet;
        this.aside = aside;
    }

    void measure() {
        var region = new Region(SEED, scale.accounts(), scale.regionPayments());
        long early = scale.regionPayments() / 10;
        long folding = fold(region, early);
        var readings = new Readings(core, aside);
        readings.p99(scale.regionQuestions() / 4 + 1);
        aside.say("figures after %d payments: %.1f ms".formatted(early, readings.p99(scale.regionQuestions())));
        folding += fold(region, scale.regionPayments());
        core.settle();
        sheet.note(Figure.FIGURES_INGEST, region.position() * 1e9 / folding);
        sheet.note(Figure.FIGURES_QUERY_P99, readings.p99(scale.regionQuestions()));
        sheet.know(Figure.FIGURES_INGEST, Figure.FIGURES_QUERY_P99);
    }

    /** Folds until there are so many payments; only the folding counts. */
    private long fold(Region region, long payments) {
        long nanos = 0;
        while (region.payments() < payments) {
            var events = region.next((int) Math.min(AT_ONCE, payments - region.payments()));
            long began = System.nanoTime();
            core.fold(Progress.FIGURES, events);
            nanos += System.nanoTime() - began;
        }
        aside.say("%d payments of a region in %s".formatted(payments, Duration.ofNanos(nanos)));
        return nanos;
    }
}
