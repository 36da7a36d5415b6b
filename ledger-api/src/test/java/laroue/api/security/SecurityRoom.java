package laroue.api.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Objects;
import laroue.ledger.Ledger;
import laroue.register.Clients;
import laroue.register.Logins;
import laroue.register.Secrets;
import laroue.runtime.LedgerConfiguration;
import laroue.runtime.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The room of security over the real core, with a stand-in for each endpoint that is not there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = SecurityRoom.Node.class,
        properties = {
            "laroue.secret=a secret of this test",
            "laroue.second-factor=optional",
            "laroue.admin-secret=" + SecurityRoom.ADMIN_SECRET,
            "spring.threads.virtual.enabled=true",
            "server.tomcat.use-relative-redirects=true",
            "management.server.port=0",
            "management.endpoints.web.exposure.include=health,prometheus,env"
        })
abstract class SecurityRoom {

    static final String ADMIN_SECRET = "the secret of admin";

    /** No configuration by name, so that a test that looks for all of them does not find this one. */
    @EnableAutoConfiguration
    @ComponentScan(basePackages = "laroue.api", excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
    @Import(LedgerConfiguration.class)
    static class Node {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Territory territory(Ledger ledger, Clients clients, Secrets secrets, Logins logins) {
            return new Territory(ledger, clients, secrets, logins);
        }

        @Bean
        StandIn standIn(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints)
                throws NoSuchMethodException {
            var standIn = new StandIn();
            var reached = StandIn.class.getDeclaredMethod("reached");
            for (var rule : Access.RULES) {
                if (!isMapped(endpoints, rule.method(), rule.pattern())) {
                    endpoints.registerMapping(
                            RequestMappingInfo.paths(rule.pattern())
                                    .methods(RequestMethod.valueOf(rule.method().name()))
                                    .options(endpoints.getBuilderConfiguration())
                                    .build(),
                            standIn,
                            reached);
                }
            }
            return standIn;
        }

        private static boolean isMapped(RequestMappingHandlerMapping endpoints, HttpMethod method, String pattern) {
            return endpoints.getHandlerMethods().keySet().stream()
                    .anyMatch(it -> it.getPatternValues().contains(pattern)
                            && it.getMethodsCondition().getMethods().stream()
                                    .anyMatch(one -> one.name().equals(method.name())));
        }
    }

    /** Stands in for an endpoint of another room. */
    static class StandIn {

        @ResponseBody
        public Map<String, Object> reached() {
            return Map.of("reached", true);
        }
    }

    /** Pages as small as they can be. */
    @TestComponent
    @RestController
    static class Pages {

        /** What the page of signing in holds in a hidden field. */
        @GetMapping("/connexion")
        String signIn(CsrfToken token) {
            return token.getToken();
        }

        @GetMapping("/guichet")
        String counter(Caller caller) {
            return caller.client();
        }

        @RequestMapping(WayBack.WAIT)
        String mustWait(HttpServletRequest request) {
            throw WayBack.mustWait(request).orElseThrow();
        }

        @PostMapping("/remember")
        String remember(HttpSession session) {
            session.setAttribute("draft", "a draft");
            return "done";
        }

        @GetMapping("/remembered")
        String remembered(HttpSession session) {
            return Objects.requireNonNullElse(session.getAttribute("draft"), "nothing")
                    .toString();
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        var database = Postgres.DATABASE;
        registry.add("spring.datasource.url", database::jdbcUrl);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }

    private static final class Postgres {
        static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase();
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    Territory territory;

    Browser browser() {
        return new Browser("http://127.0.0.1:" + port);
    }

    /** One that asks from another address of this machine. */
    Browser browser(String address) {
        return new Browser("http://127.0.0.1:" + port, address);
    }

    Browser managementBrowser() {
        return new Browser("http://127.0.0.1:" + managementPort);
    }
}
