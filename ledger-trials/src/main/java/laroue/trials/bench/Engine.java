package laroue.trials.bench;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import laroue.payment.PaymentCommand.Pay;

/** The ledger's own write path, with everything on: answers kept, views running. */
record Engine(Core core, Town town) {

    /** Callers of the figures that tell with how many they are measured. */
    static final int CALLERS = 256;

    /** Numbers of callers among which the best is looked for. */
    private static final List<Integer> CANDIDATES = List.of(CALLERS, 512, 1_024, 1_536);

    /** Who pays whom. */
    interface Choice {
        Pay payment(RandomGenerator random);
    }

    /** What one measurement showed. */
    record Measured(double perSecond, double commitsPerPayment, double bytesPerPayment) {}

    /** Tries, once it is warm, which number of callers is the best for this choice of payments. */
    int bestCallers(Duration trial, Choice choice) {
        return Best.of(
                CANDIDATES, it -> measure(it, trial.dividedBy(4), trial, choice).perSecond());
    }

    /** Payments by so many callers at a time. */
    Measured measure(int callers, Duration warmUp, Duration run, Choice choice) {
        long position = core.journal().position();
        long bytes = bytes();
        var till = new Till(core.ledger());
        var done = LoadGenerator.light(callers)
                .run(warmUp, run, random -> till.payInTheEnd(choice.payment(random), random));
        var measured = new Measured(
                done.perSecond(),
                (double) commitsAfter(position) / done.done(),
                (double) (bytes() - bytes) / done.done());
        core.settle();
        return measured;
    }

    /** How many transactions wrote the events after a position: each row knows its own. */
    private long commitsAfter(long position) {
        return core.db()
                .sql("select count(distinct xmin::text) from journal.event where position > :position")
                .param("position", position)
                .query(Long.class)
                .single();
    }

    /** What the journal takes up, with its indexes. */
    private long bytes() {
        return core.db().sql("""
                select sum(pg_total_relation_size(oid))
                  from pg_class
                 where relnamespace = 'journal'::regnamespace
                   and relkind = 'r'
                """).query(Long.class).single();
    }
}
