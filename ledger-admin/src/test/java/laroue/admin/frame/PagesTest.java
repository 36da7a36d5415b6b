package laroue.admin.frame;

import laroue.api.Api;
import laroue.runtime.LedgerConfiguration;
import laroue.runtime.TestPostgres;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A whole node on PostgreSQL. All tests share one database, but those that ask for one which nobody has used yet, by the
 * property {@value #OF_ITS_OWN}.
 */
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
@ContextConfiguration(initializers = PagesTest.OnPostgres.class)
public abstract class PagesTest {

    /** {@code true} gives a class of tests a database of its own. */
    public static final String OF_ITS_OWN = "test.database-of-its-own";

    /** {@code true} gives a class of tests a node that is told of no mail server and no public address. */
    public static final String WITHOUT_MAIL = "test.without-mail";

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

    /** Not by dynamic properties: of two classes that give the same one, it is not said which is heard. */
    static final class OnPostgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private static final class Shared {
            static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase();
        }

        @Override
        public void initialize(ConfigurableApplicationContext node) {
            var alone = node.getEnvironment().getProperty(OF_ITS_OWN, Boolean.class, false);
            var database = alone ? TestPostgres.freshDatabase() : Shared.DATABASE;
            TestPropertyValues.of(
                            "spring.datasource.url=" + database.jdbcUrl(),
                            "spring.datasource.username=" + database.user(),
                            "spring.datasource.password=" + database.password())
                    .applyTo(node);
            if (!node.getEnvironment().getProperty(WITHOUT_MAIL, Boolean.class, false)) {
                // Before the node listens: a browser gives passkeys to a host with a name and its port.
                int port = FreePort.find();
                TestPropertyValues.of(
                                "server.port=" + port,
                                "laroue.public-url=http://localhost:" + port,
                                "laroue.mail-from=roue@invented.example",
                                "spring.mail.host=127.0.0.1",
                                "spring.mail.port=" + Mailbox.port())
                        .applyTo(node);
            }
        }
    }

    @LocalServerPort
    private int port;

    protected final String base() {
        return "http://127.0.0.1:" + port;
    }

    /** As the node knows its own address. */
    protected final String publicBase() {
        return "http://localhost:" + port;
    }

    /** Asks the node as programs do, to found what a test needs. */
    protected final Api api() {
        return new Api(base()).knows("admin", ADMIN_SECRET);
    }
}
