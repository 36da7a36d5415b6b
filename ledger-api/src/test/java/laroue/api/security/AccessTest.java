package laroue.api.security;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import laroue.api.security.AccessRule.Of;
import laroue.api.security.Territory.Holder;
import laroue.api.security.Territory.Place;
import laroue.register.Client;
import laroue.register.May;
import laroue.register.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every endpoint with every role and with a foreign object of every kind (rule 57). */
@TestInstance(Lifecycle.PER_CLASS)
class AccessTest extends SecurityRoom {

    /** Who may do what, written a second time and apart from the table that decides it. */
    private static final String WHO_MAY = """
            GET  /v1/me                              member merchant nothing desk treasurer association-admin auditor admin load
            POST /v1/associations                    admin load
            GET  /v1/associations                    desk treasurer association-admin auditor admin load
            GET  /v1/associations/{code}             desk treasurer association-admin auditor admin load
            POST /v1/associations/{code}/rules       association-admin admin load
            POST /v1/associations/{code}/state       association-admin admin load
            GET  /v1/clients                         association-admin auditor admin load
            POST /v1/clients                         association-admin admin load
            POST /v1/clients/{id}/rotate             association-admin admin load
            POST /v1/clients/{id}/revoke             association-admin admin load
            POST /v1/clients/{id}/program            treasurer association-admin admin load
            GET  /v1/logins                          treasurer association-admin auditor admin load
            POST /v1/logins                          association-admin admin load
            GET  /v1/logins/{l}                      treasurer association-admin auditor admin load
            POST /v1/logins/{l}/link                 association-admin admin load
            GET  /v1/logins/{l}/sessions             association-admin auditor admin load
            POST /v1/logins/{l}/sessions/end         association-admin admin load
            POST /v1/logins/{l}/leave                association-admin admin load
            POST /v1/logins/{l}/factor/forget        treasurer association-admin admin load
            POST /v1/accounts                        desk association-admin admin load
            GET  /v1/accounts/{n}                    member merchant treasurer association-admin auditor admin load
            GET  /v1/accounts/{n}/entries            member merchant treasurer association-admin auditor admin load
            POST /v1/accounts/{n}/freeze             association-admin admin load
            POST /v1/accounts/{n}/unfreeze           association-admin admin load
            POST /v1/accounts/{n}/close              association-admin admin load
            POST /v1/accounts/{n}/memberships        association-admin admin load
            POST /v1/accounts/{n}/cards              association-admin admin load
            POST /v1/accounts/{n}/holder/erase       association-admin admin load
            POST /v1/cards/{card}/unlock             association-admin admin load
            POST /v1/cards/{card}/block              association-admin admin load
            GET  /v1/members                         desk treasurer association-admin auditor admin load
            GET  /v1/payees/{n}                      member merchant desk treasurer association-admin auditor admin load
            GET  /v1/merchants                       treasurer association-admin auditor admin load
            POST /v1/merchants                       association-admin admin load
            POST /v1/merchants/{id}/approve          association-admin admin load
            POST /v1/merchants/{id}/suspend          association-admin admin load
            POST /v1/merchants/{id}/leave            association-admin admin load
            POST /v1/merchants/{id}/change           association-admin admin load
            POST /v1/sectors/correspondence          admin load
            POST /v1/merchants/{id}/clients          association-admin admin load
            POST /v1/payments                        member merchant load
            POST /v1/payments/batch                  member merchant load
            GET  /v1/payments                        member merchant treasurer association-admin auditor admin load
            GET  /v1/payments/{id}                   member merchant treasurer association-admin auditor admin load
            POST /v1/payments/{id}/refunds           merchant
            GET  /v1/issuances                       treasurer auditor load
            POST /v1/issuances                       treasurer load
            POST /v1/issuances/{id}/reverse          treasurer load
            GET  /v1/reconversions                   merchant treasurer auditor load
            POST /v1/reconversions                   merchant
            GET  /v1/reconversions/{id}              merchant treasurer auditor load
            POST /v1/reconversions/paid              treasurer load
            POST /v1/reconversions/{id}/paid         treasurer load
            POST /v1/reconversions/{id}/failed       treasurer load
            GET  /v1/desks                           desk treasurer association-admin auditor admin load
            GET  /v1/desks/{d}                       desk treasurer association-admin auditor admin load
            GET  /v1/desks/{d}/holdings              desk treasurer association-admin auditor admin load
            GET  /v1/desks/{d}/sessions              desk treasurer association-admin auditor admin load
            GET  /v1/desks/{d}/sessions/{s}          desk treasurer association-admin auditor admin load
            GET  /v1/desks/{d}/operations            desk treasurer association-admin auditor admin load
            GET  /v1/remittances                     desk treasurer association-admin auditor admin load
            GET  /v1/cheques/bounced                 treasurer association-admin auditor admin load
            GET  /v1/shipments                       desk treasurer association-admin auditor admin load
            GET  /v1/notes/suggestion                desk treasurer association-admin auditor admin load
            GET  /v1/associations/{code}/notes       treasurer association-admin auditor admin load
            POST /v1/desks                           association-admin admin load
            POST /v1/desks/{d}/clients               association-admin admin load
            POST /v1/desks/{d}/close                 association-admin admin load
            POST /v1/desks/{d}/sessions              desk
            POST /v1/desks/{d}/sessions/current/close desk
            POST /v1/desks/{d}/differences/{x}       desk treasurer load
            POST /v1/desks/{d}/differences/{x}/confirm desk treasurer load
            POST /v1/desks/{d}/changes               desk
            POST /v1/desks/{d}/reconversions         desk
            POST /v1/desks/{d}/deposits              desk
            POST /v1/desks/{d}/withdrawals           desk
            POST /v1/desks/{d}/stamps                desk
            POST /v1/desks/{d}/operations/{id}/undo  desk
            POST /v1/desks/{d}/remittances           desk
            POST /v1/remittances/{r}/banked          treasurer load
            POST /v1/cheques/{operation}/bounced     treasurer load
            GET  /v1/card-receipts                   treasurer association-admin auditor admin load
            POST /v1/card-receipts/banked            treasurer load
            POST /v1/card-receipts/{operation}/banked treasurer load
            POST /v1/associations/{code}/shipments   desk treasurer load
            POST /v1/shipments/{s}/receipt           desk treasurer load
            POST /v1/shipments/{s}/settle            treasurer load
            POST /v1/associations/{code}/note-printings treasurer load
            POST /v1/associations/{code}/note-destructions treasurer load
            POST /v1/associations/{code}/stamp-campaigns treasurer load
            POST /v1/associations/{code}/series/{s}/withdrawal treasurer load
            POST /v1/associations/{code}/expiries    treasurer load
            POST /v1/associations/{code}/dues/settlement treasurer load
            GET  /v1/waiting                         desk treasurer association-admin auditor admin load
            GET  /v1/waiting/{w}                     desk treasurer association-admin auditor admin load
            POST /v1/waiting/{w}/confirm             desk treasurer association-admin admin load
            POST /v1/waiting/{w}/refuse              desk treasurer association-admin admin load
            GET  /v1/queues                          treasurer association-admin auditor admin load
            GET  /v1/claims                          treasurer association-admin auditor admin load
            GET  /v1/circulation                     treasurer association-admin auditor admin load
            GET  /v1/circulation/series              treasurer association-admin auditor admin load
            GET  /v1/circulation/flows               treasurer association-admin auditor admin load
            GET  /v1/circulation/period              treasurer association-admin auditor admin load
            GET  /v1/circulation/concentration       treasurer association-admin auditor admin load
            GET  /v1/circulation/network             treasurer association-admin auditor admin load
            GET  /v1/circulation/takings             treasurer association-admin auditor admin load
            GET  /v1/circulation/dormant             treasurer association-admin auditor admin load
            GET  /v1/circulation/desks               treasurer association-admin auditor admin load
            GET  /v1/circulation/definitions         treasurer association-admin auditor admin load
            GET  /v1/powers                          treasurer association-admin auditor admin load
            GET  /v1/audit/health                    treasurer association-admin auditor admin load
            GET  /v1/audit/checkpoint                treasurer association-admin auditor admin load
            """;

