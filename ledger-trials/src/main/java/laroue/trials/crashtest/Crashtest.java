package laroue.trials.crashtest;

import java.io.PrintStream;
import laroue.audit.Verification;
import laroue.trials.node.Postgres;
import laroue.trials.node.Wrong;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Trials with kills, then trials with pauses, over one ledger each: a line a trial, and a summary. */
public record Crashtest(Postgres postgres, PrintStream out) {

    /**
     * Runs them.
     *
     * @param kills trials in which something is killed
     * @param pauses trials in which the node that writes is paused
     * @param seed of the first trial; the next one has the next number
     * @throws Wrong at the first promise that is broken
     */
    public void run(int kills, int pauses, long seed) {
        // What it says of connections that are cut is no news here.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("com.zaxxer.hikari", LogLevel.ERROR);
        try (var core = postgres.store().core(true)) {
            var verification = core.getBean(Verification.class);
            if (kills > 0) {
                new Crashes(postgres, verification, out).run(kills, seed);
                out.printf(
                        "%d kills, seeds %d to %d: every acknowledged payment is there once, and no other.%n",
                        kills, seed, seed + kills - 1);
            }
            if (pauses > 0) {
                new Zombies(postgres, verification, out).run(pauses, seed);
                out.printf(
                        "%d take-overs from a paused writer, seeds %d to %d: no split write.%n",
                        pauses, seed, seed + pauses - 1);
            }
        }
    }
}
