package laroue.admin.frame;

import laroue.api.Api;
import laroue.runtime.LedgerConfiguration;
import laroue.runtime.TestPostgres;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A whole node over a database of its own; all tests that are asked for it share one. */
@SpringBootTest(
        classes = PagesTest.Node.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "laroue.node=a-node",
            "laroue.demonstration=false",
            "laroue.second-factor=optional",
            "laroue.secret=a-secret-of-these-tests-and-nothing-else",
            "laroue.admin-secret=" + PagesTest.ADMIN_SECRET
        })
public abstract class PagesTest {

    /** Of client {@code admin}. */
    protected static final String ADMIN_SECRET = "admin-of-these-tests";

    /** All of the node but its main class, which would find the nodes of other tests too. */
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"laroue.api", "laroue.admin"},
            excludeFilters = {
                @ComponentScan.Filter(SpringBootConfiguration.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "laroue\\.api\\.security\\.SecurityRoom.*")
            })
    @Import(LedgerConfiguration.class)
    static class Node {}

    private static final class Postgres {
        static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase();
    }

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        var database = Postgres.DATABASE;
        properties.add("spring.datasource.url", database::jdbcUrl);
        properties.add("spring.datasource.username", database::user);
        properties.add("spring.datasource.password", database::password);
    }

    protected final String base() {
        return "http://127.0.0.1:" + port;
    }

    /** Asks the node as programs do, to found what a test needs. */
    protected final Api api() {
        return new Api(base()).knows("admin", ADMIN_SECRET);
    }
}
