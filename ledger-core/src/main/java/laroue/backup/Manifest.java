package laroue.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laroue.backup.BackedUpTable.Moment;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one backup is: a moment of the ledger, and the files that hold it. Written last, so that a backup that has its manifest
 * is whole.
 *
 * @param format of files and manifest; a reader refuses a greater one than its own
 * @param release that made it
 * @param number of the backup in its folder, from 1
 * @param madeAt when it was begun
 * @param position of the last event in it
 * @param batch of the last checkpoint in it
 * @param root over all events in it, 64 hexadecimal digits
 * @param chain of the last checkpoint, in hexadecimal: a later backup goes on from there
 * @param encrypted whether the parts are encrypted with a passphrase
 * @param dataKey the keys that the register is protected by, wrapped by the node's secret; null of a ledger that has none yet
 * @param schemas the version of each schema, by name
 * @param parts in the order in which they are loaded
 */
record Manifest(
        int format,
        String release,
        int number,
        Instant madeAt,
        long position,
        long batch,
        String root,
        String chain,
        boolean encrypted,
        @Nullable DataKey dataKey,
        Map<String, String> schemas,
        List<Part> parts) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * The data key of the moment.
     *
     * @param fingerprint by which it is known, in hexadecimal
     * @param wrapped the key itself under the node's secret, in hexadecimal
     */
    record DataKey(String fingerprint, String wrapped) {}

    /**
     * A file that holds rows of one table.
     *
     * @param table with its schema
     * @param columns that the rows have, in their order
     * @param lastBatch the last batch whose rows are in it; null of a table that is copied whole each time
     * @param lastPosition the last event of that batch; null likewise
     * @param chain of that batch's checkpoint, in hexadecimal; null likewise
     * @param bytes of the file
     * @param sha256 of the file, in hexadecimal
     */
    record Part(
            String file,
            String table,
            List<String> columns,
            @Nullable Long lastBatch,
            @Nullable Long lastPosition,
            @Nullable String chain,
            long rows,
            long bytes,
            String sha256) {

        /** Whether its rows never change, so that later backups need not copy them again. */
        boolean isHistory() {
            return lastBatch != null;
        }

        /** Whether the backup of a number wrote it, and not one before. */
        boolean isOfBackup(int number) {
            return file.startsWith("%06d-".formatted(number));
        }

        /** The last moment whose rows are in it. */
        Moment end() {
            return new Moment(Objects.requireNonNull(lastBatch), Objects.requireNonNull(lastPosition));
        }
    }

    /** Only what says whether the rest can be read. */
    private record Head(int format, @Nullable String release) {}

    String write() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /**
     * Reads a manifest.
     *
     * @throws BackupException if it cannot be read, or is of a later format
     */
    static Manifest read(String file, String text) {
        try {
            var head = JSON.readValue(text, Head.class);
            if (head.format() > FORMAT) {
                throw new BackupException(
                        "%s is of format %d, made by release %s; this release reads up to format %d: restore with that release or a later one"
                                .formatted(file, head.format(), head.release(), FORMAT));
            }
            return JSON.readValue(text, Manifest.class);
        } catch (JacksonException e) {
            throw new BackupException(file + " is damaged: it is no manifest");
        }
    }

    Manifest with(List<Part> itsParts) {
        return new Manifest(
                format, release, number, madeAt, position, batch, root, chain, encrypted, dataKey, schemas, itsParts);
    }

    /** The moment that it is of. */
    Moment end() {
        return new Moment(batch, position);
    }

    /** As {@code ./laroue verify --checkpoint} takes it. */
    String checkpoint() {
        return position + ":" + root;
    }
}
