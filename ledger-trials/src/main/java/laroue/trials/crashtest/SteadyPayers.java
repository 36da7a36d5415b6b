package laroue.trials.crashtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import laroue.trials.node.Pause;

/**
 * A payment every eighth of a second, whether the ones before are answered or not, and each sent once: what a till sees
 * that does not try again. The times at which the ledger answered show how long payments were away.
 */
final class SteadyPayers {

    private static final int EVERY_MILLIS = 125;

    private final List<Customer> payers;
    private final Load load;
    private final Proxy proxy;
    private final String trial;
    private final ConcurrentLinkedQueue<Long> answeredNanos = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean goesOn = true;

    private SteadyPayers(List<Customer> payers, Load load, Proxy proxy, String trial) {
        this.payers = payers;
        this.load = load;
        this.proxy = proxy;
        this.trial = trial;
        answeredNanos.add(System.nanoTime());
    }

    /** @param load counts the payments too */
    static SteadyPayers start(List<Customer> payers, Load load, Proxy proxy, String trial, SplittableRandom random) {
        var it = new SteadyPayers(payers, load, proxy, trial);
        it.threads.execute(() -> it.run(random));
        return it;
    }

    /**
     * Waits until each payment is answered, or given up.
     *
     * @return the longest time in which the ledger answered none
     */
    Duration stop() {
        goesOn = false;
        threads.close();
        return longestGap(answeredNanos);
    }

    /** The longest time between two of these, which may be in any order. */
    static Duration longestGap(Collection<Long> nanos) {
        var sorted = new ArrayList<>(nanos);
        sorted.sort(null);
        long longest = 0;
        for (int i = 1; i < sorted.size(); i++) {
            longest = Math.max(longest, sorted.get(i) - sorted.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }

    private void run(SplittableRandom random) {
        for (int n = 0; goesOn; n++) {
            var order = payers.get(n % payers.size()).order(trial, random, load::add);
            threads.execute(() -> send(order));
            Pause.ofMillis(EVERY_MILLIS);
        }
    }

    private void send(Sent order) {
        proxy.post(order.client(), order.order().path(), order.order().body(), order.key())
                .ifPresent(answer -> {
                    order.hear(answer).ifPresent(load::blame);
                    if (answer.settles()) {
                        answeredNanos.add(System.nanoTime());
                    }
                });
    }
}
