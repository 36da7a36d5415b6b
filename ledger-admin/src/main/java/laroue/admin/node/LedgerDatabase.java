package laroue.admin.node;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import laroue.admin.node.Settings.Database;
import laroue.runtime.Release;

/** What a database holds before a node works with it. Asks only, and makes nothing. */
record LedgerDatabase(Database database) {

    private static final int TABLES_OF_A_LEDGER = 3;

    /** Major versions of PostgreSQL on which the suite has passed. */
    private static final List<Integer> SUPPORTED = List.of(15, 17, 18);

    /** Whether a ledger was ever begun in it, even if nothing has happened yet. */
    boolean holdsLedger() {
        return ask("""
                select count(*) = %d
                  from pg_tables
                 where (schemaname, tablename) in (('journal', 'head'), ('journal', 'event'), ('register', 'client'))
                """.formatted(TABLES_OF_A_LEDGER));
    }

    /** Whether something has happened although the demonstration, which enters its clients, was never loaded into it. */
    boolean beganWithAnImport() {
        return holdsLedger() && ask("""
                        select exists (select from journal.event)
                               and not exists (select from register.client where id like 'demo-%')
                        """);
    }

    /**
     * Refuses a PostgreSQL that is too old, a database that only a later release may run on, and one into which a backup is
     * only loaded in part.
     */
    void refuseUnfit() {
        refuseOldServer();
        if (ask("select to_regclass('restoration.part') is not null")) {
            throw new CannotStart("a backup was being restored into this database, and that has not ended: run"
                    + " ./laroue restore again with the same folder");
        }
        if (ask("select to_regclass('register.release') is not null")) {
            var oldest = Release.parse(text("select coalesce((select oldest from register.release), '0.0.0')"));
            if (Release.current().compareTo(oldest) < 0) {
                throw new CannotStart(
                        "this is release %s, and a later one has worked with this database: only %s or a later one may run on it now"
                                .formatted(Release.current(), oldest));
            }
        }
    }

    /** Says a word about one that nobody has tried. */
    private void refuseOldServer() {
        int version = Integer.parseInt(text("select current_setting('server_version_num')")) / 10_000;
        if (version < SUPPORTED.getFirst()) {
            throw new CannotStart("PostgreSQL %d is too old; supported are %s".formatted(version, SUPPORTED));
        }
        if (!SUPPORTED.contains(version)) {
            System.err.printf(
                    "laroue: PostgreSQL %d was not tried with this release; supported are %s%n", version, SUPPORTED);
        }
    }

    private boolean ask(String question) {
        return "t".equals(text(question));
    }

    private String text(String question) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : "";
        } catch (SQLException e) {
            throw new CannotStart("cannot read the database: " + e.getMessage());
        }
    }
}
