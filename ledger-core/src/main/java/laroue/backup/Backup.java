package laroue.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import laroue.audit.Checkpoints;
import laroue.backup.BackedUpTable.Moment;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Copies journal and register into a folder while the node works: everything from one moment, which a reading transaction
 * holds. The journal only grows, so a later backup in the same folder adds what is new; the register is copied whole each
 * time. Needs no secret and no right but to read.
 */
public final class Backup {

    /** Events in one file: what an interrupted backup loses at most. */
    private static final long EVENTS_IN_A_PART = 200_000;

    private static final String EVENTS = "journal.event";

    private static final Moment BEGINNING = new Moment(0, 0);

    private final DataSource database;
    private final String release;
    private final InstantSource clock;

    /** @param release of this program, which the manifest names */
    public Backup(DataSource database, String release, InstantSource clock) {
        this.database = database;
        this.release = release;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param number of the backup in its folder
     * @param position of the last event in it
     * @param checkpoint as {@code ./laroue verify --checkpoint} takes it
     * @param newEvents how many events the backups before it did not hold
     * @param newBytes of the files that were written
     * @param bytes of all files that a restoration needs
     */
    public record Written(int number, long position, String checkpoint, long newEvents, long newBytes, long bytes) {}

    /**
     * Makes one backup. One that was interrupted goes on where it was.
     *
     * @param passphrase to encrypt the parts with; null leaves them readable
     * @param keep how many backups stay in the folder, this one counted
     * @throws BackupException if the folder holds backups of another ledger, or under another passphrase
     */
    public Written run(Path path, @Nullable Passphrase passphrase, int keep, Progress progress)
            throws IOException, SQLException {
        var folder = new BackupFolder(path);
        try (var _ = folder.take();
                var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var settings = connection.createStatement()) {
                settings.execute("set local timezone = 'UTC'; set local jit = off; set local statement_timeout = 0");
            }
            try {
                return new Run(folder, connection, passphrase, progress).run(keep);
            } finally {
                connection.rollback();
            }
        }
    }

    /** One backup, on a connection that sees one moment. */
    private final class Run {

        private final BackupFolder folder;
        private final Connection connection;
        private final JdbcClient db;
        private final @Nullable Passphrase passphrase;
        private final Progress progress;

        Run(BackupFolder folder, Connection connection, @Nullable Passphrase passphrase, Progress progress) {
            this.folder = folder;
            this.connection = connection;
            this.db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            this.passphrase = passphrase;
            this.progress = progress;
        }

        Written run(int keep) throws IOException, SQLException {
            var newest = folder.newestManifest();
            int number = newest.map(it -> it.number() + 1).orElse(1);
            var moment = moment(number);
            var before = folder.unfinished().filter(it -> it.number() == number).or(() -> newest);
            before.ifPresent(this::refuseOtherPassphrase);
            var history = before.filter(it -> isOfThisShape(it, moment))
                    .map(Run::history)
                    .orElse(List.of());
            refuseAnotherLedger(history);

            var parts = new ArrayList<>(history);
            var writer = new PartWriter(folder, number, connection, passphrase, progress);
            var ordered = new ArrayList<Manifest.Part>();
            for (var table : BackedUpTable.all(connection)) {
                if (table.isHistory()) {
                    copyHistory(table, moment, parts, writer);
                } else {
                    writer.whole(table).ifPresent(parts::add);
                }
                parts.stream().filter(it -> it.table().equals(table.name())).forEach(ordered::add);
            }
            var whole = moment.with(ordered);
            folder.finish(whole);
            folder.keepNewest(keep);
            return written(whole, history);
        }

        /** The ledger as this connection sees it, in a manifest that names no part yet. */
        private Manifest moment(int number) {
            var checkpoint = new Checkpoints(db).last().checkpoint();
            return db.sql("select batch, chain from journal.head")
                    .query((row, _) -> new Manifest(
                            Manifest.FORMAT,
                            release,
                            number,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS),
                            checkpoint.position(),
                            row.getLong("batch"),
                            checkpoint.root(),
                            HexFormat.of().formatHex(row.getBytes("chain")),
                            passphrase != null,
                            dataKey(),
                            versions(),
                            List.of()))
                    .single();
        }

        /** None of a ledger of a release that did not wrap its keys yet. */
        private Manifest.@Nullable DataKey dataKey() {
            if (!db.sql("select to_regclass('register.data_key') is not null")
                    .query(Boolean.class)
                    .single()) {
                return null;
            }
            return db.sql("select fingerprint, wrapped from register.data_key order by generation desc limit 1")
                    .query((row, _) -> new Manifest.DataKey(
                            row.getString("fingerprint"), HexFormat.of().formatHex(row.getBytes("wrapped"))))
                    .optional()
                    .orElse(null);
        }

