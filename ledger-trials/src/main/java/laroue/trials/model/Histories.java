package laroue.trials.model;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import laroue.account.AccountCommand;
import laroue.audit.Verification;
import laroue.conversion.ConversionCommand;
import laroue.ledger.Ledger;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.payment.PaymentCommand.Refund;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;
import laroue.writer.Writer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many clients at once, for a while; then everything is told again to the model in the order in which the writer decided
 * it, and compared: every answer with its position, every answer that was given again, and every event in the journal.
 * And so on, with a ledger that grows.
 */
public final class Histories {

    private static final int CLIENTS = 128;
    private static final int AT_ONCE = 50_000;
    private static final int KEPT_OF_A_ROUND = 50;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The one answer that a key has. */
    private record Known(long request, String words) {}

    private final Ledger ledger;
    private final Writer writer;
    private final JdbcClient db;
    private final PrintStream out;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Translation translation = new Translation(at);
    private final Client.Recent recent = new Client.Recent();
    private final Map<String, Known> known = new HashMap<>();
    private final List<Attempt> earlier = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    public Histories(Ledger ledger, Writer writer, JdbcClient db, PrintStream out) {
        this.ledger = ledger;
        this.writer = writer;
        this.db = db;
        this.out = out;
    }

    /**
     * Works on an empty ledger, and verifies it at the end.
     *
     * @throws Wrong at the first difference
     */
    public static void over(Store store, long operations, long seed, PrintStream out) {
        try (var core = store.core(true)) {
            new Histories(core.getBean(Ledger.class), core.getBean(Writer.class), core.getBean(JdbcClient.class), out)
                    .run(operations, seed);
            var fault = core.getBean(Verification.class).run(_ -> {}).fault();
            if (fault != null) {
                throw new Wrong("verify: " + fault);
            }
        }
    }

    /**
     * Asks so many times, and compares.
     *
     * @throws Wrong at the first difference
     */
    public void run(long operations, long seed) {
        var random = new SplittableRandom(seed);
        var town = Town.found(ledger, at);
        var model = new Model(position());
        town.introduceTo(model);
        long done = 0;
        for (int round = 0; done < operations; round++) {
            int size = Math.toIntExact(Math.min(AT_ONCE, operations - done));
            done += round(town, model, random.split(), round, size);
            out.printf("%,d operations, %,d events: every answer and every event is equal%n", done, model.position());
            out.flush();
        }
        out.println(counts);
    }

    private int round(Town town, Model model, SplittableRandom random, int round, int size) {
        var decided = Collections.synchronizedList(new ArrayList<Attempt>());
        var byId = new ConcurrentHashMap<UUID, Attempt>();
        var sent = new ConcurrentLinkedQueue<Attempt>();
        var registration = writer.registerHandlerInterceptor((unit, chain) -> {
            var verdict = chain.proceed();
            var attempt = byId.get(id(unit.getMessage().getPayload()));
            if (attempt != null) {
                decided.add(attempt);
            }
            return verdict;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < CLIENTS; n++) {
                var client = new Client(
                        town, recent, random.split(), "client-%d-%d".formatted(round, n), at.toEpochMilli(), earlier);
                threads.execute(() -> ask(client, Math.ceilDiv(size, CLIENTS), byId, sent));
            }
        } finally {
            registration.cancel();
        }
        long from = model.position();
        compare(model, decided, sent);
        compareEvents(model, from);
        return sent.size();
    }

    private void ask(Client client, int times, Map<UUID, Attempt> byId, Queue<Attempt> sent) {
        for (int n = 0; n < times; ) {
            var attempts = client.next();
            attempts.forEach(it -> byId.put(it.id(), it));
            sent.addAll(attempts);
            var others = attempts.stream()
                    .skip(1)
                    .map(it -> Thread.ofVirtual().start(() -> send(it)))
                    .toList();
            send(attempts.getFirst());
            others.forEach(Histories::join);
            n += attempts.size();
        }
    }

