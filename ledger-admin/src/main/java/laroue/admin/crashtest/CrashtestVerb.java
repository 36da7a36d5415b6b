package laroue.admin.crashtest;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import laroue.admin.node.ThrowAway;
import laroue.admin.node.Verb;
import laroue.audit.Verification;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue crashtest [--trials N] [--zombies N] [--seed S]}: a line a trial, and a summary; exit 1 at the first
 * promise that is broken.
 */
@Component
class CrashtestVerb implements Verb {

    private static final int BROKEN = 1;
    private static final int WRONG_USE = 2;
    private static final int TRIALS = 10;

    /** Of this verb alone: a node that runs has none. */
    private final ObjectProvider<ThrowAway> database;

    private final Verification verification;

    CrashtestVerb(ObjectProvider<ThrowAway> database, Verification verification) {
        this.database = database;
        this.verification = verification;
    }

    /**
     * What is asked for.
     *
     * @param trials with kills
     * @param zombies trials with pauses
     * @param seed of the first trial; the next one has the next number
     */
    record Plan(int trials, int zombies, long seed) {

        static Optional<Plan> of(List<String> arguments) {
            var plan = new Plan(0, 0, ThreadLocalRandom.current().nextLong(1_000_000));
            try {
                for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
                    plan = plan.with(it.next(), it.hasNext() ? Long.parseLong(it.next()) : -1);
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                return Optional.empty();
            }
            return Optional.of(plan.trials + plan.zombies > 0 ? plan : new Plan(TRIALS, 0, plan.seed));
        }

        private Plan with(String option, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(option);
            }
            return switch (option) {
                case "--trials" -> new Plan(Math.toIntExact(value), zombies, seed);
                case "--zombies" -> new Plan(trials, Math.toIntExact(value), seed);
                case "--seed" -> new Plan(trials, zombies, value);
                default -> throw new IllegalArgumentException(option);
            };
        }
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var plan = Plan.of(arguments);
        if (plan.isEmpty()) {
            out.println("usage: crashtest [--trials N] [--zombies N] [--seed S]");
            return WRONG_USE;
        }
        // What it says of connections that are cut is no news here.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("com.zaxxer.hikari", LogLevel.ERROR);
        try {
            run(plan.get(), out);
        } catch (Wrong broken) {
            out.println();
            out.println("BROKEN: " + broken.getMessage());
            return BROKEN;
        }
        return 0;
    }

    private void run(Plan plan, PrintStream out) {
        if (plan.trials() > 0) {
            new Crashes(database.getObject(), verification, out).run(plan.trials(), plan.seed());
            out.printf(
                    "%d kills, seeds %d to %d: every acknowledged payment is there once, and no other.%n",
                    plan.trials(), plan.seed(), plan.seed() + plan.trials() - 1);
        }
        if (plan.zombies() > 0) {
            new Zombies(database.getObject(), verification, out).run(plan.zombies(), plan.seed());
            out.printf(
                    "%d take-overs from a paused writer, seeds %d to %d: no split write.%n",
                    plan.zombies(), plan.seed(), plan.seed() + plan.zombies() - 1);
        }
    }
}
