package laroue.trials.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import laroue.ledger.Ledger.Done;
import laroue.trials.node.Pause;
import laroue.trials.node.Postgres;
import laroue.trials.node.Store;

/**
 * One run of everything: engine, stock and floor take turns in rounds, so that a slow minute of the machine is everyone's;
 * then, on the ledger that this made, the views, the whole-ledger works, and a node in a process of its own.
 */
public final class Bench {

    private static final int PAYERS = 64;

    /** Clients that send batches; more would only wait longer. */
    private static final int BATCHING = 16;

    private static final int BATCH = 100;

    /** Commands under way where a ledger is filled. */
    private static final int UNDER_WAY = 8;

    private static final int MOST_TRIES = 10;

    private final Store store;
    private final Path folder;
    private final Scale scale;
    private final Sheet sheet;
    private final Aside aside;
    private final Town town;
    private final Payers payers;

    /**
     * Measures nothing yet.
     *
     * @param out for figures, one a line and nothing else; what is going on goes to standard error
     */
    public Bench(Postgres postgres, Scale scale, PrintStream out) {
        this.store = postgres.store();
        this.folder = postgres.folder();
        this.scale = scale;
        this.aside = new Aside(System.err);
        this.sheet = new Sheet(out, aside);
        this.town = new Town(scale.accounts());
        var accounts = town.accounts();
        this.payers = new Payers(accounts.subList(accounts.size() - PAYERS, accounts.size()));
    }

    public void run() {
        new Machine(store, folder).describe(aside);
        try (var core = Core.over(store)) {
            aside.say("founding " + scale.accounts() + " accounts");
            core.carryOut(town.founding(new SplittableRandom()));
            writePath(core);
            views(core);
            desks(core);
            wholeLedger(core);
            fill(core);
            payers.enter(core);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the bench fails", e);
        }
        try (var core = Core.over(store.beside("region"))) {
            new Regions(core, scale, sheet, aside).measure();
        }
        nodes();
        sheet.ratio(Figure.UNIFORM_VS_STOCK, Figure.ENGINE_UNIFORM, Figure.STOCK_UNIFORM);
        sheet.ratio(Figure.HOT_VS_STOCK, Figure.ENGINE_HOT, Figure.STOCK_HOT);
        sheet.ratio(Figure.HOT_VS_UNIFORM, Figure.ENGINE_HOT, Figure.ENGINE_UNIFORM);
        sheet.ratio(Figure.ENGINE_VS_FLOOR, Figure.ENGINE_UNIFORM, Figure.FLOOR_SINGLE);
    }

    private void writePath(Core core) throws SQLException {
        var engine = new Engine(core, town);
        engine.measure(Engine.CALLERS, scale.warmUp(), Duration.ofMillis(1), town::between);
        try (var stock = new Stock(store.beside("stock"));
                var floor = new Floor(store, town)) {
            stock.found(town);
            var threads = new Callers(
                    stock.bestThreads(scale.warmUp().dividedBy(2), scale.trial(), town::between),
                    stock.bestThreads(scale.shortWarmUp(), scale.trial(), town::toTheOne));
            var callers = new Callers(
                    engine.bestCallers(scale.trial(), town::between),
                    engine.bestCallers(scale.trial(), town::toTheOne));
            aside.say("the engine is best with %d callers, and with %d for one payee; stock with %d and %d threads"
                    .formatted(callers.uniform(), callers.hot(), threads.uniform(), threads.hot()));
            for (int round = 0; round == 0 || (round < scale.rounds() && scale.hasTime(aside, 4)); round++) {
                engine(engine, callers);
                stock(stock, threads);
                sheet.note(Figure.FLOOR_SINGLE, floor.measure(scale.shortWarmUp(), scale.run()));
                store.checkpoint();
            }
        }
        sheet.know(
                Figure.ENGINE_UNIFORM,
                Figure.ENGINE_HOT,
                Figure.STOCK_UNIFORM,
                Figure.STOCK_HOT,
                Figure.FLOOR_SINGLE,
                Figure.COMMITS_PER_PAYMENT,
                Figure.BYTES_PER_PAYMENT);
    }

    /** How many ask at a time, for each choice of payee. */
    private record Callers(int uniform, int hot) {}

    private void engine(Engine engine, Callers callers) {
        var uniform = engine.measure(callers.uniform(), scale.shortWarmUp(), scale.run(), town::between);
        sheet.note(Figure.ENGINE_UNIFORM, uniform.perSecond());
        sheet.note(Figure.BYTES_PER_PAYMENT, uniform.bytesPerPayment());
        var few = engine.measure(Engine.CALLERS, Duration.ofMillis(1), scale.trial(), town::between);
        sheet.note(Figure.COMMITS_PER_PAYMENT, few.commitsPerPayment());
        var hot = engine.measure(callers.hot(), scale.shortWarmUp(), scale.run(), town::toTheOne);
        sheet.note(Figure.ENGINE_HOT, hot.perSecond());
    }

    private void stock(Stock stock, Callers threads) {
        sheet.note(
                Figure.STOCK_UNIFORM,
                stock.measure(threads.uniform(), scale.shortWarmUp(), scale.run(), town::between));
        store.checkpoint();
        sheet.note(Figure.STOCK_HOT, stock.measure(threads.hot(), scale.shortWarmUp(), scale.run(), town::toTheOne));
        store.checkpoint();
    }

    private void views(Core core) {
        double half = sheet.value(Figure.ENGINE_UNIFORM) / 2;
        sheet.note(Figure.VIEWS_LAG_P99, new ViewLag(core, town).p99(half, scale.lag()));
        sheet.know(Figure.VIEWS_LAG_P99);
        core.settle();
    }

