package laroue.admin.crashtest;

import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All customers at once, each in a thread of its own, until they are told to stop. */
final class Load {

    /** Between two requests of one customer, at most. */
    private static final int MOST_PAUSE_MILLIS = 50;

    /** Before one who got no answer tries again. */
    private static final int AFTER_SILENCE_MILLIS = 100;

    private final String trial;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean goesOn = true;

    private Load(String trial) {
        this.trial = trial;
    }

    static Load start(List<Customer> customers, String trial, SplittableRandom random) {
        var load = new Load(trial);
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
                Pause.ofMillis(answered ? random.nextInt(MOST_PAUSE_MILLIS) : AFTER_SILENCE_MILLIS);
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
