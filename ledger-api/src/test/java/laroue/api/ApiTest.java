package laroue.api;

import java.util.concurrent.atomic.AtomicInteger;
import laroue.merchant.Siret;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A node over a database of its own, with two associations, asked over HTTP. All that is there was made over HTTP too:
 * {@code 05} with a member who holds 500.00 roues and a card, an approved merchant, and a client of each role; {@code 84}
 * with a member.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = ApiNode.class,
        properties = {
            "laroue.secret=a secret of this test",
            "laroue.admin-secret=" + ApiTest.ADMIN_SECRET,
            "spring.threads.virtual.enabled=true"
        })
public abstract class ApiTest {

    static final String ADMIN_SECRET = "the secret of admin";

    private static final AtomicInteger SERIAL = new AtomicInteger();

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

    /** Who and what there is. The clients are called after their roles. */
    public record Territory(
            Api api, String member, String card, String pin, String merchantId, String merchant, String foreigner) {}

    private static volatile @org.jspecify.annotations.Nullable Territory there;

    @LocalServerPort
    private int port;

    @BeforeEach
    void settle() {
        synchronized (ApiTest.class) {
            if (there == null || there.api().isNot(base())) {
                there = found(new Api(base()).knows("admin", ADMIN_SECRET));
            }
        }
    }

    public final Territory territory() {
        var it = there;
        if (it == null) {
            throw new IllegalStateException("nothing is there yet");
        }
        return it;
    }

    public final Api api() {
        return territory().api();
    }

    public final String base() {
        return "http://127.0.0.1:" + port;
    }

    /** A member of 05 who holds an amount. */
    public final String member(long cents) {
        return member(api(), "05", cents);
    }

    /** An approved merchant of 05, and its client: every right. */
    public final Shop shop() {
        return shop(api());
    }

    public record Shop(String id, String account, String client) {}

    /** Founds all that on an empty node, over HTTP. */
    public static Territory found(Api api) {
        for (var code : new String[] {"05", "84"}) {
            api.post("admin", "/v1/associations", """
                    {"code": "%s", "name": "Association inventée"}""".formatted(code)).expect(201);
        }
        client(api, "treasurer", """
                {"role": "treasurer", "association": "05"}""");
        client(api, "treasurer-84", """
                {"role": "treasurer", "association": "84"}""");
        client(api, "admin-05", """
                {"role": "admin", "association": "05"}""");
        client(api, "auditor", """
                {"role": "auditor", "association": "05"}""");
        client(api, "desk", """
                {"role": "desk", "association": "05"}""");
        var member = member(api, "05", 500_00);
        client(api, "member", """
                {"role": "member", "account": "%s"}""".formatted(member));
        var card =
                api.post("admin-05", "/v1/accounts/" + member + "/cards", null).expect(201);
        var shop = shop(api);
        api.same("merchant", shop.client());
        return new Territory(
                api, member, card.text("card"), card.text("pin"), shop.id(), shop.account(), member(api, "84", 10_00));
    }

    private static String member(Api api, String code, long cents) {
        var number = api.post("admin", "/v1/accounts", """
                {"holder": {"kind": "individual", "name": "Personne inventée", "commune": "05061"},
                 "association": "%s", "membershipUntil": "2099-12-31"}""".formatted(code))
                .expect(201)
                .text("number");
        if (cents > 0) {
            api.post("05".equals(code) ? "treasurer" : "treasurer-84", "/v1/issuances", """
                    {"account": "%s", "amountEuroCents": %d, "means": "transfer", "bankReference": "VIR-%d"}""".formatted(
                                    number, cents, SERIAL.incrementAndGet()))
                    .expect(201);
        }
        return number;
    }

    private static Shop shop(Api api) {
        var applied =
                api.post("admin-05", "/v1/merchants", """
                {"name": "Boulangerie inventée", "siret": "%s", "sector": "10.71C", "commune": "05061",
                 "association": "05", "membershipUntil": "2099-12-31"}""".formatted(siret())).expect(201);
        var id = applied.text("merchant");
        api.post("admin-05", "/v1/merchants/" + id + "/approve", null).expect(200);
        var client =
                api.post("admin-05", "/v1/merchants/" + id + "/clients", """
                {"may": ["take", "refund", "read", "pay", "reconvert"]}""").expect(201);
        api.knows(client.text("clientId"), client.text("clientSecret"));
        return new Shop(id, applied.text("account"), client.text("clientId"));
    }

    private static void client(Api api, String name, String body) {
        var made = api.post("admin", "/v1/clients", body).expect(201);
        api.knows(made.text("clientId"), made.text("clientSecret"));
        api.same(name, made.text("clientId"));
    }

    /** A number that the register of businesses would give, and has not. */
    static String siret() {
        return Siret.of("%08d".formatted(SERIAL.incrementAndGet()), "0001").digits();
    }
}
