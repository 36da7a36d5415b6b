package laroue.register;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import laroue.runtime.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What becomes of the clients of a ledger that had no logins. */
class ClientsOfBeforeTest {

    @Test
    @DisplayName(
            "Staff of before sign in on pages and get no tokens; tills, members and the node's own clients go on as they were")
    void clientsOfBefore() {
        var fresh = TestPostgres.freshDatabase();
        var database = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.user(), fresh.password());
        migrate(database, "6");
        var db = JdbcClient.create(database);
        enter(db, "treasurer", "TREASURER", "admin");
        enter(db, "operator", "DESK", "an-admin");
        enter(db, "till", "MERCHANT", "an-admin");
        enter(db, "admin", "ADMIN", "node");

        migrate(database, "latest");
        var clients = new Clients(db);

        assertThat(standing(clients, "treasurer")).isEqualTo("pages");
        assertThat(standing(clients, "operator")).isEqualTo("pages");
        assertThat(standing(clients, "till")).isEqualTo("tokens and pages");
        assertThat(standing(clients, "admin")).isEqualTo("tokens and pages");
        assertThat(clients.secretHash("treasurer"))
                .as("with the secret that it had")
                .hasValue("hash");
        assertThat(clients.find("treasurer"))
                .hasValueSatisfying(it -> assertThat(it.hasBegun()).isTrue());

        clients.makeProgram("treasurer", "somebody");
        assertThat(standing(clients, "treasurer")).isEqualTo("tokens");
    }

    private static String standing(Clients clients, String id) {
        var standing = clients.find(id).orElseThrow().standing();
        if (standing.program()) {
            return standing.pages() ? "tokens and pages" : "tokens";
        }
        return standing.pages() ? "pages" : "nothing";
    }

    private static void enter(JdbcClient db, String id, String role, String by) {
        db.sql("""
                        insert into register.client (id, secret_hash, roles, association, may, every_association, created_by)
                        values (:id, 'hash', array[:role], '05', '{}', false, :by)
                        """).param("id", id).param("role", role).param("by", by).update();
    }

    private static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("register")
                .locations("classpath:db/register")
                .target(target)
                .load()
                .migrate();
    }
}
