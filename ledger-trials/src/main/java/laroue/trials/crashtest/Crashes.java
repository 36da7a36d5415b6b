package laroue.trials.crashtest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import laroue.audit.Verification;
import laroue.trials.node.NodeProcess;
import laroue.trials.node.Pause;
import laroue.trials.node.Postgres;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;

/**
 * Kills parts of one ledger at work, one trial after the other, and counts after each. The ledger grows from trial to
 * trial, and keys of earlier ones are sent again too.
 */
final class Crashes {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EARLIEST_MILLIS = 200;
    private static final int LATEST_MILLIS = 2_000;
    private static final int LONGEST_OUTAGE_MILLIS = 1_500;
    private static final int AFTERWARDS_MILLIS = 500;

    /** Of the requests of a trial, so many are sent again in each later one. */
    private static final int KEPT_OF_A_TRIAL = 5;

    private final Postgres postgres;
    private final Verification verification;
    private final PrintStream out;
    private final NodeProcess node;
    private final Proxy proxy;
    private final List<Sent> earlier = new ArrayList<>();

    /** What happened when. */
    private record Moment(int millis, int outageMillis) {}

    Crashes(Postgres postgres, Verification verification, PrintStream out) {
        this.postgres = postgres;
        this.verification = verification;
        this.out = out;
        this.node = NodeProcess.start(postgres.store(), postgres.folder(), "node");
        this.proxy = new Proxy(List.of(node.base()), PATIENCE, Store.SECRET);
    }

    /**
     * Runs trials, and tells of each in a line.
     *
     * @throws Wrong at the first promise that is broken
     */
    void run(int trials, long seed) {
        try {
            node.awaitWriting();
            var town = Town.found(proxy, "05");
            var books = new Books(postgres.store(), town.balances());
            var customers = town.customers(proxy);
            for (int number = 0; number < trials; number++) {
                trial(number, seed, customers, books);
            }
        } catch (Wrong wrong) {
            throw new Wrong(wrong.getMessage() + "\nThe node said last:\n" + node.lastWords());
        } finally {
            node.kill();
        }
    }

    private void trial(int number, long seed, List<Customer> customers, Books books) {
        var random = new SplittableRandom(seed + number);
        var blow = Blow.ofTrial(number);
        var moment = new Moment(random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS), random.nextInt(LONGEST_OUTAGE_MILLIS));
        out.printf("trial %3d  seed %d  %-19s after %4d ms", number + 1, seed + number, blow, moment.millis());
        out.flush();
        var load = Load.start(customers, "trial-" + number, random.split());
        try {
            Pause.ofMillis(moment.millis());
            strike(blow, moment, random);
            node.awaitWriting();
            Pause.ofMillis(AFTERWARDS_MILLIS);
        } finally {
            load.stop();
        }
        Settling.require(load.faults());
        tell(Settling.of(load.sent(), proxy), books.check(load.sent()));
        Settling.of(earlier, proxy);
        books.checkViews(proxy);
        verify();
        out.println(", all agree");
        earlier.addAll(load.sent().stream().limit(KEPT_OF_A_TRIAL).toList());
    }

    private void strike(Blow blow, Moment moment, SplittableRandom random) {
        switch (blow) {
            case NODE -> node.kill();
            case WRITERS_BACKEND, ANOTHER_BACKEND -> new Backends(postgres.store()).kill(blow, random);
            case POSTGRES -> postgres.kill();
            case EVERYTHING -> {
                postgres.kill();
                node.kill();
            }
        }
        Pause.ofMillis(moment.outageMillis());
        if (blow.hitsPostgres()) {
            postgres.restart();
        }
        if (blow.hitsNode()) {
            node.restart();
        }
    }

    private void tell(Settling.Told told, long events) {
        out.printf(
                ": %4d requests, %4d answered at once, %3d told afterwards, %3d of them were done; %5d events",
                told.asked(), told.heard(), told.asked() - told.heard(), told.done(), events);
    }

    private void verify() {
        var fault = verification.run(_ -> {}).fault();
        if (fault != null) {
            throw new Wrong("verify: " + fault);
        }
    }
}
