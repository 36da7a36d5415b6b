package laroue.admin.node;

import java.sql.DriverManager;
import java.sql.SQLException;
import laroue.admin.node.Settings.Database;

/** What a database holds before a node works with it. Asks only, and makes nothing. */
record LedgerDatabase(Database database) {

    private static final int TABLES_OF_A_LEDGER = 3;

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

    private boolean ask(String question) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new CannotStart("cannot read the database: " + e.getMessage());
        }
    }
}
