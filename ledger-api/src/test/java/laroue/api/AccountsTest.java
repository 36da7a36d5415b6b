package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Associations, accounts and merchants, as an admin sees them. */
class AccountsTest extends ApiTest {

    @Test
    void anAssociationIsFoundedOnceAndRuledFromADayOn() {
        api().post("admin", "/v1/associations", "{\"code\": \"13A\", \"name\": \"Pays d'Aix, inventé\"}")
                .expect(201);

        api().post("admin", "/v1/associations", "{\"code\": \"13A\", \"name\": \"Autre\"}")
                .refused(409, "already-done");
        api().post("admin", "/v1/associations/13A/rules", """
                {"fees": {"standard": "0.05", "bio": "0.025"}, "membership": "twelve-months", "minCents": 1000,
                 "capCents": 500000, "period": "month", "ceilings": {"individual": 300000}}""").expect(201);
        var wrong = api().post("admin", "/v1/associations/13A/rules", """
                {"fees": {"standard": 0.05}, "membership": "calendar"}""");
        wrong.refused(400, "malformed");
        assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("fees.standard");
        var unnamed = api().post("admin-05", "/v1/associations/05/rules", """
                {"fees": {"bio": "0"}, "membership": "calendar"}""");
        unnamed.refused(400, "malformed");
        assertThat(unnamed.json().at("/errors/0/field").asString()).isEqualTo("fees.standard");
        api().post("admin", "/v1/associations/13A/state", """
                {"state": "issuance-stopped", "decision": "Assemblée générale", "from": "2026-01-01"}""").expect(200);
    }

    @Test
    void aDeskOpensAccountsOfIndividualsOnly() {
        api().post("desk", "/v1/accounts", open("individual", "05")).expect(201);
        api().post("desk", "/v1/accounts", open("association", "05")).refused(403, "forbidden");
        api().post("desk", "/v1/accounts", open("individual", "84")).refused(403, "forbidden");
        api().post("admin-05", "/v1/accounts", open("professional", "05")).refused(400, "malformed");
        api().post("admin", "/v1/accounts", open("individual", "77")).refused(404, "not-found");
    }

    @Test
    @DisplayName("rule 21: a membership is paid in euros or in roues, and the rule gives its last day")
    void rule21_aMembershipIsPaidInEurosOrInRoues() {
        var path = "/v1/accounts/" + member(20_00) + "/memberships";

        assertThat(api().post("admin-05", path, "{\"amountEuroCents\": 1000}")
                        .expect(201)
                        .json()
                        .has("until"))
                .isTrue();
        assertThat(api().post("admin-05", path, "{\"amountCents\": 1000}")
                        .expect(201)
                        .json()
                        .has("until"))
                .isTrue();
        api().post("admin-05", path, "{\"amountCents\": 1001}").refused(422, "insufficient-balance");
        api().post("admin-05", path, "{}").refused(400, "malformed");
        api().post("admin-05", path, "{\"amountCents\": 1, \"amountEuroCents\": 1}")
                .refused(400, "malformed");
    }

    @Test
    @DisplayName("rule 20: an account closes at zero")
    void rule20_anAccountClosesAtZero() {
        var full = "/v1/accounts/" + member(1) + "/close";
        var empty = "/v1/accounts/" + member(0);

        var refused = api().post("admin-05", full, reason());
        refused.refused(409, "account-not-empty");
        assertThat(refused.number("balanceCents")).isEqualTo(1);
        assertThat(api().post("admin-05", empty + "/close", reason())
                        .expect(200)
                        .text("status"))
                .isEqualTo("closed");
    }

    @Test
    void anAccountIsFrozenAndUnfrozen() {
        var path = "/v1/accounts/" + member(0);

        assertThat(api().post("admin-05", path + "/freeze", reason())
                        .expect(200)
                        .text("status"))
                .isEqualTo("frozen");
        api().post("admin-05", path + "/freeze", reason()).refused(409, "already-done");
        assertThat(api().post("admin-05", path + "/unfreeze", reason())
                        .expect(200)
                        .text("status"))
                .isEqualTo("open");
        api().post("admin-05", path + "/freeze", null).refused(400, "malformed");
        api().post("treasurer-84", path + "/freeze", reason()).refused(403, "forbidden");
    }

