package laroue.admin.crashtest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import laroue.admin.node.ThrowAway;

/** How the journal is read without the ledger's help. */
record JournalLogin(String url, String user, String password) {

    static JournalLogin of(ThrowAway database) {
        return new JournalLogin(database.url(), database.user(), database.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
