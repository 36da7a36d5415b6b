package laroue.admin.takeover;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.admin.node.Verb;
import laroue.admin.takeover.HistoryFile.NotAHistoryException;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue import FILE.csv}: first the whole file is rehearsed, then it is written. So a line that breaks a rule
 * leaves the ledger as it was; and a crash while writing is mended by the same command again, because a line that was
 * taken over is known.
 */
@Component
@Import(TakeOverDesk.class)
class ImportVerb implements Verb {

    private final TakeOverDesk desk;

    ImportVerb(TakeOverDesk desk) {
        this.desk = desk;
    }

    /** What the command line asks for. */
    private record Asked(Path file, AssociationCode association, Set<String> professionals, boolean skipInvalid) {}

    @Override
    public int run(List<String> arguments, PrintStream out) {
        try {
            var asked = asked(arguments);
            if (asked.isEmpty()) {
                out.println("usage: import FILE.csv [--association CODE] [--professionals FILE] [--skip-invalid]");
                return 2;
            }
            return takeOver(asked.get(), out);
        } catch (NotAHistoryException e) {
            out.println("import: " + e.getMessage() + "; the ledger is as it was");
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int takeOver(Asked asked, PrintStream out) throws IOException {
        var rehearsal = desk.rehearse(asked.association(), asked.professionals(), Instant.now());
        var leftOut = new LeftOut(asked.file());
        HistoryFile.read(asked.file(), rows -> {
            rehearsal.foresee(rows);
            for (var row : rows) {
                var fault = rehearsal.accept(row);
                if (fault != null && !asked.skipInvalid()) {
                    throw new NotAHistoryException("line %d: %s".formatted(row.number(), fault));
                }
                if (fault != null) {
                    leftOut.add(row, fault);
                }
            }
        });
        leftOut.close();
        out.printf(
                "%d lines to take over, %d were taken over before, %d left out%s%n",
                rehearsal.lines().size(),
                rehearsal.knownBefore(),
                leftOut.count(),
                leftOut.count() == 0 ? "" : " (see " + leftOut.file() + ")");
        long began = System.nanoTime();
        desk.write(
                rehearsal,
                written -> out.printf(
                        "written %d of %d lines, %d a second%n",
                        written, rehearsal.lines().size(), Math.round(written * 1e9 / (System.nanoTime() - began))));
        return 0;
    }

    private static Optional<Asked> asked(List<String> arguments) throws IOException {
        @Nullable Path file = null;
        var association = "05";
        Set<String> professionals = new HashSet<>();
        boolean skipInvalid = false;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            if (word.equals("--skip-invalid")) {
                skipInvalid = true;
            } else if (word.equals("--association") && rest.hasNext()) {
                association = rest.next();
            } else if (word.equals("--professionals") && rest.hasNext()) {
                professionals = names(Path.of(rest.next()));
            } else if (!word.startsWith("--") && file == null) {
                file = Path.of(word);
            } else {
                return Optional.empty();
            }
        }
        if (file == null || !Files.isReadable(file) || !AssociationCode.isWellFormed(association)) {
            return Optional.empty();
        }
        return Optional.of(new Asked(file, new AssociationCode(association), professionals, skipInvalid));
    }

    private static Set<String> names(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.toSet());
        }
    }

    /** The lines that were not taken over, in a file beside the history, each with its reason; made when needed. */
    private static final class LeftOut {

        private final Path file;
        private @Nullable BufferedWriter out;
        private long count;

        LeftOut(Path history) {
            this.file = history.resolveSibling(history.getFileName() + ".left-out.csv");
        }

        Path file() {
            return file;
        }

        long count() {
            return count;
        }

        void add(HistoryFile.Row row, String why) {
            try {
                if (out == null) {
                    out = Files.newBufferedWriter(file);
                }
                out.write("# line %d: %s%n%s%n".formatted(row.number(), why, row.text()));
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }
}
