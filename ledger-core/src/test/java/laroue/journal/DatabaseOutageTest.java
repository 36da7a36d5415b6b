package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseOutageTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true, the connection failed",
        "57P01, true, the server is shut down",
        "25006, true, a primary that became a standby",
        "53100, true, the disk is full",
        "53300, true, too many connections",
        "58030, true, the disk fails",
        "23505, false, a duplicate",
        "22003, false, a number is too large",
        "42501, false, a right is missing"
    })
    @DisplayName("what the database cannot do now is told from what it refuses")
    void tellsAwayFromNo(String state, boolean outage, String why) {
        assertThat(DatabaseOutage.caused(new IllegalStateException(new SQLException(why, state))))
                .as(why)
                .isEqualTo(outage);
    }
}
