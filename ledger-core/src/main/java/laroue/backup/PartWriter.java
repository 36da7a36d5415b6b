package laroue.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import laroue.backup.BackedUpTable.Moment;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Copies rows of one moment into files: PostgreSQL's text form, compressed, and encrypted where a passphrase is given. Holds a
 * few buffers, however many rows there are.
 */
final class PartWriter {

    private static final int BUFFER = 1 << 16;

    /** Rows copied between two words about progress. */
    private static final int STEP = 10_000;

    private final BackupFolder folder;
    private final int number;
    private final Connection connection;
    private final @Nullable Passphrase passphrase;
    private final Progress progress;

    PartWriter(
            BackupFolder folder,
            int number,
            Connection connection,
            @Nullable Passphrase passphrase,
            Progress progress) {
        this.folder = folder;
        this.number = number;
        this.connection = connection;
        this.passphrase = passphrase;
        this.progress = progress;
    }

    /** All rows of a table, as they are now; empty if it has none. */
    Optional<Manifest.Part> whole(BackedUpTable table) throws IOException, SQLException {
        return write(table, "", table.rows(), null, null);
    }

    /**
     * The rows of a table that some batches wrote; empty if they wrote none.
     *
     * @param piece how many files of this table there are before this one, in this backup
     * @param chain of the last of these batches
     */
    Optional<Manifest.Part> history(BackedUpTable table, int piece, Moment after, Moment to, String chain)
            throws IOException, SQLException {
        return write(table, "-%04d".formatted(piece + 1), table.rowsBetween(after, to), to, chain);
    }

    private Optional<Manifest.Part> write(
            BackedUpTable table, String piece, String query, @Nullable Moment to, @Nullable String chain)
            throws IOException, SQLException {
        var name = "%06d-%s%s.copy.gz%s"
                .formatted(number, table.name(), piece, passphrase == null ? "" : Passphrase.EXTENSION);
        var file = folder.file(name);
        Files.deleteIfExists(file);
        Files.createFile(file, BackupFolder.forOwnerOnly("rw-------"));
        var digest = BackupFolder.sha256();
        long rows;
        try (var out = compressed(hashed(Files.newOutputStream(file), digest))) {
            var counted = new Counted(out, table.name());
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout", counted);
            counted.tell();
        }
        if (rows == 0) {
            Files.delete(file);
            return Optional.empty();
        }
        BackupFolder.force(file);
        return Optional.of(new Manifest.Part(
                name,
                table.name(),
                table.columns(),
                to == null ? null : to.batch(),
                to == null ? null : to.position(),
                chain,
                rows,
                Files.size(file),
                HexFormat.of().formatHex(digest.digest())));
    }

    private static OutputStream hashed(OutputStream file, MessageDigest digest) {
        return new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER);
    }

    private OutputStream compressed(OutputStream out) throws IOException {
        var stored = passphrase == null ? out : passphrase.encrypting(out);
        return new BufferedOutputStream(new FastGzip(stored), BUFFER);
    }

    /** Compresses with the least effort, which is most of what there is to gain here. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Tells of the rows that pass: the driver writes each by itself. */
    private final class Counted extends FilterOutputStream {

        private final String table;
        private long untold;

        Counted(OutputStream out, String table) {
            super(out);
            this.table = table;
        }

        @Override
        public void write(byte[] row, int from, int length) throws IOException {
            out.write(row, from, length);
            untold++;
            if (untold == STEP) {
                tell();
            }
        }

        void tell() {
            progress.copied(table, untold);
            untold = 0;
        }
    }
}
