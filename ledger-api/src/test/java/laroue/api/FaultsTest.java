package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a client is told when it is the ledger's own fault, and what outlives a client. */
class FaultsTest extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient db;

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