    @Test
    @DisplayName("rule 56: erasing a person changes no total")
    void rule56_erasingAPersonChangesNoTotal() {
        var account = member(5_00);
        var path = "/v1/accounts/" + account;

        var erased = api().post("admin-05", path + "/holder/erase", null).expect(200);

        assertThat(erased.json().path("erased").asBoolean()).isTrue();
        api().post("admin-05", path + "/holder/erase", null).expect(200);
        assertThat(api().post("admin-05", path + "/freeze", reason())
                        .expect(200)
                        .number("balanceCents"))
                .isEqualTo(5_00);
    }

    @Test
    void aNewCardReplacesTheOldOne() {
        var path = "/v1/accounts/" + member(5_00) + "/cards";
        var old = api().post("admin-05", path, null).expect(201);
        var fresh = api().post("admin-05", path, "{}").expect(201);

        api().post("merchant", "/v1/payments", take(old)).refused(422, "card-locked");
        api().post("merchant", "/v1/payments", take(fresh)).expect(201);
        api().post("admin-05", "/v1/cards/" + fresh.text("card") + "/block", null)
                .expect(200);
        api().post("merchant", "/v1/payments", take(fresh)).refused(422, "card-locked");
        api().post("admin-05", "/v1/cards/05-99999/unlock", null).refused(404, "not-found");
    }

    @Test
    void aMerchantIsPaidWhileItIsApproved() {
        var shop = shop();
        var path = "/v1/merchants/" + shop.id();
        var pay = """
                {"payee": "%s", "amountCents": 1}""".formatted(shop.account());

        api().post("member", "/v1/payments", pay).expect(201);
        assertThat(api().post("admin-05", path + "/suspend", null).expect(200).text("status"))
                .isEqualTo("suspended");
        api().post("member", "/v1/payments", pay).refused(422, "merchant-not-approved");
        api().post("admin-05", path + "/approve", null).expect(200);
        api().post("admin-05", path + "/approve", null).refused(409, "already-done");
        assertThat(api().post("admin-05", path + "/leave", null).expect(200).text("status"))
                .isEqualTo("left");
    }

    @Test
    @DisplayName("a merchant's sector, class and name change from a day on; a name that is to come is not shown before")
    void aMerchantChangesFromADayOn() {
        var shop = shop();
        var path = "/v1/merchants/" + shop.id() + "/change";

        var later = api().post("admin-05", path, """
                {"sector": "4724z", "class": "bio", "name": "Nom à venir", "from": "2090-01-01"}""").expect(200);
        assertThat(later.text("sector")).isEqualTo("47.24Z");
        assertThat(listed(shop.account(), later))
                .contains("standard")
                .containsPattern("10\\.71[CY]") // another test may have loaded a correspondence
                .doesNotContain("Nom à venir");

        var now = api().post("admin-05", path, """
                {"sector": "01.13Z", "class": "paysan", "name": "Ferme inventée"}""").expect(200);
        assertThat(now.text("class")).isEqualTo("paysan");
        assertThat(now.body()).as("an answer is kept, and holds no name").doesNotContain("Ferme");
        assertThat(listed(shop.account(), now)).contains("Ferme inventée", "01.13Z", "paysan");

        api().post("admin-05", path, "{\"sector\": \"01.13Z\", \"name\": \"Ferme inventée\"}")
                .refused(409, "already-done");
        api().post("admin-05", path, "{\"sector\": \"01.25Z\", \"from\": \"2020-01-01\"}")
                .refused(422, "limit-exceeded");
        for (var wrong : new String[] {
            "{}",
            "{\"from\": \"2090-01-01\"}",
            "{\"sector\": \"boulangerie\"}",
            "{\"class\": \"Bio !\"}",
            "{\"name\": \"\u200b\"}",
            "{\"sector\": \"01.25Z\", \"from\": \"9999-12-31\"}"
        }) {
            api().post("admin-05", path, wrong).refused(400, "malformed");
        }
        api().post("admin-05", "/v1/merchants/05-M9999/change", "{\"class\": \"bio\"}")
                .refused(404, "not-found");
        assertThat(listed(shop.account(), now)).contains("Ferme inventée", "01.13Z", "paysan");
    }

