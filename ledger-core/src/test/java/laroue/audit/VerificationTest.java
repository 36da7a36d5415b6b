package laroue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import laroue.ledger.EventCodec;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class VerificationTest {

    static DriverManagerDataSource database;
    static WrittenLedger ledger;

    @BeforeAll
    static void aLedger() throws SQLException {
        var fresh = TestPostgres.freshDatabase();
        ledger = WrittenLedger.story(fresh, 1, 150);
        database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
    }

    @Test
    @DisplayName("first")
    void first() {
        var report = verification().run(_ -> {});
        System.out.println(report + " " + ledger.marks().size());
        assertThat(report.fault()).isNull();
    }

    private static Verification verification() {
        return new Verification(database, new EventCodec());
    }
}
