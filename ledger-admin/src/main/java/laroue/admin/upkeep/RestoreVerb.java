package laroue.admin.upkeep;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import laroue.admin.node.Arguments;
import laroue.admin.node.LiveLedger;
import laroue.admin.node.Verb;
import laroue.audit.Checkpoint;
import laroue.audit.Verification;
import laroue.audit.Verification.Part;
import laroue.backup.BackupException;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import laroue.backup.Passphrase;
import laroue.backup.Restore;
import laroue.register.DataKeys;
import laroue.register.Verifications;
import laroue.runtime.Rebuild;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue restore DIR [--number N]}: loads a backup into an empty database, rebuilds the views, and verifies the ledger
 * against the checkpoint of the backup. {@code ./laroue restore --check DIR} does the same in a scratch database, which goes
 * away, and tells the node. Exit 1 and all that is missing or damaged, before a row is written.
 */
@Component
class RestoreVerb implements Verb<Arguments.Restore> {

    private static final int FAULT = 1;

    private final Restore restore;
    private final ObjectProvider<Rebuild> rebuild;
    private final ObjectProvider<Verification> verification;
    private final ObjectProvider<Verifications> verifications;
    private final ObjectProvider<LiveLedger> live;
    private final String passphrase;
    private final String secret;

    /** What needs the schemas is made when the rows are there. */
    RestoreVerb(
            Restore restore,
            ObjectProvider<Rebuild> rebuild,
            ObjectProvider<Verification> verification,
            ObjectProvider<Verifications> verifications,
            ObjectProvider<LiveLedger> live,
            @Value("${laroue.backup-passphrase:}") String passphrase,
            @Value("${laroue.secret:}") String secret) {
        this.restore = restore;
        this.rebuild = rebuild;
        this.verification = verification;
        this.verifications = verifications;
        this.live = live;
        this.passphrase = passphrase;
        this.secret = secret;
    }

    @Override
    public int run(Arguments.Restore asked, PrintStream out) {
        long began = System.nanoTime();
        var found = new Found();
        try {
            found.fault = restored(asked, found, out);
        } catch (BackupException e) {
            e.faults().forEach(it -> out.println("restore: " + it));
            found.fault = e.faults().getFirst();
        } catch (IOException e) {
            out.println("restore: cannot read it: " + e);
            found.fault = e.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAULT;
        }
        if (asked.check()) {
            note(found, Duration.ofNanos(System.nanoTime() - began), out);
        }
        return found.fault == null ? 0 : FAULT;
    }

    /** What a check tells the node. */
    private static final class Found {
        private @Nullable Long position;
        private @Nullable Long bytes;
        private @Nullable String fault;
    }

    /** The first fault of the ledger that came out of it; null if it agrees with itself and with the checkpoint. */
    private @Nullable String restored(Arguments.Restore asked, Found found, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        var progress = new CopyProgress(out, "loaded");
        var loading = restore.check(
                asked.folder(), asked.number(), passphrase.isEmpty() ? null : new Passphrase(passphrase), progress);
        found.position = loading.position();
        found.bytes = loading.bytes();
        out.printf("%s: %d events; every part is there and as it was written.%n", loading.madeBy(), loading.position());
        if (!secret.isEmpty() && !loading.opensWith(key -> DataKeys.opens(secret, key))) {
            throw wrongSecret();
        }
        loading.load(progress);
        progress.end();
        rebuilt(out);
        var fault = verified(loading.checkpoint(), out);
        loading.end();
        out.println(
                fault == null
                        ? "The ledger agrees with itself and with the checkpoint of the backup: " + loading.checkpoint()
                        : "FAULT at " + fault + "; the ledger was backed up with it");
        return fault;
    }

    private static BackupException wrongSecret() {
        return new BackupException(
                "LAROUE_SECRET is not the secret that the ledger had when it was backed up: it does not open its data key");
    }

    private void rebuilt(PrintStream out) {
        var progress = new ProgressLine(out, "views read");
        rebuild.getObject().run(progress).unfolded().forEach(it -> out.println("not in a view: " + it));
        progress.end();
    }

    private @Nullable String verified(String checkpoint, PrintStream out) {
        var progress = new ProgressLine(out, "verified");
        var report = verification
                .getObject()
                .run(Checkpoint.parse(checkpoint).orElseThrow(), EnumSet.allOf(Part.class), progress);
        progress.end();
        verifications.getObject().enter(report.events(), checkpoint, report.fault());
        return report.fault();
    }

    private void note(Found found, Duration took, PrintStream out) {
        live.stream().flatMap(it -> it.db().stream()).forEach(db -> {
            try {
                new BackupLog(db).enter(Act.CHECKED, found.position, found.bytes, took, found.fault);
            } catch (DataAccessException e) {
                out.println("It could not be noted in the ledger that the backup was checked: "
                        + e.getMostSpecificCause().getMessage());
            }
        });
    }
}