    @Test
    @DisplayName("whoever stands above all loads which NAF code became which; merchants are found by either")
    void oldAndNewCodesAreOneSector() {
        var path = "/v1/sectors/correspondence";
        var siret = siret();
        var applied = api().post("admin-05", "/v1/merchants", merchant(siret).replace("16.23Z", "02.10Z"))
                .expect(201);

        var loaded = api().post("admin", path, """
                {"from": "2026-01-01", "codes": [{"old": "0210z", "new": "02.10Y"}, {"old": "01.11Z", "new": "01.11Z"}]}""").expect(200);
        assertThat(loaded.number("codes")).isEqualTo(1);
        for (var code : new String[] {"02.10Z", "02.10Y"}) {
            assertThat(api().get("admin-05", "/v1/merchants?sector=" + code + "&atLeast=" + applied.text("position"))
                            .body())
                    .contains(siret, "02.10Y")
                    .doesNotContain("02.10Z");
        }
        for (var wrong : new String[] {
            "[]",
            "[{\"old\": \"02.10Z\"}]",
            "[{\"old\": \"bois\", \"new\": \"02.10Y\"}]",
            "[{\"old\": \"02.20Z\", \"new\": \"02.20Y\"}, {\"old\": \"02.20Z\", \"new\": \"02.20X\"}]",
            "[{\"old\": \"02.20Z\", \"new\": \"02.20Y\"}, {\"old\": \"02.20Y\", \"new\": \"02.20Z\"}]"
        }) {
            api().post("admin", path, "{\"codes\": " + wrong + "}").refused(400, "malformed");
        }
        api().post("admin-05", path, "{\"codes\": [{\"old\": \"02.10Z\", \"new\": \"02.10Y\"}]}")
                .refused(403, "forbidden");
    }

    private String listed(String account, Api.Answer upTo) {
        return api().get("admin-05", "/v1/merchants?q=" + account + "&atLeast=" + upTo.text("position"))
                .body();
    }

    @Test
    void aSiretIsCheckedAndAdmittedOnce() {
        var siret = siret();

        api().post("admin-05", "/v1/merchants", merchant(siret)).expect(201);
        api().post("admin-05", "/v1/merchants", merchant(siret)).refused(409, "duplicate-reference");
        api().post("admin-05", "/v1/merchants", merchant("12345678901234")).refused(400, "malformed");
    }

    @Test
    @DisplayName("SIRET and NAF are read as people type them, and a SIREN is called one")
    void siretAndNafAreReadAsPeopleTypeThem() {
        var digits = siret();
        var typed = digits.substring(0, 3) + "\u00a0" + digits.substring(3, 9) + " " + digits.substring(9);
        var applied = api().post("admin-05", "/v1/merchants", merchant(typed).replace("16.23Z", "16 23z"))
                .expect(201);
        api().post("admin-05", "/v1/merchants", merchant(digits)).refused(409, "duplicate-reference");
        assertThat(api().get("admin-05", "/v1/merchants?sector=1623Z&atLeast=" + applied.text("position"))
                        .body())
                .as("asked for as it is typed")
                .contains(digits, "16.23Z");

        var siren = api().post("admin-05", "/v1/merchants", merchant("732 829 320"));
        siren.refused(400, "malformed");
        assertThat(siren.body()).contains("c'est le SIREN");
        api().post("admin-05", "/v1/merchants", merchant("11122233344455")).refused(400, "malformed");
    }

    @Test
    @DisplayName("A name that is not what it looks like is refused, and so is a reason")
    void namesAreWhatTheyLookLike() {
        for (var name : new String[] {"\u202eZoé", "\u200b", "Zoé\u200b Martin", "\u3164", "a\u2028b", "\u0301"}) {
            api().post("admin-05", "/v1/accounts", """
                            {"holder": {"kind": "individual", "name": "%s"}, "association": "05"}""".formatted(name)).refused(400, "malformed");
        }
        api().post("admin-05", "/v1/accounts/" + member(1) + "/freeze", "{\"reason\": \"\u200b\u2060\"}")
                .refused(400, "malformed");
    }

    private static String merchant(String siret) {
        return """
                {"name": "Atelier inventé", "siret": "%s", "sector": "16.23Z", "commune": "05023", "association": "05"}""".formatted(siret);
    }

    private static String open(String kind, String association) {
        return """
                {"holder": {"kind": "%s", "name": "Personne inventée"}, "association": "%s"}""".formatted(kind, association);
    }

    private static String take(Api.Answer card) {
        return """
                {"amountCents": 1, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(java.util.UUID.randomUUID(), card.text("card"), card.text("pin"));
    }

    private static String reason() {
        return "{\"reason\": \"à la demande de la titulaire\"}";
    }
}
