package laroue.trials.bench;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import laroue.desk.Count;
import laroue.desk.Counter.Done;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.ShipOut;
import laroue.desk.Means;
import laroue.journal.Fingerprint;
import laroue.ledger.AnswerFormat;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.trials.node.Pause;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.Refusal;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.VaultCommand.Print;
import org.jspecify.annotations.Nullable;

/**
 * Desks that serve one after the other, each ten times a second at most, which is more than any queue of people asks
 * for, while payments arrive as in {@link ViewLag}.
 */
record Desks(Core core, Town town) {

    private static final int DESKS = 20;

    private static final Series SERIES = new Series(Town.ASSOCIATION, "2024");

    /** From the beginning of one change at a desk to the beginning of the next. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Duration WHILE_BUSY = Duration.ofMillis(20);

    /** What each member gets in notes: 20 roues. */
    private static final Notes GIVEN = Notes.of(SERIES, Map.of(5, 2, 10, 1));

    private static final Roues DIGITAL = new Roues(10_00);

    private static final Euros HANDED_OVER = new Euros(30_00);

    /** What lies at each desk: no run gives it all out. */
    private static final Notes STOCK = Notes.of(SERIES, Map.of(5, 2_000_000, 10, 1_000_000));

    /** The body that the API writes for a change, as far as it matters. */
    private static final AnswerFormat<Done> RECEIPT = new AnswerFormat<>() {
        @Override
        public int acceptedCode() {
            return 201;
        }

        @Override
        public StoredAnswer accepted(Done it, @Nullable Long position) {
            return new StoredAnswer(
                    201,
                    "{\"id\":\"" + it.operation().id() + "\",\"account\":\""
                            + it.served().account() + "\",\"amountEuroCents\":"
                            + it.served().over().euros().cents() + ",\"position\":" + position + "}");
        }

        @Override
        public StoredAnswer refused(Refusal refusal) {
            return new StoredAnswer(422, refusal.toString());
        }
    };

    /** The commands after which all desks are open, in their order. */
    List<Object> opening(RandomGenerator random) {
        var commands = new ArrayList<>();
        for (var desk : desks()) {
            var shipment = new ShipOut(Town.operation(random), desk, Pile.STOCK, STOCK, "bench");
            commands.add(new OpenDesk(Town.operation(random), desk, Town.ASSOCIATION, "05061", LocalTime.of(4, 0)));
            commands.add(new Print(Town.operation(random), Town.ASSOCIATION, STOCK));
            commands.add(shipment);
            commands.add(new ReceiveShipment(
                    Town.operation(random), shipment.operation().id(), STOCK, "desk"));
            commands.add(new OpenSession(Town.operation(random), desk, counted(), "desk"));
        }
        return commands;
    }

    /** How long the 99th of 100 changes into notes and digital roues takes, in milliseconds, from asked to answered. */
    double changeP99(double paymentsPerSecond, Duration warmUp, Duration measured) {
        var free = new ArrayBlockingQueue<>(DESKS, false, desks());
        var latencies = new Latencies();
        long from = System.nanoTime() + warmUp.toNanos();
        var payments = new Till(core.ledger()).arriving(town, _ -> {});
        return LoadGenerator.atRate(paymentsPerSecond, payments, () -> {
            LoadGenerator.light(DESKS).run(warmUp, measured, random -> {
                var desk = free.remove();
                long began = System.nanoTime();
                changeInTheEnd(desk, random);
                free.add(desk);
                long took = System.nanoTime() - began;
                if (began >= from) {
                    latencies.add(took);
                }
                Pause.of(PACE.minusNanos(Math.min(took, PACE.toNanos())));
            });
            return latencies.millis(99);
        });
    }

    /** Changes, and asks again as long as the ledger is busy: its time is part of what is measured. */
    private void changeInTheEnd(DeskId desk, RandomGenerator random) {
        while (true) {
            try {
                change(desk, random);
                return;
            } catch (LedgerBusyException refusedForNow) {
                Pause.of(WHILE_BUSY);
            }
        }
    }

    private void change(DeskId desk, RandomGenerator random) {
        var accounts = town.accounts();
        var change = new Change(
                Town.operation(random),
                desk,
                accounts.get(random.nextInt(accounts.size())),
                GIVEN,
                DIGITAL,
                Euros.ZERO,
                Notes.NONE,
                Means.CASH,
                HANDED_OVER);
        var key = new Request.Key("desk", any(random).toString(), new Fingerprint(any(random)));
        var reply = core.ledger()
                .execute(change, new Request("desk", key, false), RECEIPT)
                .written(RECEIPT);
        if (reply.code() != 201) {
            throw new IllegalStateException("a change is answered with " + reply);
        }
    }

    private static List<DeskId> desks() {
        return IntStream.range(0, DESKS)
                .mapToObj(it -> new DeskId("desk-" + it))
                .toList();
    }

    private static Count counted() {
        return new Count(STOCK, Notes.NONE, Notes.NONE, Euros.ZERO, Euros.ZERO);
    }

    private static UUID any(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
