package laroue.admin.node;

import java.nio.file.Path;
import java.util.Locale;
import laroue.audit.Checkpoint;
import org.jspecify.annotations.Nullable;

/** What the command line asks a verb for. */
public sealed interface Arguments {

    /**
     * The whole ledger, checked.
     *
     * @param checkpoint of the same ledger, known from elsewhere
     */
    record Verify(@Nullable Checkpoint checkpoint) implements Arguments {}

    record Rebuild() implements Arguments {}

    /**
     * The history of another system.
     *
     * @param association the code of the one that is taken over, as it was typed
     * @param professionals a file with their names
     * @param skipInvalid leaves lines with faults out
     */
    record Import(Path file, String association, @Nullable Path professionals, boolean skipInvalid)
            implements Arguments {}

    record Export(Path folder) implements Arguments {}

    /**
     * Journal and register, copied out.
     *
     * @param keep so many backups stay in the folder, 1 or more
     */
    record Backup(Path folder, int keep) implements Arguments {}

    /**
     * A backup, loaded again.
     *
     * @param number of the backup; 0 for the latest
     * @param check loads it into a database that goes away
     */
    record Restore(Path folder, int number, boolean check) implements Arguments {}

    /**
     * Another secret, or another key.
     *
     * @param confirmed without it, replacing only says what it would do
     */
    record Secret(Act act, boolean confirmed) implements Arguments {

        /** What is done with the secret or the key that it wraps. */
        public enum Act {
            ROTATE,
            REPLACE
        }
    }

    /** The word that calls it. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
