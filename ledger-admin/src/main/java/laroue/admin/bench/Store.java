package laroue.admin.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One database of the throw-away PostgreSQL. */
record Store(String url, String user, String password) {

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A new, empty database on the same server. */
    Store beside(String name) {
        run("create database " + name);
        return new Store(url.substring(0, url.lastIndexOf('/') + 1) + name, user, password);
    }

    /** Lets the server write what it holds back, so that one measurement does not pay for another. */
    void checkpoint() {
        run("checkpoint");
    }

    String ask(String question) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    void run(String statement) {
        try (var connection = connect();
                var it = connection.createStatement()) {
            it.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
