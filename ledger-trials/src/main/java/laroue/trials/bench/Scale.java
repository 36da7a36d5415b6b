package laroue.trials.bench;

import java.time.Duration;

/**
 * How long and how much is measured.
 *
 * @param accounts that pay each other
 * @param rounds in which engine, stock and floor take turns
 * @param warmUp before the first round, half of it for stock: the JVM's compiler is done after a minute; a twentieth of it
 *     before each measurement
 * @param run one measurement of the write path
 * @param trial one measurement while the best number of threads is looked for
 * @param lag how long payments arrive while the views are watched
 * @param events in the ledger that is started again; more if the measurements before it made more
 * @param regionPayments in the ten years of the region whose figures are asked for
 * @param regionQuestions how often each reading is asked
 * @param restarts of each ledger
 * @param httpRounds measurements of one payment a request, and of batches
 * @param httpWarmUp of a node before one payment a request is measured; a quarter of it before batches. Its compiler is
 *     done after a minute of load
 * @param pause between the end of a node and the next start
 * @param budget after some share of which no measurement is repeated any more
 */
public record Scale(
        int accounts,
        int rounds,
        Duration warmUp,
        Duration run,
        Duration trial,
        Duration lag,
        long events,
        long regionPayments,
        int regionQuestions,
        int restarts,
        int httpRounds,
        Duration httpWarmUp,
        Duration httpRun,
        Duration pause,
        Duration budget) {

    /** What docs/performance.md tells. */
    public static final Scale FULL = new Scale(
            10_000,
            5,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            10_000_000,
            2_000_000,
            40,
            5,
            3,
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofHours(2));

    /** Within four minutes. */
    public static final Scale QUICK = new Scale(
            10_000,
            2,
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            1_000_000,
            200_000,
            10,
            2,
            1,
            Duration.ofSeconds(30),
            Duration.ofSeconds(6),
            Duration.ofSeconds(1),
            Duration.ofMinutes(4));

    /** Everything once, as short as can be: shows that the bench works, and nothing else. */
    public static final Scale SMOKE = new Scale(
            100,
            1,
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            1_500,
            2_000,
            1,
            1,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofMinutes(1));

    /** Whether there is time for one more repetition, where others may take so many tenths of the budget. */
    boolean hasTime(Aside aside, int tenths) {
        return aside.since().compareTo(budget.multipliedBy(tenths).dividedBy(10)) < 0;
    }

    /** Before each measurement: what the one before it left in caches goes away. */
    Duration shortWarmUp() {
        return warmUp.dividedBy(20);
    }
}
