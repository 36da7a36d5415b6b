package laroue.trials.crashtest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import laroue.audit.Verification;
import laroue.trials.node.NodeProcess;
import laroue.trials.node.Pause;
import laroue.trials.node.Postgres;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;

/**
 * Two nodes over one database. The one that writes is paused in the middle of its work, the other takes over, and then
 * the first one wakes up and believes for a moment that it still writes.
 */
final class Zombies {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration TAKE_OVER = Duration.ofSeconds(10);
    private static final Duration AWAKE = Duration.ofSeconds(10);
    private static final int EARLIEST_MILLIS = 300;
    private static final int LATEST_MILLIS = 1_500;
    private static final int TOGETHER_MILLIS = 1_000;
    private static final int ASKED_WHEN_AWAKE = 20;

    private final Postgres postgres;
    private final Verification verification;
    private final PrintStream out;
    private final List<NodeProcess> nodes;
    private final Proxy proxy;
    private int inTransaction;

    Zombies(Postgres postgres, Verification verification, PrintStream out) {
        this.postgres = postgres;
        this.verification = verification;
        this.out = out;
        this.nodes = List.of(
                NodeProcess.start(postgres.store(), postgres.folder(), "left"),
                NodeProcess.start(postgres.store(), postgres.folder(), "right"));
        this.proxy = new Proxy(nodes.stream().map(NodeProcess::base).toList(), PATIENCE, Store.SECRET);
    }

    /**
     * Runs trials, and tells of each in a line.
     *
     * @throws Wrong at the first promise that is broken
     */
    void run(int trials, long seed) {
        try {
            nodes.forEach(NodeProcess::awaitReady);
            Pause.until(
                    "one of the nodes writes",
                    TAKE_OVER,
                    () -> nodes.stream().filter(it -> it.writerHealth() == 200).count() == 1);
            var town = Town.found(proxy, "84");
            var books = new Books(postgres.store(), town.balances());
            var customers = town.customers(proxy);
            // Of its own: customers do one thing at a time.
            var probe = town.customers(proxy).getFirst();
            for (int number = 0; number < trials; number++) {
                trial(number, seed, customers, probe, books);
            }
            out.printf("%d of %d were paused inside a transaction%n", inTransaction, trials);
        } catch (Wrong wrong) {
            throw new Wrong(wrong.getMessage() + "\nThe nodes said last:\n"
                    + nodes.getFirst().lastWords() + "\n--\n" + nodes.getLast().lastWords());
        } finally {
            nodes.forEach(NodeProcess::kill);
        }
    }

    private void trial(int number, long seed, List<Customer> customers, Customer probe, Books books) {
        var random = new SplittableRandom(seed + number);
        var paused = nodes.stream()
                .filter(it -> it.writerHealth() == 200)
                .findFirst()
                .orElseThrow(() -> new Wrong("no node writes"));
        var other = nodes.get(1 - nodes.indexOf(paused));
        int moment = random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS);
        out.printf("zombie %3d  seed %d  %-5s paused after %4d ms", number + 1, seed + number, paused.name(), moment);
        out.flush();
        var load = Load.start(customers, "zombie-" + number, random.split());
        try {
            Pause.ofMillis(moment);
            paused.pause();
            long began = System.nanoTime();
            try {
                boolean inside = new Backends(postgres.store()).writerIsInTransaction();
                inTransaction += inside ? 1 : 0;
                Pause.until("the other node takes over", TAKE_OVER, () -> other.writerHealth() == 200);
                requireDone(load, probe, other, random);
                out.printf(
                        "%s, taken over in %.1f s",
                        inside ? " in a transaction" : "", (System.nanoTime() - began) / 1e9);
                out.flush();
                Pause.ofMillis(random.nextInt(TOGETHER_MILLIS));
            } finally {
                paused.resume();
            }
            requireNothingDone(load, probe, paused, random);
            Pause.ofMillis(TOGETHER_MILLIS);
        } finally {
            load.stop();
        }
        Settling.require(load.faults());
        var told = Settling.of(load.sent(), proxy);
        long events = books.check(load.sent());
        books.checkViews(proxy);
        books.checkEpochs();
        verify();
        out.printf(
                ": %4d requests, %3d told afterwards, %3d of them were done; %5d events, all agree%n",
                told.asked(), told.asked() - told.heard(), told.done(), events);
    }

    /** Sends one order to a node until it is carried out there. */
    private void requireDone(Load load, Customer customer, NodeProcess node, SplittableRandom random) {
        var order = customer.order("taken-over-" + node.name(), random, load::add);
        var only = proxy.before(node, PATIENCE);
        Pause.until(
                "the other node carries a command out",
                TAKE_OVER,
                () -> only.post(
                                order.client(),
                                order.order().path(),
                                order.order().body(),
                                order.key())
                        .filter(Answer::settles)
                        .isPresent());
    }

    /** Sends orders to a node that was taken over from: it does none of them, says so, and answers what is only read. */
    private void requireNothingDone(Load load, Customer customer, NodeProcess node, SplittableRandom random) {
        var only = proxy.before(node, AWAKE);
        var last = "";
        for (int n = 0; n < ASKED_WHEN_AWAKE; n++) {
            var order = customer.order("awake-" + node.name(), random, load::add);
            var answer = only.post(
                            order.client(), order.order().path(), order.order().body(), order.key())
                    .orElseThrow(() -> new Wrong(node.name() + " is awake and does not answer"));
            if (answer.status() != 503 && answer.status() != 504) {
                throw new Wrong("%s was taken over from and answers %s".formatted(node.name(), answer));
            }
            last = answer.code();
        }
        if (!last.equals("not-the-writer")) {
            throw new Wrong(node.name() + " was taken over from and answers " + last);
        }
        int read = only.get("admin", "/v1/associations").map(Answer::status).orElse(0);
        if (read != 200 || node.writerHealth() != 503 || node.health() != 200) {
            throw new Wrong("%s was taken over from; it answers a question with %d, its health is %d and as a writer %d"
                    .formatted(node.name(), read, node.health(), node.writerHealth()));
        }
    }

    private void verify() {
        var fault = verification.run(_ -> {}).fault();
        if (fault != null) {
            throw new Wrong("verify: " + fault);
        }
    }
}
