package laroue.admin.model;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import laroue.admin.node.Verb;
import laroue.audit.Verification;
import laroue.ledger.Ledger;
import laroue.writer.Writer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue model [--operations N] [--seed S]}: works on a ledger that is thrown away; exit 1 at the first answer
 * or event that is not the model's.
 */
@Component
class ModelVerb implements Verb {

    private static final int DIFFERENT = 1;
    private static final int WRONG_USE = 2;
    private static final long OPERATIONS = 1_000_000;

    private final Ledger ledger;
    private final Writer writer;
    private final JdbcClient db;
    private final Verification verification;

    ModelVerb(Ledger ledger, Writer writer, JdbcClient db, Verification verification) {
        this.ledger = ledger;
        this.writer = writer;
        this.db = db;
        this.verification = verification;
    }

    /** What is asked for. */
    record Plan(long operations, long seed) {

        static Optional<Plan> of(List<String> arguments) {
            var plan = new Plan(OPERATIONS, ThreadLocalRandom.current().nextLong(1_000_000));
            try {
                for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
                    plan = plan.with(it.next(), it.hasNext() ? Long.parseLong(it.next()) : -1);
                }
                return Optional.of(plan);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private Plan with(String option, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(option);
            }
            return switch (option) {
                case "--operations" -> new Plan(value, seed);
                case "--seed" -> new Plan(operations, value);
                default -> throw new IllegalArgumentException(option);
            };
        }
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var plan = Plan.of(arguments);
        if (plan.isEmpty()) {
            out.println("usage: model [--operations N] [--seed S]");
            return WRONG_USE;
        }
        try {
            out.printf("seed %d%n", plan.get().seed());
            new Histories(ledger, writer, db, out)
                    .run(plan.get().operations(), plan.get().seed());
            var fault = verification.run(_ -> {}).fault();
            if (fault != null) {
                throw new Wrong("verify: " + fault);
            }
        } catch (Wrong different) {
            out.println("DIFFERENT: " + different.getMessage());
            return DIFFERENT;
        }
        return 0;
    }
}
