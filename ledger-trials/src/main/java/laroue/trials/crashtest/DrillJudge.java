package laroue.trials.crashtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;
import org.jspecify.annotations.Nullable;

/**
 * The judge of the cluster's drill (deploy/cluster/drill.sh, which breaks things): has customers pay over HTTP, and holds
 * what they were answered against what is in the journal. It is told by words on its standard input, and answers each with
 * a line:
 *
 * <ul>
 *   <li>{@code found} makes a town in an empty ledger;
 *   <li>{@code load SEED} lets its people pay;
 *   <li>{@code stop} ends that, sends every key again, and counts.
 * </ul>
 *
 * The line begins with {@code broken} when a promise was broken; then it ends.
 */
public final class DrillJudge {

    /** No request may be without an answer for longer: the ledger answers within 20 seconds, and something is between. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final int MOST_PAUSE_MILLIS = 2_000;

    /** Of the requests of a trial, so many are sent again in each later one. */
    private static final int KEPT_OF_A_TRIAL = 5;

    private final Store journal;
    private final Proxy proxy;
    private final List<Sent> earlier = new ArrayList<>();
    private List<Customer> persistent = List.of();
    private List<Customer> steady = List.of();
    private @Nullable Books books;
    private @Nullable Trial trial;

    private record Trial(Load load, SteadyPayers payers) {}

    private DrillJudge(Store journal, Proxy proxy) {
        this.journal = journal;
        this.proxy = proxy;
    }

    /**
     * Reads words until there are no more.
     *
     * @param arguments the JDBC URL of the primary, and where nodes are; the environment holds READER_PASSWORD, of
     *     laroue_reader, and ADMIN_SECRET, of the client admin
     */
    public static void main(String... arguments) throws IOException {
        var environment = System.getenv();
        var addresses = Arrays.stream(arguments).skip(1).map(URI::create).toList();
        var judge = new DrillJudge(
                new Store(arguments[0], "laroue_reader", secret(environment, "READER_PASSWORD")),
                new Proxy(addresses, PATIENCE, secret(environment, "ADMIN_SECRET")));
        var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = words.readLine(); line != null; line = words.readLine()) {
            if (!judge.obey(line, System.out)) {
                System.exit(1);
            }
        }
    }

    private static String secret(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "");
    }

    private boolean obey(String line, PrintStream out) {
        try {
            out.println(answer(line.split(" ", -1)));
            return true;
        } catch (Wrong wrong) {
            out.println("broken: " + String.valueOf(wrong.getMessage()).replaceAll("\\R\\s*", " | "));
            return false;
        }
    }

    private String answer(String... words) {
        return switch (words[0]) {
            case "found" -> found();
            case "load" -> load(Long.parseLong(words[1]));
            case "stop" -> stop();
            default -> throw new Wrong("what is " + words[0] + "?");
        };
    }

    private String found() {
        var town = Town.found(proxy, "05");
        books = new Books(journal, town.balances());
        persistent = town.customers(proxy, 1);
        steady = town.customers(proxy, 2);
        return persistent.size()
                + " customers who send again what was not answered, and 8 payments a second that are sent once";
    }

    private String load(long seed) {
        var random = new SplittableRandom(seed);
        var name = "drill-" + seed;
        var load = Load.start(persistent, MOST_PAUSE_MILLIS, name, random.split());
        trial = new Trial(load, SteadyPayers.start(steady, load, proxy, name, random.split()));
        proxy.longestWait();
        return "it pays";
    }

    private String stop() {
        var it = trial;
        var ledger = books;
        if (it == null || ledger == null) {
            throw new Wrong("nothing was begun");
        }
        var away = it.payers().stop();
        it.load().stop();
        var wait = proxy.longestWait();
        Settling.require(it.load().faults());
        var sent = it.load().sent();
        var told = Settling.of(sent, proxy);
        long events = ledger.check(sent);
        Settling.of(earlier, proxy);
        ledger.checkViews(proxy);
        ledger.checkEpochs();
        int unanswered = proxy.unanswered();
        if (unanswered > 0) {
            throw new Wrong("%d requests had no answer for %d s".formatted(unanswered, PATIENCE.toSeconds()));
        }
        earlier.addAll(sent.stream().limit(KEPT_OF_A_TRIAL).toList());
        return "%4d requests, %3d told afterwards, %3d of them were done; %4d events; away %.1f s, longest wait %.1f s"
                .formatted(
                        told.asked(),
                        told.asked() - told.heard(),
                        told.done(),
                        events,
                        away.toMillis() / 1000.0,
                        wait.toMillis() / 1000.0);
    }
}
