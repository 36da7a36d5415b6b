package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import laroue.api.Api.Answer;
import laroue.value.BusinessDay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures over HTTP, as those see them who may: what others made happen is there too, so before and after are compared. */
class FiguresReadingTest extends ApiTest {

    private static final String YEAR = "from=2020-01-01&to=2030-01-01";

    @Test
    @DisplayName("a payment is in the flows by kind, in the series and in the figures of its period")
    void aPaymentIsInAllFigures() {
        long before = pay(1);
        long paidBefore = read("/v1/circulation/period?" + YEAR, before).number("paidCents");
        long toMerchantsBefore = individualsToProfessionals(before);

        long position = pay(12_34);

        var period = read("/v1/circulation/period?" + YEAR, position);
        var series = read("/v1/circulation/series?figure=paid&step=year&" + YEAR, position);
        assertThat(period.number("paidCents")).isEqualTo(paidBefore + 12_34);
        assertThat(individualsToProfessionals(position)).isEqualTo(toMerchantsBefore + 12_34);
        assertThat(series.json()
                        .path("points")
                        .valueStream()
                        .mapToLong(it -> it.path("value").asLong())
                        .sum())
                .isEqualTo(paidBefore + 12_34);
        assertThat(series.number("position")).isGreaterThanOrEqualTo(position);
        assertThat(period.json().path("holding").path("lifo").path("days").isNumber())
                .isTrue();
        assertThat(period.json().path("velocityPerWeek").isNumber()).isTrue();
    }

    private long individualsToProfessionals(long position) {
        var flows = read("/v1/circulation/flows?by=kind&" + YEAR, position).json();
        assertThat(flows.path("rows").valueStream().map(it -> it.asString()))
                .containsExactly("association", "individual", "professional", "public");
        assertThat(flows.path("columns")).isEqualTo(flows.path("rows"));
        return flows.path("cells").get(1).get(2).asLong();
    }

    @Test
    @DisplayName("rule 50: what fewer than five took part in is hidden, by commune and by sector")
    void smallGroupsAreHidden() {
        // Nobody else is in this commune and of this sector, whatever other tests do.
        var shop =
                api().post("admin-05", "/v1/merchants", """
                {"name": "Coiffeuse inventée", "siret": "%s", "sector": "96.02A", "commune": "05046",
                 "association": "05"}""".formatted(siret())).expect(201);
        api().post("admin-05", "/v1/merchants/" + shop.text("merchant") + "/approve", null)
                .expect(200);
        long position = api().post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 100}""".formatted(shop.text("account")))
                .expect(201)
                .number("position");

        for (var by : new String[] {"commune", "sector"}) {
            var flows = read("/v1/circulation/flows?by=" + by + "&" + YEAR, position);
            assertThat(flows.text("to")).as("a month that goes on").isLessThanOrEqualTo(today());
            assertThat(flows.json().path("columns").toString()).doesNotContain("05046", "96.02A");
            api().get("treasurer", "/v1/circulation/flows?from=2026-01-01&to=2026-02-02&by=" + by)
                    .refused(400, "malformed");
            api().get("treasurer", "/v1/circulation/flows?from=2026-01-02&to=2026-02-01&by=" + by)
                    .refused(400, "malformed");
        }
    }

    private static String today() {
        return LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    }

    @Test
    @DisplayName("who may not see an account is not told which one it is")
    void othersAreNotNamed() {
        read("/v1/circulation/takings?" + YEAR, pay(1_00));
        var own = api().get("treasurer", "/v1/circulation/takings?" + YEAR).expect(200);
        var of84 = api().get("treasurer-84", "/v1/circulation/takings?" + YEAR).expect(200);

        own.json()
                .path("items")
                .forEach(it -> assertThat(it.path("account").isNull())
                        .isEqualTo(!it.path("association").asString().equals("05")));
        of84.json()
                .path("items")
                .forEach(it -> assertThat(it.path("account").isNull())
                        .isEqualTo(!it.path("association").asString().equals("84")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"takings?" + YEAR, "dormant?months=1", "desks?" + YEAR, "definitions"})
    @DisplayName("lists come as CSV too")
    void listsAreCsvToo(String list) {
        var csv = api().send(
                        "GET",
                        "/v1/circulation/" + list,
                        null,
                        Map.of("Authorization", api().bearer("auditor"), "Accept", "text/csv"))
                .expect(200);

        assertThat(csv.body().lines().findFirst().orElseThrow()).contains(",");
    }

    @Test
    @DisplayName("every figure of a series has its definition, with unit, nature and source")
    void everyFigureHasItsDefinition() {
        var definitions =
                api().get("auditor", "/v1/circulation/definitions?limit=500").expect(200);

        assertThat(definitions.json().path("items").findValuesAsString("figure"))
                .contains("velocity", "active-accounts", "holding.lifo.days", "respend", "dormant", "coverage.strict");
        definitions.json().path("items").forEach(it -> {
            assertThat(it.path("source").asString()).isEqualTo("measured");
            assertThat(it.path("formula").asString()).isNotBlank();
        });
    }

    @Test
    @DisplayName("definitions are in English for whoever asks for it, and else in French")
    void definitionsAreInTwoLanguages() {
        assertThat(definition("en-GB, fr;q=0.5")).isEqualTo("Notes in circulation");
        assertThat(definition("fr, en;q=0.5")).isEqualTo("Billets en circulation");
        assertThat(definition("de")).isEqualTo("Billets en circulation");
        assertThat(definition("%;q=x")).isEqualTo("Billets en circulation");
    }

    private String definition(String language) {
        return api().send(
                        "GET",
                        "/v1/circulation/definitions?limit=1",
                        null,
                        Map.of("Authorization", api().bearer("auditor"), "Accept-Language", language))
                .expect(200)
                .json()
                .path("items")
                .get(0)
                .path("name")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flows?by=street&" + YEAR,
                "flows?" + YEAR,
                "period?from=2026-02-01&to=2026-01-01",
                "network?" + YEAR,
                "dormant?months=0",
                "series?figure=speed&" + YEAR
            })
    void whatMakesNoSenseIsSaidToBeMalformed(String asked) {
        api().get("auditor", "/v1/circulation/" + asked).refused(400, "malformed");
    }

    @Test
    @DisplayName("concentration and degrees of this year are told")
    void concentrationAndDegrees() {
        long position = pay(1_00);

        var concentration = read("/v1/circulation/concentration?" + thisYear(), position);
        var network = read("/v1/circulation/network?" + thisYear(), position);

        assertThat(concentration.json().path("ofFirst").size()).isEqualTo(3);
        assertThat(network.number("accounts")).isGreaterThanOrEqualTo(2);
        assertThat(network.number("mostDegree")).isPositive();
    }

    private static String thisYear() {
        var first = LocalDate.now(BusinessDay.ZONE).withDayOfYear(1);
        return "from=%s&to=%s".formatted(first, first.plusYears(1));
    }

    /** By card, at the till; the position of the payment. */
    private long pay(long cents) {
        return api().post("merchant", "/v1/payments", """
                {"amountCents": %d, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(
                                cents,
                                UUID.randomUUID(),
                                territory().card(),
                                territory().pin()))
                .expect(201)
                .number("position");
    }

    private Answer read(String path, long position) {
        return api().get("auditor", path + "&atLeast=" + position).expect(200);
    }
}