    /** What each right of a merchant's client opens, besides {@code GET /v1/me}. */
    private static final Map<May, Set<String>> OPENED_BY = Map.of(
            May.TAKE, Set.of("POST /v1/payments", "POST /v1/payments/batch"),
            May.PAY, Set.of("POST /v1/payments", "POST /v1/payments/batch", "GET /v1/payees/{n}"),
            May.REFUND, Set.of("POST /v1/payments/{id}/refunds"),
            May.RECONVERT, Set.of("POST /v1/reconversions"),
            May.READ,
                    Set.of(
                            "GET /v1/accounts/{n}",
                            "GET /v1/accounts/{n}/entries",
                            "GET /v1/payees/{n}",
                            "GET /v1/payments",
                            "GET /v1/payments/{id}",
                            "GET /v1/reconversions",
                            "GET /v1/reconversions/{id}"));

    /** What belongs to one desk, and is nothing to the operator of another. */
    private static final Set<Of> AT_DESKS = Set.of(Of.DESK, Of.SHIPMENT, Of.REMITTANCE, Of.SERVICE);

    private static final List<String> CALLERS = List.of(
            "member", "merchant", "nothing", "desk", "treasurer", "association-admin", "auditor", "admin", "load");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    private Browser browser;

    @BeforeAll
    void openBrowser() {
        browser = browser();
    }