    private void desks(Core core) {
        var desks = new Desks(core, town);
        desks.opening(new SplittableRandom())
                .forEach(it -> Core.accepted(core.send(it).join()));
        double half = sheet.value(Figure.ENGINE_UNIFORM) / 2;
        sheet.note(Figure.DESK_CHANGE_P99, desks.changeP99(half, scale.lag(), scale.lag()));
        sheet.know(Figure.DESK_CHANGE_P99);
        core.settle();
    }

    private void wholeLedger(Core core) {
        sheet.note(
                Figure.REBUILD_EVENTS,
                eventsPerSecond("rebuilding", it -> core.rebuild().run(it).events()));
        sheet.know(Figure.REBUILD_EVENTS);
        core.settle();
        sheet.note(Figure.VERIFY_EVENTS, eventsPerSecond("verifying", it -> {
            var report = core.verification().run(it);
            if (report.fault() != null) {
                throw new IllegalStateException("the ledger does not agree with itself: " + report.fault());
            }
            return report.events();
        }));
        sheet.know(Figure.VERIFY_EVENTS);
    }

    private double eventsPerSecond(String what, ToLongFunction<LongConsumer> work) {
        aside.say(what);
        long began = System.nanoTime();
        long events = work.applyAsLong(_ -> {});
        return events * 1e9 / (System.nanoTime() - began);
    }

    /** Payments, many in a command, until the ledger has as many events as the restart is to be measured with. */
    private void fill(Core core) {
        aside.say("filling the ledger up to " + scale.events() + " events");
        var random = new SplittableRandom();
        var underWay = new ArrayDeque<CompletableFuture<Done<Object>>>();
        long position = core.journal().position();
        while (position < scale.events()) {
            underWay.add(core.send(town.many(random)));
            if (underWay.size() == UNDER_WAY) {
                var done = underWay.remove().join();
                Core.accepted(done);
                position = done.position();
            }
        }
        underWay.forEach(it -> Core.accepted(it.join()));
        core.settle();
        aside.say("the ledger has " + core.journal().position() + " events, and the views have read them");
    }

    /** Nodes are started over the filled ledger and over an empty one in turn; the last one is asked for payments. */
    private void nodes() {
        var small = new Town(2);
        var alone = new Payers(small.accounts().subList(0, 1));
        var empty = store.beside("empty");
        try (var core = Core.over(empty)) {
            core.carryOut(small.founding(new SplittableRandom()));
            alone.enter(core);
            core.settle();
        }
        if (scale.restarts() > 1) {
            // Not measured: it is the one that reads the program from the disk.
            paid(empty, alone, small).close();
        }
        for (int restart = 1; true; restart++) {
            measured(Figure.RESTART_EMPTY, () -> paid(empty, alone, small)).close();
            try (var node = measured(Figure.RESTART_FIRST_PAYMENT, () -> paid(store, payers, town))) {
                if (restart == scale.restarts() || !scale.hasTime(aside, 7)) {
                    sheet.know(Figure.RESTART_FIRST_PAYMENT, Figure.RESTART_EMPTY);
                    http(node);
                    return;
                }
            }
        }
    }

    private Node measured(Figure figure, Supplier<Node> start) {
        Pause.of(scale.pause());
        store.checkpoint();
        long began = System.nanoTime();
        var node = start.get();
        sheet.note(figure, (System.nanoTime() - began) / 1e6);
        return node;
    }

    /** Starts a node, and returns it when its first payment is answered. */
    private Node paid(Store ledger, Payers paying, Town paid) {
        var first = new Payers(paying.accounts().subList(0, 1));
        var node = Node.start(ledger, folder);
        try {
            node.pay(
                    node.tokens(first).getFirst(),
                    paid.accounts().get(1),
                    UUID.randomUUID().toString());
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void http(Node node) {
        aside.say("load comes from " + Load.driver());
        var single = new Load(node, folder, PAYERS, 1);
        var batch = new Load(node, folder, BATCHING, BATCH);
        warmUp(single, scale.httpWarmUp());
        for (int round = 0; round < scale.httpRounds(); round++) {
            var told = measured(single);
            sheet.note(Figure.HTTP_SINGLE, told.perSecond());
            sheet.note(Figure.HTTP_SINGLE_P50, told.p50Millis());
            sheet.note(Figure.HTTP_SINGLE_P99, told.p99Millis());
        }
        warmUp(batch, scale.httpWarmUp().dividedBy(4));
        for (int round = 0; round < scale.httpRounds(); round++) {
            sheet.note(Figure.HTTP_BATCH, measured(batch).perSecond());
        }
        sheet.know(Figure.HTTP_SINGLE, Figure.HTTP_SINGLE_P50, Figure.HTTP_SINGLE_P99, Figure.HTTP_BATCH);
    }

    /** A node that has answered nothing yet is not warm. */
    private void warmUp(Load load, Duration time) {
        for (int tries = 0; load(load, time).good() == 0; tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException("the node makes no payments");
            }
        }
    }

    private Load.Told measured(Load load) {
        var told = load(load, scale.httpRun());
        if (told.good() == 0) {
            throw new IllegalStateException("the node makes no payments: " + told);
        }
        return told;
    }

    private Load.Told load(Load load, Duration time) {
        var others = town.accounts().subList(0, town.accounts().size() - PAYERS);
        var told = load.run(payers, others, time);
        told.others().forEach((status, answers) -> aside.say("answered with " + status + ": " + answers));
        return told;
    }
}
