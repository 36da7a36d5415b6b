package laroue.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Loads a backup into an empty database. Every part is checked before a row is written. Until {@link Loading#end} a schema
 * {@code restoration} says which parts are in: a restoration that was interrupted goes on with the others, and a node does not
 * start on it.
 */
public final class Restore {

    private static final int BUFFER = 1 << 16;

    /** The events, with their indexes, are most of the work; everything else is loaded beside them. */
    private static final String EVENTS = "journal.event";

    /** How each key and index of some tables is made, and dropped; not of one that another table refers to. */
    private static final String INDEXES = """
            insert into restoration.index (of_table, makes, drops)
            select n.nspname || '.' || c.relname as of_table,
                   case when key.oid is null then pg_get_indexdef(i.indexrelid)
                        else format('alter table %s add constraint %I %s', c.oid::regclass, key.conname, pg_get_constraintdef(key.oid))
                   end as makes,
                   case when key.oid is null then format('drop index %s', i.indexrelid::regclass)
                        else format('alter table %s drop constraint %I', c.oid::regclass, key.conname)
                   end as drops
              from pg_index i
              join pg_class c on c.oid = i.indrelid
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_constraint key on key.conindid = i.indexrelid and key.contype in ('p', 'u')
             where n.nspname || '.' || c.relname = any (:tables)
               and not exists (select from pg_constraint other where other.contype = 'f' and other.confrelid = c.oid)
            """;

    private final DataSource database;
    private final Migrations migrations;

    /** @param database as the owner of the schemas */
    public Restore(DataSource database, Migrations migrations) {
        this.database = database;
        this.migrations = migrations;
    }

    /**
     * Checks a backup and the database: nothing is written yet.
     *
     * @param number of the backup in its folder; 0 for the newest
     * @param passphrase of the parts; null where they are not encrypted
     * @throws BackupException which names all that is missing or damaged, or says why the database cannot take it
     */
    public Loading check(Path path, int number, @Nullable Passphrase passphrase, Progress progress)
            throws IOException, SQLException {
        var folder = new BackupFolder(path);
        var manifest = folder.checked(number, progress);
        refuseLater(manifest);
        refuseUnreadable(folder, manifest, passphrase);
        var loading = new Loading(folder, manifest, passphrase);
        loading.refuseFullDatabase();
        return loading;
    }

    private void refuseLater(Manifest manifest) {
        var newest = migrations.newest();
        manifest.schemas().forEach((schema, version) -> {
            var known = newest.get(schema);
            if (known == null || version(version).compareTo(version(known)) > 0) {
                throw new BackupException(
                        "the backup was made by release %s, whose tables (%s %s) this release does not know: restore with that release or a later one"
                                .formatted(manifest.release(), schema, version));
            }
        });
    }

    private static MigrationVersion version(String text) {
        return MigrationVersion.fromVersion(text);
    }

    private static void refuseUnreadable(BackupFolder folder, Manifest manifest, @Nullable Passphrase passphrase) {
        if (!manifest.encrypted()) {
            return;
        }
        if (passphrase == null) {
            throw new BackupException(
                    "the backup is encrypted: give its passphrase (LAROUE_BACKUP_PASSPHRASE or LAROUE_BACKUP_PASSPHRASE_FILE)");
        }
        // All backups of a folder are under one passphrase: each looks at the one before it.
        var last = manifest.parts().getLast();
        if (!folder.opens(last, passphrase)) {
            throw new BackupException("the passphrase is not that of the backup: it does not open " + last.file());
        }
    }

    /** A backup that was found whole, and a database that can take it. */
    public final class Loading {

        private final BackupFolder folder;
        private final Manifest manifest;
        private final @Nullable Passphrase passphrase;

        private Loading(BackupFolder folder, Manifest manifest, @Nullable Passphrase passphrase) {
            this.folder = folder;
            this.manifest = manifest;
            this.passphrase = passphrase;
        }

        /** As {@code ./laroue verify --checkpoint} takes it. */
        public String checkpoint() {
            return manifest.checkpoint();
        }

        /** The last event in it. */
        public long position() {
            return manifest.position();
        }

        /** Of all its parts. */
        public long bytes() {
            return manifest.parts().stream().mapToLong(Manifest.Part::bytes).sum();
        }

        /** The release that made it, and when. */
        public String madeBy() {
            return "backup %d of %s, made by release %s"
                    .formatted(manifest.number(), manifest.madeAt(), manifest.release());
        }

        /**
         * Looks whether a secret opens the data key of the ledger.
         *
         * @param fits is told the wrapped key
         * @return true also of a ledger that has no data key yet
         */
        public boolean opensWith(Predicate<byte[]> fits) {
            var key = manifest.dataKey();
            return key == null || fits.test(HexFormat.of().parseHex(key.wrapped()));
        }

        private void refuseFullDatabase() throws SQLException {
            try (var connection = database.getConnection()) {
                var db = client(connection);
                if (isUnfinished(db)) {
                    if (!db.sql("select manifest from restoration.backup")
                            .query(String.class)
                            .list()
                            .equals(List.of(manifest.write()))) {
                        throw new BackupException(
                                "the database holds a part of another backup, whose restoration has not ended; use an empty database");
                    }
                } else if (db.sql("""
                                select exists (select from pg_tables where schemaname in ('journal', 'register', 'view'))
                                """).query(Boolean.class).single()) {
                    throw new BackupException(
                            "the database holds a ledger already; a backup is restored into an empty database");
                }
            }
        }

        /** Makes the tables as they were when the backup was made, and loads what is not loaded yet. */
        public void load(Progress progress) throws SQLException, InterruptedException {
            begin();
            migrations.migrate(manifest.schemas());
            dropIndexes();
            var loaded = loaded();
            var waiting = manifest.parts().stream()
                    .filter(it -> !loaded.contains(it.file()))
                    .toList();
            try (var threads = Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().name("restore-", 1).daemon().factory())) {
                var events = threads.submit(() -> load(waiting, EVENTS::equals, progress));
                var others = threads.submit(() -> load(waiting, it -> !it.equals(EVENTS), progress));
                events.get();
                others.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof BackupException fault
                        ? fault
                        : new IllegalStateException("the backup cannot be loaded", e.getCause());
            }
            try (var connection = database.getConnection()) {
                continueIdentities(client(connection));
                client(connection).sql("analyze").update();
            }
        }

        /** The database is an ordinary ledger from now on. */
        public void end() throws SQLException {
            try (var connection = database.getConnection()) {
                client(connection)
                        .sql("drop schema if exists restoration cascade")
                        .update();
            }
        }

        private void begin() throws SQLException {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                var db = client(connection);
                if (!isUnfinished(db)) {
                    db.sql("create schema restoration").update();
                    db.sql("create table restoration.backup (manifest text not null)")
                            .update();
                    db.sql("create table restoration.part (file text primary key)")
                            .update();
                    db.sql("insert into restoration.backup (manifest) values (:manifest)")
                            .param("manifest", manifest.write())
                            .update();
                }
                connection.commit();
            }
        }

        /** Keys and indexes of history are made when its rows are there: sorted once, and not row by row. */
        private void dropIndexes() throws SQLException {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                var db = client(connection);
                if (db.sql("select to_regclass('restoration.index') is null")
                        .query(Boolean.class)
                        .single()) {
                    db.sql(
                                    "create table restoration.index (of_table text not null, makes text not null, drops text not null)")
                            .update();
                    db.sql(INDEXES).param("tables", BackedUpTable.history()).update();
                    db.sql("select drops from restoration.index")
                            .query(String.class)
                            .list()
                            .forEach(it -> db.sql(it).update());
                }
                connection.commit();
            }
        }

        private Set<String> loaded() throws SQLException {
            try (var connection = database.getConnection()) {
                return new HashSet<>(client(connection)
                        .sql("select file from restoration.part")
                        .query(String.class)
                        .list());
            }
        }

        /** One of two lanes: the parts of some tables, then the indexes of these. */
        private boolean load(List<Manifest.Part> waiting, Predicate<String> ofTable, Progress progress)
                throws SQLException, IOException {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                var db = client(connection);
                db.sql("set synchronous_commit = off").update();
                db.sql("set maintenance_work_mem = '128MB'").update();
                for (var part : waiting) {
                    if (ofTable.test(part.table())) {
                        copy(part, connection, db);
                        connection.commit();
                        progress.copied(part.table(), part.rows());
                    }
                }
                for (var index : indexes(db, ofTable)) {
                    db.sql(index).update();
                    db.sql("delete from restoration.index where makes = :makes")
                            .param("makes", index)
                            .update();
                    connection.commit();
                }
                return true;
            }
        }

        private static List<String> indexes(JdbcClient db, Predicate<String> ofTable) {
            return db
                    .sql("select of_table, makes from restoration.index")
                    .query((row, _) -> ofTable.test(row.getString("of_table")) ? row.getString("makes") : "")
                    .list()
                    .stream()
                    .filter(it -> !it.isEmpty())
                    .toList();
        }

        private void copy(Manifest.Part part, Connection connection, JdbcClient db) throws SQLException, IOException {
            if (!part.isHistory()
                    && db.sql("select exists (select from %s)".formatted(part.table()))
                            .query(Boolean.class)
                            .single()) {
                // What a migration enters into an empty table.
                db.sql("delete from " + part.table()).update();
            }
            long rows;
            try (var in = folder.rows(part, passphrase)) {
                rows = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin"
                                        .formatted(part.table(), BackedUpTable.columnList(part.columns())),
                                in,
                                BUFFER);
            }
            if (rows != part.rows()) {
                throw new BackupException(
                        "%s has %d rows, its manifest says %d".formatted(part.file(), rows, part.rows()));
            }
            db.sql("insert into restoration.part (file) values (:file)")
                    .param("file", part.file())
                    .update();
        }

        /** Numbers that the database gives go on after the greatest that was given. */
        private static void continueIdentities(JdbcClient db) {
            db.sql("""
                            do $$
                            declare
                                it record;
                            begin
                                for it in
                                    select a.attrelid::regclass as of_table, quote_ident(a.attname) as name,
                                           pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) as numbers
                                      from pg_attribute a
                                      join pg_class c on c.oid = a.attrelid
                                      join pg_namespace n on n.oid = c.relnamespace
                                     where n.nspname in ('journal', 'register')
                                       and c.relkind in ('r', 'p')
                                       and a.attnum > 0
                                       and not a.attisdropped
                                       and pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) is not null
                                loop
                                    execute format('select setval(%L, coalesce(max(%s), 0) + 1, false) from %s',
                                                   it.numbers, it.name, it.of_table);
                                end loop;
                            end
                            $$""").update();
        }
    }

    /** Whether a restoration into a database was begun and has not ended. */
    public static boolean isUnfinished(JdbcClient db) {
        return db.sql("select to_regclass('restoration.part') is not null")
                .query(Boolean.class)
                .single();
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
