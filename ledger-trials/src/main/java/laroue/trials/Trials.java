package laroue.trials;

import java.io.PrintStream;
import java.util.concurrent.ThreadLocalRandom;
import laroue.admin.node.CannotStart;
import laroue.trials.bench.Bench;
import laroue.trials.bench.Scale;
import laroue.trials.crashtest.Crashtest;
import laroue.trials.model.Histories;
import laroue.trials.node.Postgres;
import laroue.trials.node.Wrong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line of the trials. Each makes a PostgreSQL of its own and throws it away. */
@Command(
        name = "laroue",
        description =
                "Measures a ledger, or tries to break it. Each command makes a PostgreSQL of its own and throws it away.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
public final class Trials {

    private static final int BROKEN = 1;
    private static final int TRIALS = 10;
    private static final String OPERATIONS = "1000000";

    private final PrintStream out;

    private Trials(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        // Spring opens the log later; until then libraries would write to it whatever they like.
        LoggingSystem.get(Trials.class.getClassLoader()).beforeInitialize();
        System.exit(commandLine(System.out).execute(arguments));
    }

    /** @param out for results; what is going on goes to standard error */
    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new Trials(out)).setExecutionExceptionHandler((fault, command, _) -> {
            if (fault instanceof CannotStart it) {
                command.getErr().println("laroue: " + it.getMessage());
                return it.exitCode();
            }
            LoggerFactory.getLogger(Trials.class).error("{} failed", command.getCommandName(), fault);
            return BROKEN;
        });
    }

    @Command(
            description = "Measures throughput and response times: a figure a line, name, value and unit between tabs.")
    int bench(
            @Option(names = "--quick", description = "The same in some four minutes.") boolean quick,
            @Option(names = "--smoke", hidden = true) boolean smoke) {
        // Libraries write to standard output whatever they like, and results are read by programs.
        System.setOut(System.err);
        new Bench(Postgres.forMany(), quick ? Scale.QUICK : smoke ? Scale.SMOKE : Scale.FULL, out).run();
        return 0;
    }

    @Command(
            description =
                    "Kills or pauses parts of a ledger at work, and counts afterwards; exit 1 at the first promise that"
                            + " is broken.")
    int crashtest(
            @Option(
                            converter = Count.class,
                            names = "--trials",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "With a kill each; 10 if nothing is said.")
                    long trials,
            @Option(
                            converter = Count.class,
                            names = "--zombies",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "With a pause of the writer each.")
                    long zombies,
            @Option(
                            converter = Count.class,
                            names = "--seed",
                            paramLabel = "S",
                            description = "Of the first trial; the next has the next number.")
                    @Nullable
                    Long seed) {
        System.setOut(System.err);
        var crashtest = new Crashtest(Postgres.start(), out);
        try {
            crashtest.run(
                    trials + zombies == 0 ? TRIALS : Math.clamp(trials, 0, Integer.MAX_VALUE),
                    Math.clamp(zombies, 0, Integer.MAX_VALUE),
                    orDrawn(seed));
            return 0;
        } catch (Wrong broken) {
            out.println();
            out.println("BROKEN: " + broken.getMessage());
            return BROKEN;
        }
    }

    @Command(
            description =
                    "Many clients at once, and every answer and event against a model; exit 1 at the first that differs.")
    int model(
            @Option(
                            converter = Count.class,
                            names = "--operations",
                            paramLabel = "N",
                            defaultValue = OPERATIONS,
                            description = "How many.")
                    long operations,
            @Option(
                            converter = Count.class,
                            names = "--seed",
                            paramLabel = "S",
                            description = "One seed is one history.")
                    @Nullable
                    Long seed) {
        long drawn = orDrawn(seed);
        System.setOut(System.err);
        out.printf("seed %d%n", drawn);
        try {
            Histories.over(Postgres.start().store(), operations, drawn, out);
            return 0;
        } catch (Wrong different) {
            out.println("DIFFERENT: " + different.getMessage());
            return BROKEN;
        }
    }

    private static long orDrawn(@Nullable Long seed) {
        return seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    }

    /** A whole number, 0 or more. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String typed) {
            if (!typed.matches("[0-9]{1,18}")) {
                throw new TypeConversionException("'" + typed + "' is no whole number of at most 18 digits");
            }
            return Long.valueOf(typed);
        }
    }
}
