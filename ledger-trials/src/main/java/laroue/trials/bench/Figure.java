package laroue.trials.bench;

import java.util.Locale;

/** What is measured, in the order in which it is told. What each one means stands in docs/performance.md. */
enum Figure {
    ENGINE_UNIFORM("engine.uniform", Unit.PAYMENTS_PER_SECOND),
    ENGINE_HOT("engine.hot", Unit.PAYMENTS_PER_SECOND),
    STOCK_UNIFORM("stock.uniform", Unit.PAYMENTS_PER_SECOND),
    STOCK_HOT("stock.hot", Unit.PAYMENTS_PER_SECOND),
    FLOOR_SINGLE("pgfloor.single", Unit.PAYMENTS_PER_SECOND),
    HTTP_SINGLE("http.single", Unit.PAYMENTS_PER_SECOND),
    HTTP_SINGLE_P50("http.single.p50", Unit.MILLIS),
    HTTP_SINGLE_P99("http.single.p99", Unit.MILLIS),
    HTTP_BATCH("http.batch", Unit.PAYMENTS_PER_SECOND),
    COMMITS_PER_PAYMENT("commits.per_payment", Unit.COMMITS),
    BYTES_PER_PAYMENT("bytes.per_payment", Unit.BYTES),
    VIEWS_LAG_P99("views.lag.p99", Unit.MILLIS),
    DESK_CHANGE_P99("desk.change.p99", Unit.MILLIS),
    REBUILD_EVENTS("rebuild.events", Unit.EVENTS_PER_SECOND),
    VERIFY_EVENTS("verify.events", Unit.EVENTS_PER_SECOND),
    FIGURES_INGEST("figures.ingest.events", Unit.EVENTS_PER_SECOND),
    FIGURES_QUERY_P99("figures.query.p99", Unit.MILLIS),
    RESTART_FIRST_PAYMENT("restart.first_payment", Unit.MILLIS),
    RESTART_EMPTY("restart.empty", Unit.MILLIS),
    UNIFORM_VS_STOCK("ratio.uniform_vs_stock", Unit.RATIO),
    HOT_VS_STOCK("ratio.hot_vs_stock", Unit.RATIO),
    HOT_VS_UNIFORM("ratio.hot_vs_uniform", Unit.RATIO),
    ENGINE_VS_FLOOR("ratio.engine_vs_floor", Unit.RATIO);

    /** In what it is told, and with how many decimals. */
    private enum Unit {
        PAYMENTS_PER_SECOND("payments/s", 0),
        EVENTS_PER_SECOND("events/s", 0),
        MILLIS("ms", 1),
        COMMITS("commits/payment", 4),
        BYTES("bytes/payment", 0),
        RATIO("ratio", 2);

        private final String told;
        private final int decimals;

        Unit(String told, int decimals) {
            this.told = told;
            this.decimals = decimals;
        }
    }

    private final String told;
    private final Unit unit;

    Figure(String told, Unit unit) {
        this.told = told;
        this.unit = unit;
    }

    /** The line that stands for a value: name, value and unit, with tabs between them. */
    String line(double value) {
        return String.format(Locale.ROOT, "%s\t%.".concat(unit.decimals + "f\t%s"), told, value, unit.told);
    }

    /** The same for a reader of the progress. */
    String shown(double value) {
        return line(value).replace('\t', ' ');
    }
}
