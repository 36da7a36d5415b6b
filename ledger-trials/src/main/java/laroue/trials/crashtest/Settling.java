package laroue.trials.crashtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.trials.node.Pause;
import laroue.trials.node.Wrong;
import org.jspecify.annotations.Nullable;

/** Sends every key once more, until each has its answer; and holds that against the one that was heard before. */
final class Settling {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 16;
    private static final int BEFORE_ASKING_AGAIN_MILLIS = 50;

    /**
     * What came of it.
     *
     * @param asked how many requests there are
     * @param heard how many had been answered before
     * @param done how many of the others had been done, and were only told so now
     */
    record Told(int asked, int heard, int done) {}

    private final Proxy proxy;
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    private Settling(Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Asks again.
     *
     * @throws Wrong if an answer is not what it was, or does not come
     */
    static Told of(Collection<Sent> sent, Proxy proxy) {
        var settling = new Settling(proxy);
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var it : sent) {
                room.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        settling.settle(it);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        require(List.copyOf(settling.faults));
        return new Told(sent.size(), settling.heard.get(), settling.done.get());
    }

    /** @throws Wrong if there is any */
    static void require(List<String> faults) {
        if (!faults.isEmpty()) {
            var some = new ArrayList<>(faults.subList(0, Math.min(5, faults.size())));
            throw new Wrong("%d answers were wrong, such as%n  %s"
                    .formatted(faults.size(), String.join(System.lineSeparator() + "  ", some)));
        }
    }

    private void settle(Sent it) {
        boolean known = it.answer().isPresent();
        var answer = ask(it);
        if (known) {
            heard.incrementAndGet();
        } else {
            if (answer != null && answer.replayed()) {
                done.incrementAndGet();
            }
            ask(it);
        }
    }

    private @Nullable Answer ask(Sent it) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var answer = proxy.post(it.client(), it.order().path(), it.order().body(), it.key());
            answer.flatMap(it::hear).ifPresent(faults::add);
            if (answer.isPresent() && (answer.get().settles() || answer.get().isFault())) {
                return answer.get();
            }
            Pause.ofMillis(BEFORE_ASKING_AGAIN_MILLIS);
        }
        faults.add("%s under %s is never answered".formatted(it.order().path(), it.key()));
        return null;
    }
}
