package laroue.trials.crashtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import laroue.merchant.Siret;
import laroue.trials.node.Pause;
import laroue.trials.node.Wrong;

/** An association with members, shops, a desk and a treasurer, made over HTTP; and what each of them might ask for. */
final class Town {

    private static final int MEMBERS = 6;
    private static final int SHOPS = 3;
    private static final int SELVES = 3;
    private static final long PLENTY_CENTS = 5_000_00;
    private static final int MOST_CENTS = 20_00;
    private static final long TOO_MUCH_CENTS = 900_000_00;
    private static final int MOST_ITEMS = 6;
    private static final String STOCK = """
            {"10": 100000, "20": 100000}""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Texts that a hash, an encoding or a line break could trip over. */
    private static final List<String> WORDS =
            List.of("café n° 7", "漢字", "\uD83D\uDE00 merci", "a\\u00a0b", "\\\"\\\\", "ß ẞ İ ı");

    private record Member(String client, String account, String card, String pin) {}

    private record Shop(String client, String account) {}

    private record Desk(String client, String id) {}

    private final Proxy proxy;
    private final String code;
    private final List<Member> members = new ArrayList<>();
    private final List<Shop> shops = new ArrayList<>();
    private final Map<String, Long> balances = new LinkedHashMap<>();
    private final List<Desk> desks = new ArrayList<>();
    private String treasurer = "";
    private int references;

    private Town(Proxy proxy, String code) {
        this.proxy = proxy;
        this.code = code;
    }

    /** @param code of its association, which nobody has yet */
    static Town found(Proxy proxy, String code) {
        var town = new Town(proxy, code);
        town.must("admin", "/v1/associations", """
                {"code": "%s", "name": "Association inventée"}""".formatted(code));
        town.treasurer = town.client("""
                {"role": "treasurer", "association": "%s"}""".formatted(code));
        for (int n = 0; n < MEMBERS; n++) {
            town.members.add(town.member());
        }
        for (int n = 0; n < SHOPS; n++) {
            town.shops.add(town.shop(n));
        }
        town.desks.add(town.desk());
        return town;
    }

    /** What each account held when the town was founded. */
    Map<String, Long> balances() {
        return balances;
    }

    /** Everybody, each several times: people have programs that ask for them too. */
    List<Customer> customers(Proxy before) {
        var customers = new ArrayList<Customer>();
        for (int self = 1; self <= SELVES; self++) {
            customers.addAll(customers(before, self));
        }
        return customers;
    }

    /**
     * Everybody once.
     *
     * @param self of which there are no others: its keys are its own
     */
    List<Customer> customers(Proxy before, int self) {
        var customers = new ArrayList<Customer>();
        members.forEach(it -> customers.add(
                new Customer(it.client(), self, it.account(), before, (random, _) -> ofMember(it, random))));
        shops.forEach(it -> customers.add(
                new Customer(it.client(), self, it.account(), before, (random, mine) -> ofShop(it, random, mine))));
        desks.forEach(it -> customers.add(new Customer(
                it.client(), self, members.getFirst().account(), before, (random, _) -> ofDesk(it, random))));
        customers.add(new Customer(
                treasurer, self, members.getFirst().account(), before, (random, _) -> ofTreasurer(random)));
        return customers;
    }

    private Order ofMember(Member member, RandomGenerator random) {
        var leg = new Leg(member.account(), anyBut(member.account(), random), cents(random));
        return switch (random.nextInt(10)) {
            case 0 -> single(new Leg(leg.payer(), leg.payee(), TOO_MUCH_CENTS));
            case 1 ->
                new Order(
                        "/v1/payments",
                        """
                    {"payee": "%s", "amountCents": %d, "reference": "%s"}""".formatted(leg.payee(), leg.cents(), "R-" + random.nextInt(50)),
                        List.of(leg));
            case 2 ->
                new Order(
                        "/v1/payments",
                        """
                    {"payee": "%s", "amountCents": %d, "memo": "%s"}""".formatted(leg.payee(), leg.cents(), WORDS.get(random.nextInt(WORDS.size()))),
                        List.of(leg));
            case 3 -> batch("each", member.account(), random);
            case 4 -> batch("all-or-nothing", member.account(), random);
            default -> single(leg);
        };
    }

    private Order ofShop(Shop shop, RandomGenerator random, List<Sent> mine) {
        int dice = random.nextInt(10);
        if (dice < 3) {
            var received = mine.stream()
                    .flatMap(it -> it.booked().stream())
                    .filter(it -> it.leg().payee().equals(shop.account()))
                    .toList();
            if (!received.isEmpty()) {
                return refund(received.get(random.nextInt(received.size())), random);
            }
        }
        if (dice < 5) {
            return single(new Leg(shop.account(), anyBut(shop.account(), random), cents(random)));
        }
        var member = members.get(random.nextInt(members.size()));
        var leg = new Leg(member.account(), shop.account(), cents(random));
        return new Order(
                "/v1/payments",
                """
                {"amountCents": %d, "reference": "%s", "card": {"number": "%s", "pin": "%s"}}""".formatted(leg.cents(), reference(random), member.card(), member.pin()),
                List.of(leg));
    }

    private Order ofTreasurer(RandomGenerator random) {
        var leg = new Leg(Leg.BANK, members.get(random.nextInt(members.size())).account(), cents(random));
        return issuance(leg, random.nextInt(10) == 0 ? "VIR-again" : "VIR-" + reference(random));
    }

    /** Euros become notes and digital roues in one step; now and then more notes are wanted than there are. */
    private Order ofDesk(Desk desk, RandomGenerator random) {
        var leg = new Leg(Leg.BANK, members.get(random.nextInt(members.size())).account(), cents(random));
        int tens = random.nextInt(15) == 0 ? 200_000 : 1 + random.nextInt(3);
        int twenties = random.nextInt(3);
        return change(desk, leg, tens, twenties, random.nextInt(4) == 0 ? "card" : "cash");
    }

    private static Order change(Desk desk, Leg leg, int tens, int twenties, String means) {
        long euroCents = leg.cents() + tens * 10_00L + twenties * 20_00L;
        return new Order(
                "/v1/desks/" + desk.id() + "/changes",
                """
                {"account": "%s", "notes": {"10": %d, "20": %d}, "digitalCents": %d, "means": "%s",
                 "amountEuroCents": %d%s}""".formatted(
                                leg.payee(),
                                tens,
                                twenties,
                                leg.cents(),
                                means,
                                euroCents,
                                "card".equals(means) ? ", \"cardReference\": \"TPE 1\"" : ""),
                List.of(leg));
    }

    /** Sometimes more than was paid. */
    private static Order refund(Sent.Booked payment, RandomGenerator random) {
        long cents = 1 + random.nextLong(payment.leg().cents() + 1);
        return new Order(
                "/v1/payments/" + payment.id() + "/refunds",
                """
                {"amountCents": %d, "reason": "rendu"}""".formatted(cents),
                List.of(new Leg(payment.leg().payee(), payment.leg().payer(), cents)));
    }

    /** One item in a while is more than anybody has. */
    private Order batch(String mode, String payer, RandomGenerator random) {
        var legs = IntStream.range(0, 2 + random.nextInt(MOST_ITEMS - 1))
                .mapToObj(_ ->
                        new Leg(payer, anyBut(payer, random), random.nextInt(15) == 0 ? TOO_MUCH_CENTS : cents(random)))
                .toList();
        var items = legs.stream().map(Town::pay).collect(Collectors.joining(","));
        return new Order("/v1/payments/batch", """
                {"mode": "%s", "items": [%s]}""".formatted(mode, items), legs);
    }

    private static Order single(Leg leg) {
        return new Order("/v1/payments", pay(leg), List.of(leg));
    }

    private static String pay(Leg leg) {
        return """
                {"payee": "%s", "amountCents": %d}""".formatted(leg.payee(), leg.cents());
    }

    private static Order issuance(Leg leg, String bankReference) {
        return new Order("/v1/issuances", """
                {"account": "%s", "amountEuroCents": %d, "means": "transfer", "bankReference": "%s"}""".formatted(leg.payee(), leg.cents(), bankReference), List.of(leg));
    }

    private static String reference(RandomGenerator random) {
        return Long.toHexString(random.nextLong());
    }

    private static long cents(RandomGenerator random) {
        return 1L + random.nextInt(MOST_CENTS);
    }

    private String anyBut(String account, RandomGenerator random) {
        while (true) {
            int at = random.nextInt(MEMBERS + SHOPS);
            var other = at < MEMBERS
                    ? members.get(at).account()
                    : shops.get(at - MEMBERS).account();
            if (!other.equals(account)) {
                return other;
            }
        }
    }

    private Member member() {
        var account = must("admin", "/v1/accounts", """
                {"holder": {"kind": "individual", "name": "Personne inventée", "commune": "05061"},
                 "association": "%s", "membershipUntil": "2099-12-31"}""".formatted(code)).text("number");
        var issued = issuance(new Leg(Leg.BANK, account, PLENTY_CENTS), "VIR-" + ++references);
        must(treasurer, issued.path(), issued.body());
        balances.put(account, PLENTY_CENTS);
        var card = must("admin", "/v1/accounts/" + account + "/cards", "");
        var client = client("""
                {"role": "member", "account": "%s"}""".formatted(account));
        return new Member(client, account, card.text("card"), card.text("pin"));
    }

    private Shop shop(int number) {
        var applied = must("admin", "/v1/merchants", """
                {"name": "Boulangerie inventée", "siret": "%s", "sector": "10.71C", "commune": "05061",
                 "association": "%s", "membershipUntil": "2099-12-31"}""".formatted(siret(number), code));
        var merchant = applied.text("merchant");
        must("admin", "/v1/merchants/" + merchant + "/approve", "");
        var client = must("admin", "/v1/merchants/" + merchant + "/clients", """
                {"may": ["take", "refund", "read", "pay"]}""");
        proxy.knows(client.text("clientId"), client.text("clientSecret"));
        balances.put(applied.text("account"), 0L);
        return new Shop(client.text("clientId"), applied.text("account"));
    }

    /** A desk with a float and an open session, which has served somebody. */
    private Desk desk() {
        must(treasurer, "/v1/associations/" + code + "/note-printings", """
                {"series": "2024", "notes": %s}""".formatted(STOCK));
        var id = must("admin", "/v1/desks", """
                {"name": "Comptoir inventé", "commune": "05061", "association": "%s"}""".formatted(code)).text("desk");
        var made = must("admin", "/v1/desks/" + id + "/clients", "");
        var client = made.text("clientId");
        proxy.knows(client, made.text("clientSecret"));
        var shipment = must(treasurer, "/v1/associations/" + code + "/shipments", """
                {"desk": "%s", "carrier": "Porteur inventé", "notes": %s}""".formatted(id, STOCK))
                .text("shipment");
        must(client, "/v1/shipments/" + shipment + "/receipt", """
                {"notes": %s}""".formatted(STOCK));
        must(client, "/v1/desks/" + id + "/sessions", """
                {"counted": {"stock": %s, "returns": {}, "roueTill": {}}, "cashEuroCents": 0, "chequesEuroCents": 0}""".formatted(STOCK));
        var desk = new Desk(client, id);
        var first = members.getFirst().account();
        var change = change(desk, new Leg(Leg.BANK, first, MOST_CENTS), 1, 1, "cash");
        must(client, change.path(), change.body());
        balances.merge(first, (long) MOST_CENTS, Long::sum);
        return desk;
    }

    private String client(String body) {
        var made = must("admin", "/v1/clients", body);
        proxy.knows(made.text("clientId"), made.text("clientSecret"));
        return made.text("clientId");
    }

    private Answer must(String client, String path, String body) {
        var key = "founding-%s-%d".formatted(code, ++references);
        long end = System.nanoTime() + PATIENCE.toNanos();
        var last = "nobody answers";
        while (System.nanoTime() < end) {
            var answer = proxy.post(client, path, body, key);
            last = answer.map(Answer::toString).orElse(last);
            if (answer.isPresent() && answer.get().status() < 300) {
                return answer.get();
            }
            if (answer.isPresent() && answer.get().settles()) {
                throw new Wrong("the town cannot be founded: " + answer.get());
            }
            Pause.ofMillis(100);
        }
        throw new Wrong("the town cannot be founded: " + last);
    }

    /** A number that the register of businesses would give, and has not. */
    private String siret(int number) {
        return Siret.of("9%s00000".formatted(code), "%04d".formatted(number)).digits();
    }
}
