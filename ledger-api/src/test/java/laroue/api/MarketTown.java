package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.api.Api.Answer;
import tools.jackson.databind.JsonNode;

/**
 * An association of its own with one desk, told about over HTTP: a treasurer, two operators, and whoever comes to the
 * counter. Notes are told as {@code "13×2 20×1"}, denomination × count, of the town's one series.
 */
public final class MarketTown {

    public static final String SERIES = "2026";

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static final Pattern NOTES = Pattern.compile("([0-9]+)×([0-9]+)");

    public final Api api;
    public final String code;
    public final String desk;
    public final String treasurer;
    public final String operator;
    public final String otherOperator;

    private MarketTown(Api api, String code, String desk) {
        this.api = api;
        this.code = code;
        this.desk = desk;
        treasurer = "treasurer of " + code;
        operator = "operator of " + code;
        otherOperator = "other operator of " + code;
    }

    /** A town with an empty desk and an empty vault. */
    public static MarketTown found(Api api) {
        var code = "D" + SERIAL.incrementAndGet();
        api.post("admin", "/v1/associations", """
                {"code": "%s", "name": "Association inventée"}""".formatted(code)).expect(201);
        var desk =
                api.post("admin", "/v1/desks", """
                {"name": "Comptoir du marché", "commune": "05061", "association": "%s"}""".formatted(code)).expect(201).text("desk");
        var town = new MarketTown(api, code, desk);
        town.client(town.treasurer, "/v1/clients", """
                {"role": "treasurer", "association": "%s"}""".formatted(code));
        town.client(town.operator, "/v1/desks/" + desk + "/clients", null);
        town.client(town.otherOperator, "/v1/desks/" + desk + "/clients", null);
        return town;
    }

    /** The same with notes in the stock of the desk, and a session open. */
    public static MarketTown withFloat(Api api, String notes) {
        var town = found(api);
        town.stock(notes);
        town.open(notes).expect(201);
        return town;
    }

    void client(String name, String path, @org.jspecify.annotations.Nullable String body) {
        var made = api.post("admin", path, body).expect(201);
        api.knows(made.text("clientId"), made.text("clientSecret"));
        api.same(name, made.text("clientId"));
    }

    /** A current member. */
    public String member() {
        return account("individual", ", \"membershipUntil\": \"2099-12-31\"");
    }

    /** Somebody who never was a member. */
    public String stranger() {
        return account("individual", "");
    }

    private String account(String kind, String more) {
        return api.post("admin", "/v1/accounts", """
                {"holder": {"kind": "%s", "name": "Personne inventée", "commune": "05061"}, "association": "%s"%s}""".formatted(kind, code, more))
                .expect(201)
                .text("number");
    }

    /** The account of an approved merchant. */
    public String shop() {
        var applied = api.post("admin", "/v1/merchants", """
                {"name": "Boulangerie inventée", "siret": "%s", "sector": "10.71C", "commune": "05061",
                 "association": "%s"}""".formatted(ApiTest.siret(), code))
                .expect(201);
        api.post("admin", "/v1/merchants/" + applied.text("merchant") + "/approve", null)
                .expect(200);
        return applied.text("account");
    }

    public Answer print(String notes) {
        return api.post(treasurer, "/v1/associations/" + code + "/note-printings", """
                {"series": "%s", "notes": %s}""".formatted(SERIES, json(notes)))
                .expect(201);
    }

    /** Prints notes and brings them into the desk's stock. */
    public void stock(String notes) {
        print(notes);
        receive(ship(notes).expect(201), notes).expect(200);
    }

    public Answer ship(String notes) {
        return api.post(treasurer, "/v1/associations/" + code + "/shipments", """
                {"desk": "%s", "carrier": "Porteuse inventée", "notes": %s}""".formatted(desk, json(notes)));
    }

    public Answer receive(Answer sent, String notes) {
        return api.post(operator, "/v1/shipments/" + sent.text("shipment") + "/receipt", """
                {"notes": %s}""".formatted(json(notes)));
    }

    /** Opens a session at a desk that holds nothing but a stock. */
    public Answer open(String stock) {
        return at("sessions", count(stock, "", "", 0, 0));
    }

