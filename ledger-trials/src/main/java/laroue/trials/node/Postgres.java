package laroue.trials.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import laroue.admin.node.ThrowAway;

/**
 * A PostgreSQL to break: as durable as that of a node, killed and started again at will, and stopped and deleted when this
 * process ends.
 *
 * @param store the database of the ledger on it
 * @param folder where nodes may write as well; it is deleted too
 */
public record Postgres(Store store, Path folder) {

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    public static Postgres start() {
        var it = ThrowAway.start();
        return new Postgres(new Store(it.url(), it.user(), it.password()), it.folder());
    }

    /** The same, on which other databases can be put beside the ledger's. */
    public static Postgres forMany() {
        var it = start();
        var superuser = new Store(it.store.url(), "postgres", it.content("password-of-postgres"));
        superuser.run("alter role " + it.store.user() + " createdb");
        return it;
    }

    /** Kills it with all its processes at once, as a power cut would; returns when none of them is left. */
    public void kill() {
        long pid = Long.parseLong(
                content("postgres/postmaster.pid").lines().findFirst().orElseThrow());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        // The postmaster first: it would start what is missing anew.
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            for (var process : all) {
                process.onExit().get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a process of PostgreSQL survives its kill", e);
        }
    }

    /** Starts it again after a kill: on the same files, at the same address, with the options that it had. */
    public void restart() {
        // "/folder/of/programs/postgres" "-D" …
        var postgres =
                Path.of(content("postgres/postmaster.opts").split(" ?\"", 2)[0].strip());
        var start = new ProcessBuilder(List.of(
                        postgres.resolveSibling("pg_ctl").toString(),
                        "restart",
                        "--pgdata=" + folder.resolve("postgres"),
                        "--log=" + folder.resolve("postgres.log"),
                        "--wait"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("pg_ctl.log").toFile()));
        try {
            if (start.start().waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL does not start again: " + content("pg_ctl.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String content(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
