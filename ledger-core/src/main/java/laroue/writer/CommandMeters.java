package laroue.writer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times commands by kind and by outcome. The meters of a kind of command are registered, at 0, when its handler
 * is: a rate can be computed from the first scrape on, and there are never more than kinds times outcomes.
 */
final class CommandMeters {

    /** What came of a command, for who sent it. */
    enum CommandOutcome {
        ACCEPTED,
        REFUSED,
        /** The answer of an earlier request with the same key. */
        REPLAYED,
        /** By an exception: a bug, or a database that refuses. Nothing was written. */
        FAILED,
        /** Told to come back, because too many wait or because another node writes. Nothing was written. */
        BUSY,
        /** Told that nobody knows yet; when it is written or fails after that, it is counted there too. */
        UNKNOWN;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record OfKind(Map<CommandOutcome, Timer> timers, Counter setAside) {}

    private final MeterRegistry registry;
    private final Map<String, OfKind> kinds = new ConcurrentHashMap<>();

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param type the full name of the command's class, under which its handler is subscribed */
    void register(String type) {
        of(type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1));
    }

    void record(Class<?> type, CommandOutcome outcome, long beganNanos) {
        requireNonNull(of(type.getSimpleName()).timers().get(outcome))
                .record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
    }

    void setAside(Class<?> type) {
        of(type.getSimpleName()).setAside().increment();
    }

    private OfKind of(String command) {
        return kinds.computeIfAbsent(command, this::registered);
    }

    private OfKind registered(String command) {
        var timers = new EnumMap<CommandOutcome, Timer>(CommandOutcome.class);
        for (var outcome : CommandOutcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("laroue.commands")
                            .description("commands, from the beginning of their batch to their answer")
                            .tag("command", command)
                            .tag("outcome", outcome.label())
                            .register(registry));
        }
        return new OfKind(
                timers,
                Counter.builder("laroue.commands.set.aside")
                        .description("commands that failed by themselves: bugs, or a database that refuses")
                        .tag("command", command)
                        .register(registry));
    }
}
