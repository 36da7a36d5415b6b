package laroue.admin.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import laroue.admin.node.Verb;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue bench}: measures, over the PostgreSQL that it is given to throw away. Figures go to where results go,
 * one a line and nothing else; what is going on goes to standard error.
 */
@Component
class BenchVerb implements Verb {

    private final Environment environment;

    BenchVerb(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var scale = scale(arguments);
        if (scale.isEmpty()) {
            System.err.println("usage: bench [--quick]");
            return 2;
        }
        var store = new Store(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        var folder = Path.of(environment.getRequiredProperty("laroue.folder"));
        var aside = new Aside(System.err);
        new Machine(store, folder).describe(aside);
        try {
            new Bench(store, folder, scale.get(), new Sheet(out, aside), aside).run();
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the bench fails", e);
        }
        return 0;
    }

    private static Optional<Scale> scale(List<String> arguments) {
        return switch (String.join(" ", arguments)) {
            case "" -> Optional.of(Scale.FULL);
            case "--quick" -> Optional.of(Scale.QUICK);
            // For the test that keeps all this from rotting.
            case "--smoke" -> Optional.of(Scale.SMOKE);
            default -> Optional.empty();
        };
    }
}
