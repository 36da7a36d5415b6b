package laroue.admin.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What {@code postmaster.pid} tells about the PostgreSQL that works, or worked, on a folder: its lines are process id,
 * folder, start time, port, socket, address, shared memory and state.
 */
record Postmaster(Path folder, long pid, int port, boolean ready) {

    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** Empty if PostgreSQL was stopped properly, or has not yet written all of the file. */
    static Optional<Postmaster> of(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            folder,
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip()),
                            lines.size() > 7 && "ready".equals(lines.get(7).strip())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new CannotStart("cannot read " + folder.resolve("postmaster.pid") + ": " + e.getMessage());
        }
    }

    /**
     * Stops a PostgreSQL that outlived its node (a node killed with -9 cannot stop it: it has a session of its own). A
     * file left behind by a dead one goes away, also when its number is another process's by now; PostgreSQL itself
     * would take that process for a rival and refuse to start. The caller holds the folder.
     */
    void stopOrphan() {
        var orphan = ProcessHandle.of(pid).filter(this::isPostgres);
        if (orphan.isPresent() && !stops(orphan.get(), "INT", FAST) && !stops(orphan.get(), "QUIT", AT_ONCE)) {
            throw new CannotStart("the PostgreSQL of an earlier run (process " + pid + ") does not stop");
        }
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process numbers are used again: only one that names this folder on its command line is ours to stop. */
    private boolean isPostgres(ProcessHandle process) {
        var line = commandLine(process);
        return line.contains("postgres") && line.contains(folder.toString());
    }

    private static String commandLine(ProcessHandle process) {
        try {
            // ProcessHandle leaves out lines that are long; this one is whole, where it exists.
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static boolean stops(ProcessHandle process, String signal, Duration patience) {
        try {
            signal(signal, List.of(process));
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("process " + process.pid() + " cannot be waited for", e);
        }
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        var numbers = processes.stream().map(it -> Long.toString(it.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder(List.of("/bin/sh", "-c", "kill -" + signal + " " + numbers))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal the processes " + numbers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