    public Answer close(String stock, String returns, String roueTill, long cashCents, long chequeCents) {
        return at("sessions/current/close", count(stock, returns, roueTill, cashCents, chequeCents));
    }

    static String count(String stock, String returns, String roueTill, long cashCents, long chequeCents) {
        return """
                {"counted": {"stock": %s, "returns": %s, "roueTill": %s},
                 "cashEuroCents": %d, "chequesEuroCents": %d}""".formatted(json(stock), json(returns), json(roueTill), cashCents, chequeCents);
    }

    /** Euros for notes; what is handed over is what they are worth. */
    public Answer change(String account, String notes, String means) {
        return at("changes", """
                {"account": "%s", "notes": %s, "means": "%s", "amountEuroCents": %d%s}""".formatted(
                        account,
                        json(notes),
                        means,
                        worth(notes) * 100,
                        "card".equals(means) ? ", \"cardReference\": \"TPE 1\"" : ""));
    }

    Answer reconvert(String account, String notes, String invoice) {
        return at("reconversions", """
                {"account": "%s", "notes": %s, "invoiceNumber": "%s"}""".formatted(account, json(notes), invoice));
    }

    public Answer remit(String slip, long cashCents, long chequeCents, Answer... operations) {
        var ids =
                Arrays.stream(operations).map(it -> "\"" + it.text("id") + "\"").collect(Collectors.joining(", "));
        return at("remittances", """
                {"slip": "%s", "operations": [%s],
                 "declared": {"cashEuroCents": %d, "chequesEuroCents": %d}}""".formatted(slip, ids, cashCents, chequeCents));
    }

    Answer undo(Answer operation) {
        return at("operations/" + operation.text("id") + "/undo", "{\"reason\": \"Une erreur de frappe\"}");
    }

    /** A POST at the desk, by its operator. */
    public Answer at(String what, String body) {
        return api.post(operator, "/v1/desks/" + desk + "/" + what, body);
    }

    /** Waits until lists and pages show what was answered. */
    public Answer seen(Answer answer) {
        api.get(treasurer, "/v1/desks?atLeast=" + answer.number("position")).expect(200);
        return answer;
    }

    /** The figures of the association, once they have reached an answer. */
    public JsonNode circulation(Answer upTo) {
        return api.get(treasurer, "/v1/circulation?association=" + code + "&atLeast=" + upTo.number("position"))
                .expect(200)
                .json();
    }

    /** As in {@code "0.9898 1.0000"}: strict and extended. */
    public String coverage(Answer upTo) {
        var ratios = circulation(upTo).path("coverage");
        return four(ratios.path("strict")) + " " + four(ratios.path("extended"));
    }

    private static String four(JsonNode ratio) {
        return ratio.isNull()
                ? "null"
                : new BigDecimal(ratio.toString()).setScale(4).toPlainString();
    }

    /** Sees to it that the ledger's identities hold, those of this association and those of all. */
    public void requireHealth(Answer upTo) {
        var items = api.get(treasurer, "/v1/audit/health?atLeast=" + upTo.number("position"))
                .expect(200)
                .json()
                .path("items");
        assertThat(items.size()).isPositive();
        items.forEach(
                it -> assertThat(it.path("holds").asBoolean()).as(it.toString()).isTrue());
    }

    /** Notes as JSON. */
    static String json(String notes) {
        return counts(notes).entrySet().stream()
                .map(it -> "\"%d\": %d".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Notes of this town as JSON, at a desk of another. */
    String abroad(String notes) {
        return "{\"others\": {\"%s/%s\": %s}}".formatted(code, SERIES, json(notes));
    }

    private static long worth(String notes) {
        return counts(notes).entrySet().stream()
                .mapToLong(it -> (long) it.getKey() * it.getValue())
                .sum();
    }

    private static Map<Integer, Integer> counts(String notes) {
        var counts = new LinkedHashMap<Integer, Integer>();
        NOTES.matcher(notes)
                .results()
                .forEach(it -> counts.put(Integer.valueOf(it.group(1)), Integer.valueOf(it.group(2))));
        return counts;
    }
}
