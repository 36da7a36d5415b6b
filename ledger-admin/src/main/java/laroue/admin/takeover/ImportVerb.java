package laroue.admin.takeover;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import laroue.admin.node.Arguments;
import laroue.admin.node.Verb;
import laroue.file.FileFault;
import laroue.file.UnreadableFileException;
import laroue.value.AssociationCode;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue import FILE.csv}: first the whole file is rehearsed, then it is written. So a line that breaks a rule
 * leaves the ledger as it was; and a crash while writing is mended by the same command again, because a line that was
 * taken over is known.
 */
@Component
@Import(TakeOverDesk.class)
class ImportVerb implements Verb<Arguments.Import> {

    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;

    /** Faults that are printed one by one; what more there are is counted. */
    private static final int MOST_FAULTS = 100;

    private static final String USAGE =
            "usage : import FICHIER.csv [--association CODE] [--professionals FICHIER] [--skip-invalid]";

    private static final String AS_IT_WAS = "Rien n'a été repris : le registre est comme avant.";

    private final TakeOverDesk desk;

    ImportVerb(TakeOverDesk desk) {
        this.desk = desk;
    }

    /** The command line asks for something that there is not. */
    private static final class WrongUseException extends Exception {

        private final String why;

        WrongUseException(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    /** Faults in the order of the file: the first ones, and how many there are. */
    private static final class Faults {

        private final List<FileFault> first = new ArrayList<>();
        private long count;

        void add(List<FileFault> more) {
            count += more.size();
            more.stream().limit(Math.max(0, MOST_FAULTS - first.size())).forEach(first::add);
        }

        void print(PrintStream out) {
            first.forEach(out::println);
            if (count > first.size()) {
                out.printf("… et %s%n", French.counted(count - first.size(), "faute") + " de plus");
            }
        }
    }

    @Override
    public int run(Arguments.Import asked, PrintStream out) {
        try {
            requireMeant(asked);
            return takeOver(asked, out);
        } catch (WrongUseException e) {
            out.println("import : " + e.why);
            out.println(USAGE);
            return WRONG_USE;
        } catch (UnreadableFileException e) {
            return refused(e.faults(), out);
        } catch (IOException e) {
            return cannot(e, out);
        } catch (UncheckedIOException e) {
            return cannot(e, out);
        }
    }

    private int takeOver(Arguments.Import asked, PrintStream out) throws IOException {
        var professionals =
                asked.professionals() == null ? Professionals.none() : Professionals.read(asked.professionals());
        var rehearsal = desk.rehearse(new AssociationCode(asked.association()), professionals, Instant.now());
        var refusal = rehearsal.whyNotFounded();
        if (refusal != null) {
            return refused(refusal, out);
        }
        var faults = new Faults();
        try (var leftOut = new LeftOut(asked.file())) {
            rehearse(asked, rehearsal, faults, leftOut, out);
            faults.add(rehearsal.misspeltProfessionals());
            if (faults.count > 0) {
                faults.print(out);
                out.println(AS_IT_WAS);
                return REFUSED;
            }
            announce(rehearsal, leftOut, out);
        }
        return write(rehearsal, out);
    }

    private static void rehearse(
            Arguments.Import asked, Rehearsal rehearsal, Faults faults, LeftOut leftOut, PrintStream out)
            throws IOException {
        try (var history = new HistoryFile(asked.file())) {
            out.printf("%s : %s%n", asked.file().getFileName(), history.format());
            history.read(rows -> {
                rehearsal.foresee(rows);
                for (var row : rows) {
                    boolean accepted = rehearsal.accept(row);
                    if (!accepted && asked.skipInvalid()) {
                        leftOut.add(row.cells());
                    } else if (!accepted) {
                        faults.add(row.cells().faults());
                    }
                }
            });
        }
    }

    private static void announce(Rehearsal rehearsal, LeftOut leftOut, PrintStream out) {
        out.printf(
                "%s à reprendre, %s auparavant, %s%n",
                French.lines(rehearsal.lines().size()),
                French.counted(rehearsal.knownBefore(), "reprise"),
                French.counted(leftOut.lines(), "laissée") + " de côté");
        if (rehearsal.repeated() > 0) {
            out.printf("%s dans le fichier, prises une fois%n", French.counted(rehearsal.repeated(), "répétition"));
        }
        if (leftOut.file() != null) {
            out.println("laissé de côté, dans " + leftOut.file() + " :");
            leftOut.sums().forEach(it -> out.println("  " + it));
        }
        rehearsal.remarks().forEach(it -> out.println("à vérifier : " + it));
    }

    private int write(Rehearsal rehearsal, PrintStream out) {
        if (rehearsal.lines().isEmpty()) {
            out.println("Il n'y a rien à reprendre.");
            return 0;
        }
        var refusal = desk.found(rehearsal);
        if (refusal.isPresent()) {
            return refused(refusal.get(), out);
        }
        if (rehearsal.foundation() != null) {
            out.printf("L'association %s n'existait pas : elle vient d'être fondée.%n", rehearsal.association());
        }
        long began = System.nanoTime();
        desk.write(
                rehearsal,
                written -> out.printf(
                        "%d sur %s, %d par seconde%n",
                        written,
                        French.lines(rehearsal.lines().size()),
                        Math.round(written * 1e9 / (System.nanoTime() - began))));
        return 0;
    }

    private static int refused(String why, PrintStream out) {
        out.println("import : " + why);
        out.println(AS_IT_WAS);
        return REFUSED;
    }

    private static int refused(List<FileFault> faults, PrintStream out) {
        faults.forEach(out::println);
        out.println(AS_IT_WAS);
        return REFUSED;
    }

    private static int cannot(Exception e, PrintStream out) {
        out.println("import : lecture ou écriture impossible : " + e.getMessage());
        out.println(AS_IT_WAS);
        return REFUSED;
    }

    private static void requireMeant(Arguments.Import asked) throws WrongUseException {
        requireReadable(asked.file());
        if (asked.professionals() != null) {
            requireReadable(asked.professionals());
        }
        if (!AssociationCode.isWellFormed(asked.association())) {
            throw new WrongUseException("« " + asked.association()
                    + " » n'est pas un code d'association (un à six chiffres ou majuscules)");
        }
    }

    private static void requireReadable(Path file) throws WrongUseException {
        if (!Files.exists(file)) {
            throw new WrongUseException("le fichier " + file + " n'existe pas");
        }
        if (!Files.isReadable(file)) {
            throw new WrongUseException("le fichier " + file + " ne peut pas être lu");
        }
    }
}