    static Stream<AccessRule> rules() {
        return Access.RULES.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachEndpointIsOpenToItsRolesAndToNoOther(AccessRule rule) {
        var mayAsk = whoMay(rule);

        for (var caller : CALLERS) {
            var status = ask(rule, caller, own(rule.of(), caller, holder(rule, territory.gap)))
                    .statusCode();

            if (mayAsk.contains(caller)) {
                assertThat(status).as(caller).isNotIn(401, 403, 404, 500);
            } else {
                assertThat(status).as(caller).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anotherAssociationsObjectIsNotThere(AccessRule rule) {
        if (rule.of() == Of.NOTHING) {
            return;
        }
        for (var caller : whoMay(rule)) {
            var response = ask(
                    rule,
                    caller,
                    erases(rule)
                            ? own(rule.of(), caller, holder(rule, territory.avignon))
                            : own(rule.of(), caller, territory.avignon));

            if (caller.equals("admin") || caller.equals("load")) {
                assertThat(response.statusCode()).as(caller).isNotIn(401, 403, 404, 500);
            } else {
                assertNotThere(rule, caller, response);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aNeighboursObjectIsNotThereForWhoDoesNotWorkForTheAssociation(AccessRule rule) {
        if (rule.of() == Of.NOTHING) {
            return;
        }
        for (var caller : List.of("member", "merchant")) {
            if (whoMay(rule).contains(caller)) {
                var response = ask(rule, caller, own(rule.of(), caller, territory.gap.neighbour()));

                assertNotThere(rule, caller, response);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsOfAnotherDeskIsNotThereForAnOperator(AccessRule rule) {
        if (AT_DESKS.contains(rule.of()) && whoMay(rule).contains("desk")) {
            var response = ask(rule, "desk", own(rule.of(), "desk", territory.gap.neighbour()));

            assertNotThere(rule, "desk", response);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsNoIdIsNotThereEither(AccessRule rule) {
        if (rule.of() == Of.NOTHING) {
            return;
        }
        for (var caller : whoMay(rule)) {
            assertNotThere(rule, caller, ask(rule, caller, "'nothing'"));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void withoutATokenNothingIsOpen(AccessRule rule) {
        var response = browser.send(rule.method().name(), path(rule, "1"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Browser.json(response).get("code").asString()).isEqualTo("unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"laroue\"");
    }

    @ParameterizedTest
    @EnumSource
    void aMerchantsClientDoesOnlyWhatItMay(May right) {
        var caller = "only-" + right;

        var opened = Access.RULES.stream()
                .filter(it -> ask(it, caller, own(it.of(), "merchant", territory.gap.own()))
                                .statusCode()
                        != 403)
                .map(AccessTest::name)
                .filter(it -> !it.equals("GET /v1/me"))
                .collect(toSet());

        assertThat(opened).isEqualTo(OPENED_BY.get(right));
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() {
        assertThat(Access.RULES)
                .allSatisfy(it -> assertThat(it.roles().contains(Role.AUDITOR))
                        .isEqualTo(it.method().equals(HttpMethod.GET)));
    }

    @Test
    void thePayerIsToldThatARefundIsNotForHim() {
        var payment = territory.gap.neighbour().payment();
        territory.enter(Client.merchant(
                "payer-" + payment,
                territory.gap.own().merchant(),
                territory.gap.neighbour().account(),
                Set.of(May.REFUND)));

        var response = browser.post("/v1/payments/" + payment + "/refunds", "{}", browser.as("payer-" + payment));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void eachEndpointHasExactlyOneRule() {
        var mapped = new ArrayList<String>();
        endpoints
                .getHandlerMethods()
                .keySet()
                .forEach(it -> it.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/v1"))
                        .forEach(pattern -> it.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> {
                                    mapped.add(method.name() + " " + pattern);
                                    assertThat(Access.ruleOf(HttpMethod.valueOf(method.name()), pattern))
                                            .as(method + " " + pattern)
                                            .isPresent();
                                })));

        assertThat(mapped).hasSizeGreaterThanOrEqualTo(Access.RULES.size());
        assertThat(Access.RULES.stream().map(AccessTest::name))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(whoMay().keySet());
    }

    @Test
    void anAddressWithoutARuleIsClosedToEverybody() {
        assertThat(Access.ruleOf(HttpMethod.GET, "/v1/secrets")).isEmpty();
        assertThat(browser.get("/v1/nothing", browser.as("load")).statusCode()).isEqualTo(404);
        assertThat(browser.send("DELETE", "/v1/clients", browser.as("load")).statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<String> ask(AccessRule rule, String caller, String object) {
        return rule.method().equals(HttpMethod.GET)
                ? browser.get(path(rule, object), browser.as(caller))
                : browser.post(path(rule, object), "{}", browser.as(caller));
    }

    private static void assertNotThere(AccessRule rule, String caller, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(caller).isEqualTo(404);
        assertThat(Browser.json(response).get("code").asString())
                .as(caller)
                .isEqualTo(rule.of() == Of.ACCOUNT ? "no-such-account" : "not-found");
    }

    /** Who is erased has no card and no clients any more. */
    private static Holder holder(AccessRule rule, Place place) {
        return erases(rule) ? place.neighbour() : place.own();
    }

    private static boolean erases(AccessRule rule) {
        return rule.pattern().endsWith("/erase");
    }

    private String own(Of of, String caller, Place place) {
        return switch (of) {
            case ISSUANCE -> place.issuance().toString();
            case CARD -> place.card().number();
            case ASSOCIATION -> place.code().code();
            case CLIENT -> place.client();
            case LOGIN -> place.login();
            case WAITING -> place.waiting().toString();
            default -> own(of, caller, place.own());
        };
    }

    private String own(Of of, String caller, Holder holder) {
        return switch (of) {
            case ACCOUNT -> (caller.equals("merchant") ? holder.till() : holder.account()).number();
            case MERCHANT -> holder.merchant().id();
            case PAYMENT, RECEIVED_PAYMENT -> holder.payment().toString();
            case RECONVERSION -> holder.reconversion().toString();
            case DESK -> holder.counter().desk().id();
            case SHIPMENT -> holder.counter().shipment().toString();
            case REMITTANCE -> holder.counter().remittance().toString();
            case SERVICE -> holder.counter().service().toString();
            case NOTHING -> holder.account().number();
            default -> own(of, caller, territory.gap);
        };
    }

    private String path(AccessRule rule, String object) {
        return rule.pattern()
                .replace("/sessions/{s}", "/sessions/" + sessionAt(object))
                .replaceAll("\\{[^}]*}", object.replace("'", "%27"));
    }

    private String sessionAt(String desk) {
        return Stream.of(territory.gap, territory.avignon)
                .flatMap(it -> Stream.of(it.own(), it.neighbour()))
                .map(Holder::counter)
                .filter(it -> it.desk().id().equals(desk))
                .map(it -> it.session().toString())
                .findFirst()
                .orElse("none");
    }

    private static String name(AccessRule rule) {
        return rule.method() + " " + rule.pattern();
    }

    private static Set<String> whoMay(AccessRule rule) {
        return whoMay().getOrDefault(name(rule), Set.of());
    }

    private static Map<String, Set<String>> whoMay() {
        return WHO_MAY.lines()
                .map(it -> it.trim().split(" +", -1))
                .collect(toMap(
                        it -> it[0] + " " + it[1], it -> Stream.of(it).skip(2).collect(toSet())));
    }
}
