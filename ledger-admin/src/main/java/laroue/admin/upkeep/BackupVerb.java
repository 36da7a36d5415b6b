package laroue.admin.upkeep;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import laroue.admin.node.Arguments;
import laroue.admin.node.Verb;
import laroue.backup.Backup;
import laroue.backup.BackupException;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import laroue.backup.Passphrase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue backup DIR [--keep N]}: copies journal and register into a folder, while a node works or not; encrypted where
 * {@code LAROUE_BACKUP_PASSPHRASE} is set. Exit 1 and why, if it cannot be made.
 */
@Component
class BackupVerb implements Verb<Arguments.Backup> {

    private static final int FAULT = 1;

    private final Backup backup;
    private final BackupLog log;
    private final String passphrase;

    BackupVerb(Backup backup, BackupLog log, @Value("${laroue.backup-passphrase:}") String passphrase) {
        this.backup = backup;
        this.log = log;
        this.passphrase = passphrase;
    }

    @Override
    public int run(Arguments.Backup arguments, PrintStream out) {
        var folder = arguments.folder();
        long began = System.nanoTime();
        var progress = new CopyProgress(out, "copied");
        try {
            var written = backup.run(folder, passphrase(), arguments.keep(), progress);
            progress.end();
            note(written, began, out);
            out.printf(
                    "Backup %d is in %s: %d events, %d of them new; %s written, %s in all.%n",
                    written.number(),
                    folder,
                    written.position(),
                    written.newEvents(),
                    Bytes.of(written.newBytes()),
                    Bytes.of(written.bytes()));
            out.printf("checkpoint %s%n", written.checkpoint());
            return 0;
        } catch (BackupException e) {
            e.faults().forEach(it -> out.println("backup: " + it));
            noteFault(e.faults().getFirst(), began, out);
            return FAULT;
        } catch (IOException e) {
            out.println("backup: cannot write there: " + e);
            noteFault(e.toString(), began, out);
            return FAULT;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Passphrase passphrase() {
        return passphrase.isEmpty() ? null : new Passphrase(passphrase);
    }

    private void note(Backup.Written written, long began, PrintStream out) {
        enter(written.position(), written.bytes(), began, null, out);
    }

    private void noteFault(String fault, long began, PrintStream out) {
        enter(null, null, began, fault, out);
    }

    /** A database that cannot be written to, or is of an earlier release, is backed up all the same. */
    private void enter(
            @Nullable Long position, @Nullable Long bytes, long began, @Nullable String fault, PrintStream out) {
        try {
            log.enter(Act.MADE, position, bytes, Duration.ofNanos(System.nanoTime() - began), fault);
        } catch (DataAccessException e) {
            out.println("It could not be noted in the ledger that it was backed up: "
                    + e.getMostSpecificCause().getMessage());
        }
    }
}
