package laroue.trials.crashtest;

import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import laroue.trials.node.Pause;

/** All customers at once, each in a thread of its own, until they are told to stop. */
final class Load {

    /** Between two requests of one customer, at most, where as much is asked as can be answered. */
    private static final int BUSY_MILLIS = 50;

    /** Before one who got no answer tries again. */
    private static final int AFTER_SILENCE_MILLIS = 100;

    private final String trial;
    private final int mostPauseMillis;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean goesOn = true;

    private Load(String trial, int mostPauseMillis) {
        this.trial = trial;
        this.mostPauseMillis = mostPauseMillis;
    }

    static Load start(List<Customer> customers, String trial, SplittableRandom random) {
        return start(customers, BUSY_MILLIS, trial, random);
    }

    /** @param mostPauseMillis between two requests of one customer */
    static Load start(List<Customer> customers, int mostPauseMillis, String trial, SplittableRandom random) {
        var load = new Load(trial, mostPauseMillis);
        customers.forEach(it -> {
            var own = random.split();
            load.threads.execute(() -> load.run(it, own));
        });
        return load;
    }

    private void run(Customer customer, SplittableRandom random) {
        while (goesOn) {
            try {
                boolean answered = customer.act(trial, random, sent::add, faults::add);
                Pause.ofMillis(answered ? random.nextInt(mostPauseMillis) : AFTER_SILENCE_MILLIS);
            } catch (RuntimeException e) {
                faults.add("a customer gives up: " + e);
                return;
            }
        }
    }

    /** Counts a request that somebody else sends. */
    void add(Sent other) {
        sent.add(other);
    }

    /** Counts a fault that somebody else saw. */
    void blame(String fault) {
        faults.add(fault);
    }

    /** Waits until everybody has heard, or given up, what was asked last. */
    void stop() {
        goesOn = false;
        threads.close();
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What was wrong with answers. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
