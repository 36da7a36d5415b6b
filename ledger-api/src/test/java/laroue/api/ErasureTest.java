package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.ExternalNames;
import laroue.register.Logins;
import laroue.register.Sweeper;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rule 56: who is erased is forgotten wherever the register has text, and nothing of theirs works any more. */
class ErasureTest extends ApiTest {

    private static final String NAME = "Introuvable-Inventée";

    @Autowired
    private JdbcClient db;

    @Autowired
    private Logins logins;

    @Autowired
    private Clients clients;

    @Autowired
    private ExternalNames externalNames;

    @Autowired
    private Sweeper sweeper;

    private final String login = UUID.randomUUID().toString();

    private MarketTown town;

    private String person;

    /** One text in each place where people write. */
    @BeforeEach
    void writeAll() {
        town = MarketTown.withFloat(api(), "10×20");
        person = open("Aurélie " + NAME);
        var number = new AccountNumber(person);
        var access = UUID.randomUUID().toString();
        logins.create(login, "Aurélie " + NAME, login + "@introuvable.example", "admin");
        clients.give(Client.member(access, number).of(login), "admin", "admin");
        town.client("erased " + town.code, "/v1/clients", """
                {"role": "member", "account": "%s", "name": "%s", "purpose": "%s"}""".formatted(person, NAME, NAME));
        var other = town.member();
        town.client("other " + town.code, "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(other));
        for (var holder : List.of(person, other)) {
            api().post(town.treasurer, "/v1/issuances", """
                            {"account": "%s", "amountEuroCents": 1000, "means": "transfer", "bankReference": "%s"}""".formatted(holder, UUID.randomUUID()))
                    .expect(201);
        }
        pay("erased " + town.code, other, "signé " + NAME).expect(201);
        pay("other " + town.code, person, "pour l'amie " + NAME).expect(201);
        api().post("admin", "/v1/accounts/" + person + "/freeze", "{\"reason\": \"%s\"}".formatted(NAME))
                .expect(200);
        api().post("admin", "/v1/accounts/" + person + "/unfreeze", "{\"reason\": \"%s\"}".formatted(NAME))
                .expect(200);
        api().post(town.treasurer, "/v1/associations/" + town.code + "/note-printings", """
                {"series": "2026", "notes": {"10": 1}}""")
                .expect(201);
        api().post(town.treasurer, "/v1/associations/" + town.code + "/shipments", """
                        {"desk": "%s", "carrier": "%s, aurelie", "notes": {"10": 1}}""".formatted(town.desk, NAME))
                .expect(201);
        externalNames.enter(new AssociationCode(town.code), Map.of("A. " + NAME, number));
    }

    @Test
    @DisplayName("no table of the register has the name any more; card, client and login end; again is no fault")
    void forgetsEverywhere() {
        var card =
                api().post("admin", "/v1/accounts/" + person + "/cards", null).expect(201);
        assertThat(tablesWithTheName()).contains("person", "person_word", "words", "external_name", "client", "login");

        erase().expect(200);

        assertThat(tablesWithTheName()).isEmpty();
        assertThat(logins.ofEmail(login + "@introuvable.example")).isEmpty();
        assertThat(clients.of(login)).allMatch(Client::revoked);
        assertThat(clients.find(api().client("erased " + town.code))
                        .orElseThrow()
                        .revoked())
                .isTrue();
        api().post("merchant", "/v1/payments", """
                        {"amountCents": 100, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(UUID.randomUUID(), card.text("card"), card.text("pin")))
                .refused(422, "wrong-pin");

        pay("other " + town.code, person, "encore " + NAME).expect(201);
        assertThat(tablesWithTheName()).containsExactly("words");
        erase().expect(200);
        assertThat(tablesWithTheName()).isEmpty();
    }

    @Test
    @DisplayName("what a crash after the fact left, or a register that forgot less, is forgotten by the sweeper")
    void isFinishedLater() {
        erase().expect(200);
        db.sql("update register.person set name = :name, erased_at = null where account = :account")
                .param("name", "Aurélie " + NAME)
                .param("account", person)
                .update();
        externalNames.enter(new AssociationCode(town.code), Map.of("A. " + NAME, new AccountNumber(person)));

        sweeper.sweep();

        assertThat(tablesWithTheName()).isEmpty();
    }

    private Api.Answer erase() {
        return api().post("admin", "/v1/accounts/" + person + "/holder/erase", null);
    }

    private Api.Answer pay(String client, String payee, String memo) {
        return api().post(client, "/v1/payments", """
                {"payee": "%s", "amountCents": 100, "memo": "%s"}""".formatted(payee, memo));
    }

    private String open(String name) {
        return api().post("admin", "/v1/accounts", """
                        {"holder": {"kind": "individual", "name": "%s", "email": "a@introuvable.example"},
                         "association": "%s", "membershipUntil": "2099-12-31"}""".formatted(name, town.code))
                .expect(201)
                .text("number");
    }

    /** Whatever tables there are: one that is added is looked through as well. */
    private List<String> tablesWithTheName() {
        return db.sql("""
                        select table_name
                          from information_schema.tables
                         where table_schema = 'register' and table_type = 'BASE TABLE'
                         order by table_name
                        """).query((row, _) -> row.getString(1)).list().stream()
                .filter(it -> db.sql(
                                "select exists (select from register.%1$s row where row::text ilike '%%introuvable%%')"
                                        .formatted(it))
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