    private void send(Attempt attempt) {
        var reply = ledger.execute(translation.command(attempt.ask()), attempt.how(), translation);
        attempt.answer().is(reply.written(translation), reply.replayed());
        if (attempt.answer().get().code() < 400) {
            recent.note(attempt);
        }
    }

    private void compare(Model model, List<Attempt> decided, Queue<Attempt> sent) {
        var told = new HashSet<UUID>();
        var round = new ArrayList<Attempt>();
        for (var attempt : decided) {
            told.add(attempt.id());
            var said = attempt.preview() ? model.preview(attempt.ask()) : model.decide(attempt.ask());
            require(attempt, Translation.written(said, attempt.preview() ? null : model.position()), false);
            if (attempt.key() != null) {
                round.add(attempt);
                if (known.put(attempt.key(), new Known(attempt.request(), attempt.heard())) != null) {
                    throw new Wrong("decided twice: " + attempt);
                }
            }
            count(attempt.preview() ? "previewed" : said.yes() ? "accepted" : "refused: " + kind(said.words()));
        }
        for (var attempt : sent) {
            if (!told.contains(attempt.id())) {
                compareAgain(attempt);
            }
        }
        forgetMost(round);
    }

    /** One that was not decided: its key had an answer, of the same request or of another. */
    private void compareAgain(Attempt attempt) {
        var first = known.get(String.valueOf(attempt.key()));
        if (first == null) {
            throw new Wrong("nobody decided " + attempt);
        }
        boolean same = first.request() == attempt.request();
        require(attempt, same ? first.words() : Translation.keyReused(), same);
        count(same ? "answered again" : "refused: another request under the same key");
    }

    private static void require(Attempt attempt, String expected, boolean replayed) {
        if (!attempt.heard().equals(expected) || attempt.answer().replayed() != replayed) {
            throw new Wrong("%s%n  was answered  %s, replayed: %s%n  and should be %s, replayed: %s"
                    .formatted(attempt, attempt.heard(), attempt.answer().replayed(), expected, replayed));
        }
    }

    /** Some keys of this round are asked again in all later ones. */
    private void forgetMost(List<Attempt> round) {
        round.stream().limit(KEPT_OF_A_ROUND).forEach(earlier::add);
        var kept = new HashSet<String>();
        earlier.forEach(it -> kept.add(String.valueOf(it.key())));
        known.keySet().retainAll(kept);
    }

    private void compareEvents(Model model, long from) {
        var expected = model.events();
        var there = events(from);
        for (int n = 0; n < Math.max(expected.size(), there.size()); n++) {
            var wanted = n < expected.size() ? expected.get(n) : "nothing";
            var found = n < there.size() ? there.get(n) : "nothing";
            if (!wanted.equals(found)) {
                throw new Wrong(
                        "position %d%n  holds       %s%n  and should be %s".formatted(from + n + 1, found, wanted));
            }
        }
    }

    private List<String> events(long from) {
        return db.sql("""
                        select position, stream, type, operation, payload
                          from journal.event
                         where position > :from
                         order by position
                        """)
                .param("from", from)
                .query((row, _) -> {
                    var payload = JSON.readTree(row.getString("payload"));
                    var type = row.getString("type");
                    return Model.line(
                            type.substring(0, type.lastIndexOf('.')),
                            row.getString("stream"),
                            row.getString("operation"),
                            payload.path("amount")
                                    .asLong(payload.path("failures").asLong(0)),
                            payload.path("balance")
                                    .asLong(payload.path("guaranteeDigital").asLong(0)));
                })
                .list();
    }

    private long position() {
        return db.sql("select position from journal.head").query(Long.class).single();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static String kind(String words) {
        return words.split(" ", 2)[0];
    }

    private static UUID id(Object command) {
        return switch (command) {
            case Payment it -> it.operation().id().uuid();
            case PayBatch it -> it.payments().getFirst().operation().id().uuid();
            case Refund it -> it.operation().id().uuid();
            case ConversionCommand it -> it.operation().id().uuid();
            case AccountCommand it -> it.operation().id().uuid();
            default -> new UUID(0, 0);
        };
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