        /** Up to which script each schema was migrated. */
        private Map<String, String> versions() {
            var versions = new TreeMap<String, String>();
            for (var schema : BackedUpTable.SCHEMAS) {
                db
                        .sql("select version from %s.flyway_schema_history where success and version is not null"
                                .formatted(schema))
                        .query(String.class)
                        .list()
                        .stream()
                        .map(MigrationVersion::fromVersion)
                        .max(Comparator.naturalOrder())
                        .ifPresent(it -> versions.put(schema, it.getVersion()));
            }
            return versions;
        }

        private void refuseOtherPassphrase(Manifest before) {
            if (before.encrypted() != (passphrase != null)) {
                throw new BackupException("the backups in %s are %s; choose another folder"
                        .formatted(
                                folder.path(),
                                before.encrypted()
                                        ? "encrypted, and no passphrase is given"
                                        : "not encrypted, and a passphrase is given"));
            }
            if (passphrase != null
                    && !before.parts().isEmpty()
                    && !folder.opens(before.parts().getLast(), passphrase)) {
                throw new BackupException("the backups in %s are under another passphrase; choose another folder"
                        .formatted(folder.path()));
            }
        }

        /** A journal whose tables have changed since is copied from its beginning: what was added to its rows counts. */
        private static boolean isOfThisShape(Manifest before, Manifest moment) {
            return Objects.equals(
                    before.schemas().get("journal"), moment.schemas().get("journal"));
        }

        private static List<Manifest.Part> history(Manifest before) {
            return before.parts().stream().filter(Manifest.Part::isHistory).toList();
        }

        private void refuseAnotherLedger(List<Manifest.Part> history) throws IOException {
            for (var part : history) {
                if (!folder.hasWhole(part)) {
                    throw new BackupException(
                            "%s is missing or cut short, so nothing can be added to the backups in %s; choose an empty folder"
                                    .formatted(part.file(), folder.path()));
                }
            }
            var known = db.sql("select encode(chain, 'hex') from journal.checkpoint where batch = :batch");
            for (var part : history) {
                var chain = known.param("batch", part.lastBatch())
                        .query(String.class)
                        .optional();
                if (!chain.equals(Optional.ofNullable(part.chain()))) {
                    throw new BackupException(
                            "the backups in %s are of another ledger, or of this one on a course that it has left: batch %d differs; choose an empty folder"
                                    .formatted(folder.path(), part.lastBatch()));
                }
            }
        }

        /** Adds what was written since the parts that there are. */
        private void copyHistory(BackedUpTable table, Manifest moment, List<Manifest.Part> parts, PartWriter writer)
                throws IOException, SQLException {
            int piece = Math.toIntExact(parts.stream()
                    .filter(it -> it.table().equals(table.name()) && it.isOfBackup(moment.number()))
                    .count());
            var from = end(table, parts);
            while (from.batch() < moment.batch()) {
                var to = table.name().equals(EVENTS) ? pieceEnd(from, moment) : moment.end();
                var part = writer.history(table, piece++, from, to, chain(to));
                if (part.isPresent()) {
                    parts.add(part.get());
                    folder.noteUnfinished(moment.with(List.copyOf(parts)));
                }
                from = to;
            }
        }

        private static Moment end(BackedUpTable table, List<Manifest.Part> parts) {
            return parts.stream()
                    .filter(it -> it.table().equals(table.name()))
                    .map(Manifest.Part::end)
                    .reduce(BEGINNING, (_, last) -> last);
        }

        private Moment pieceEnd(Moment from, Manifest moment) {
            return db.sql("""
                            select batch, position
                              from journal.checkpoint
                             where batch > :batch
                               and position >= :position
                             order by batch
                             limit 1
                            """)
                    .param("batch", from.batch())
                    .param("position", from.position() + EVENTS_IN_A_PART)
                    .query((row, _) -> new Moment(row.getLong("batch"), row.getLong("position")))
                    .optional()
                    .orElse(moment.end());
        }

        private String chain(Moment moment) {
            return db.sql("select encode(chain, 'hex') from journal.checkpoint where batch = :batch")
                    .param("batch", moment.batch())
                    .query(String.class)
                    .single();
        }

        private Written written(Manifest whole, List<Manifest.Part> history) {
            var fresh =
                    whole.parts().stream().filter(it -> !history.contains(it)).toList();
            return new Written(
                    whole.number(),
                    whole.position(),
                    whole.checkpoint(),
                    fresh.stream()
                            .filter(it -> it.table().equals(EVENTS))
                            .mapToLong(Manifest.Part::rows)
                            .sum(),
                    bytes(fresh),
                    bytes(whole.parts()));
        }

        private static long bytes(List<Manifest.Part> parts) {
            return parts.stream().mapToLong(Manifest.Part::bytes).sum();
        }
    }
}
