package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPostgresTest {

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void isAsDurableAsARealOne(String setting) throws SQLException {
        assertThat(ask(TestPostgres.freshDatabase(), "show " + setting)).isEqualTo("on");
    }

    @Test
    void givesEachCallerADatabaseOfItsOwn() throws SQLException {
        var one = TestPostgres.freshDatabase();
        var other = TestPostgres.freshDatabase();

        assertThat(ask(one, "select current_database()")).isNotEqualTo(ask(other, "select current_database()"));
    }

    private static String ask(TestPostgres.Database database, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
