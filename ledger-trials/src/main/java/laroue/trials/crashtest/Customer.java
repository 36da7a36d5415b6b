package laroue.trials.crashtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One who asks, one thing after the other: new orders, and old ones again, as people and programs do who did not hear an
 * answer or press a button twice. Used by one thread at a time.
 */
final class Customer {

    /** What somebody may want next. */
    @FunctionalInterface
    interface Wish {
        Order next(RandomGenerator random, List<Sent> mine);
    }

    /** As many of the latest requests are asked again, and refunded. */
    private static final int MEMORY = 200;

    private final String client;
    private final int self;
    private final String account;
    private final Proxy proxy;
    private final Wish wish;
    private final List<Sent> mine = new ArrayList<>();
    private int keys;

    /** What was asked last: who hears nothing mostly asks again. */
    private @Nullable Sent unheard;

    /** @param self tells one client's customers apart: each has keys of its own */
    Customer(String client, int self, String account, Proxy proxy, Wish wish) {
        this.client = client;
        this.self = self;
        this.account = account;
        this.proxy = proxy;
        this.wish = wish;
    }

    /**
     * Does one thing.
     *
     * @param sent hears of each request with a key, before it is sent for the first time
     * @param faults hears what was wrong with an answer
     * @return whether anybody answered
     */
    boolean act(String trial, RandomGenerator random, Consumer<Sent> sent, Consumer<String> faults) {
        if (unheard != null && unheard.answer().isEmpty() && random.nextInt(5) > 0) {
            return send(unheard, faults);
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> again(random, faults);
            case 3 -> anotherUnderTheSameKey(random, faults);
            case 4 -> twiceAtOnce(order(trial, random, sent), faults);
            case 5 -> preview(random, faults);
            case 6 -> look(faults);
            default -> send(order(trial, random, sent), faults);
        };
    }

    /** Wants something new, and does not send it yet. */
    Sent order(String trial, RandomGenerator random, Consumer<Sent> sent) {
        var order = new Sent(client, "%s-%d-%d".formatted(trial, self, ++keys), wish.next(random, mine));
        if (mine.size() == MEMORY) {
            mine.remove(random.nextInt(MEMORY));
        }
        mine.add(order);
        sent.accept(order);
        unheard = order;
        return order;
    }

    private boolean send(Sent order, Consumer<String> faults) {
        var answer = proxy.post(client, order.order().path(), order.order().body(), order.key());
        answer.flatMap(order::hear).ifPresent(faults);
        return answer.isPresent();
    }

    private boolean again(RandomGenerator random, Consumer<String> faults) {
        return mine.isEmpty() || send(mine.get(random.nextInt(mine.size())), faults);
    }

    private boolean twiceAtOnce(Sent order, Consumer<String> faults) {
        var second = Thread.ofVirtual().start(() -> send(order, faults));
        boolean answered = send(order, faults);
        try {
            second.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answered;
    }

    /** Only under a key whose answer is known: else this one could be the first. */
    private boolean anotherUnderTheSameKey(RandomGenerator random, Consumer<String> faults) {
        var known = mine.stream().filter(it -> it.answer().isPresent()).toList();
        if (known.isEmpty()) {
            return true;
        }
        var first = known.get(random.nextInt(known.size()));
        var other = first.order().changed();
        var answer = proxy.post(client, other.path(), other.body(), first.key());
        answer.filter(it -> it.isFault() || (it.settles() && !it.code().equals("idempotency-key-reused")))
                .ifPresent(it -> faults.accept("another request under the key " + first.key() + " was answered " + it));
        return answer.isPresent();
    }

    private boolean preview(RandomGenerator random, Consumer<String> faults) {
        var order = wish.next(random, mine);
        return heard(proxy.post(client, order.path() + "?preview=true", order.body(), null), faults);
    }

    private boolean look(Consumer<String> faults) {
        return heard(proxy.get("admin", "/v1/accounts/" + account), faults);
    }

    private static boolean heard(Optional<Answer> answer, Consumer<String> faults) {
        answer.filter(Answer::isFault).ifPresent(it -> faults.accept("a question was answered as a fault: " + it));
        return answer.isPresent();
    }
}
