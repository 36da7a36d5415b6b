package laroue.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a client is told when it is the ledger's own fault, and what outlives a client. */
class FaultsTest extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient db;

    @Autowired
    @Qualifier("viewsHealthIndicator")
    @SuppressWarnings("NullAway.Init")
    private HealthIndicator views;

    @Test
    @DisplayName("rule 6: what failed by a fault of the ledger names its key, and the same key is carried out later")
    void namesTheKeyThatFailed() {
        var payee = member(0);
        var body = """
                {"payee": "%s", "amountCents": 100}""".formatted(payee);
        db.sql("""
                create function journal.no_room() returns trigger language plpgsql
                    as $$ begin raise exception 'no room'; end $$;
                create trigger no_room before insert on journal.event
                    for each row when (new.stream = '%s') execute function journal.no_room()
                """.formatted(payee)).update();
        try {
            var failed =
                    api().post("member", "/v1/payments", body, "key-of-a-fault").refused(500, "internal");

            assertThat(failed.text("idempotencyKey")).isEqualTo("key-of-a-fault");
            assertThat(failed.body()).doesNotContain("no room");
        } finally {
            db.sql("drop function journal.no_room() cascade").update();
        }
        var done = api().post("member", "/v1/payments", body, "key-of-a-fault").expect(201);
        assertThat(done.replayed()).isFalse();
    }

    @Test
    @DisplayName(
            "a view that leaves something out is DOWN in the node's health, with the event; readiness is not asked")
    void healthNamesWhatAViewCannotFold() {
        await().untilAsserted(() ->
                assertThat(requireNonNull(views.health()).getStatus()).isEqualTo(Status.UP));
        db.sql("""
                insert into view.unfolded (processor, view, association, position, type, reason, found_at)
                values ('counter', 'statement', '99', 7, 'account.opened.1', 'no such day', now())
                """).update();
        try {
            var health = requireNonNull(views.health());

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(String.valueOf(health.getDetails().get("unfolded")))
                    .contains("view=statement", "association=99", "position=7", "type=account.opened.1", "no such day");
        } finally {
            db.sql("delete from view.unfolded").update();
        }
    }

    /** All sessions of the node end at once, again and again, while questions are asked and payments made. */
    @Test
    @DisplayName("a database that goes away is no fault of the ledger: who asks is asked to come again")
    void asksToComeAgainWhenTheDatabaseIsGone() throws InterruptedException {
        var payee = member(0);
        var strangers = strangers();
        var statuses = ConcurrentHashMap.<Integer>newKeySet();
        var goesOn = new AtomicBoolean(true);
        var callers = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                callers.add(threads.submit(() -> {
                    while (goesOn.get()) {
                        var stranger = strangers.poll();
                        statuses.add(api().get(stranger == null ? "member" : stranger, "/v1/me")
                                .status());
                        statuses.add(api().post("member", "/v1/payments", """
                                {"payee": "%s", "amountCents": 1}""".formatted(payee))
                                .status());
                    }
                }));
            }
            for (int n = 0; n < 40 && !(statuses.contains(503) && n > 10); n++) {
                Thread.sleep(100);
                endAllSessions();
            }
            goesOn.set(false);
        }
        assertThat(callers).allSatisfy(it -> assertThat(it).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(statuses).contains(200, 201, 503).isSubsetOf(200, 201, 503, 504);
    }

    /** Clients with a token, of whom the node does not know yet who they are: it asks the database. */
    private Queue<String> strangers() {
        var strangers = new ConcurrentLinkedQueue<String>();
        for (int n = 0; n < 40; n++) {
            var made = api().post("admin", "/v1/clients", """
                    {"role": "auditor", "association": "05"}""").expect(201);
            api().knows(made.text("clientId"), made.text("clientSecret"));
            api().bearer(made.text("clientId"));
            strangers.add(made.text("clientId"));
        }
        return strangers;
    }

    private void endAllSessions() {
        try {
            db.sql("""
                    select pg_terminate_backend(pid)
                      from pg_stat_activity
                     where datname = current_database() and pid <> pg_backend_pid()
                    """).query().listOfRows();
        } catch (DataAccessException itsOwn) {
            // It was over a session that had ended already.
        }
    }

    @Test
    @DisplayName("rule 6: the keys of a client outlive it, revoked or gone")
    void keepsTheKeysOfAClientThatIsGone() {
        var account = member(5_00);
        var made = api().post("admin", "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(account)).expect(201);
        var client = made.text("clientId");
        api().knows(client, made.text("clientSecret"));
        api().post(client, "/v1/payments", """
                {"payee": "%s", "amountCents": 100}""".formatted(territory().merchant()), "key-of-one-who-goes")
                .expect(201);

        api().post("admin", "/v1/clients/" + client + "/revoke", null).expect(200);
        db.sql("delete from register.client where id = :id").param("id", client).update();

        assertThat(db.sql(
                                "select status from journal.outcome where id = journal.key_id(:client, 'key-of-one-who-goes')")
                        .param("client", client)
                        .query(Integer.class)
                        .single())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("half a character in a text is a fault of the request, not of the ledger")
    void refusesHalfACharacter() {
        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 100, "reference": "a\\ud83d"}""".formatted(territory().merchant()))
                .refused(400, "malformed");
        api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 100, "memo": "a\\ude00b"}""".formatted(territory().merchant()))
                .refused(400, "malformed");
    }
}
