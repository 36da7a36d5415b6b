package laroue.trials.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import laroue.trials.model.Ask.Kind;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/** Makes up what one client asks next, from its own seed: sensible things and senseless ones, new ones and old ones. */
final class Client {

    private static final int MOST_CENTS = 20_00;
    private static final int TOO_MUCH_CENTS = 90_000_000;
    private static final int MOST_ISSUED_CENTS = 200_00;
    private static final int FEW_REFERENCES = 40;
    private static final int MOST_ITEMS = 5;

    private final Town town;
    private final Recent recent;
    private final SplittableRandom random;
    private final String name;
    private final long millis;
    private final List<Attempt> sent;
    private long requests;

    /** @param earlier requests whose answers are known, to be sent again too */
    Client(Town town, Recent recent, SplittableRandom random, String name, long millis, List<Attempt> earlier) {
        this.town = town;
        this.recent = recent;
        this.random = random;
        this.name = name;
        this.millis = millis;
        this.sent = new ArrayList<>(earlier);
    }

    /** What is sent next; two of them are sent at the same time. */
    List<Attempt> next() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> List.of(again());
            case 2 -> List.of(anotherUnderTheSameKey());
            case 3 -> twice();
            case 4 -> List.of(Attempt.withoutKey(ask(), true));
            case 5 -> List.of(Attempt.withoutKey(ask(), false));
            default -> List.of(fresh());
        };
    }

    private Attempt fresh() {
        var attempt = Attempt.under(name + "-" + ++requests, requests, ask());
        sent.add(attempt);
        return attempt;
    }

    private Attempt again() {
        return sent.isEmpty() ? fresh() : copy(sent.get(random.nextInt(sent.size())));
    }

    private List<Attempt> twice() {
        var first = fresh();
        return List.of(first, copy(first));
    }

    private Attempt copy(Attempt it) {
        return Attempt.under(String.valueOf(it.key()), it.request(), it.ask().again(this::id));
    }

    private Attempt anotherUnderTheSameKey() {
        return sent.isEmpty()
                ? fresh()
                : Attempt.under(
                        String.valueOf(sent.get(random.nextInt(sent.size())).key()), -1, ask());
    }

    private Ask ask() {
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> Ask.refund(id(), recent.payment(random), cents());
            case 4, 5, 6 -> Ask.issue(id(), town.member(random), 1 + random.nextInt(MOST_ISSUED_CENTS), bank());
            case 7 -> Ask.reverse(id(), recent.issuance(random));
            case 8 -> random.nextInt(8) > 0 ? payment() : Ask.about(Kind.FREEZE, id(), town.anybody(random), null);
            case 9, 10 -> Ask.about(Kind.UNFREEZE, id(), town.anybody(random), null);
            case 11, 12 -> unlock();
            case 13, 14 -> Ask.batch(Kind.BATCH_EACH, id(), items());
            case 15, 16 -> Ask.batch(Kind.BATCH_ALL, id(), items());
            default -> payment();
        };
    }

    private Ask unlock() {
        var member = town.member(random);
        return Ask.about(Kind.UNLOCK, id(), member, Town.cardOf(member, true));
    }

    private List<Ask> items() {
        return Stream.generate(this::payment)
                .limit(1 + random.nextInt(MOST_ITEMS))
                .toList();
    }

    private Ask payment() {
        if (random.nextInt(3) == 0) {
            var card = random.nextInt(30) == 0 ? null : town.card(random);
            return Ask.take(id(), town.shop(random), cents(), String.valueOf(reference(10)), card);
        }
        var payee = random.nextBoolean() ? town.shop(random) : town.anybody(random);
        return Ask.pay(id(), town.anybody(random), payee, cents(), random.nextBoolean() ? reference(20) : null);
    }

    /** Mostly never used before. */
    private String reference(int oneIn) {
        return random.nextInt(oneIn) == 0 ? "R-" + random.nextInt(FEW_REFERENCES) : Long.toHexString(random.nextLong());
    }

    private String bank() {
        return "VIR-" + reference(10);
    }

    private long cents() {
        return random.nextInt(25) == 0 ? TOO_MUCH_CENTS : 1 + random.nextInt(MOST_CENTS);
    }

    private UUID id() {
        return OperationId.of(millis, random).uuid();
    }

    /** The latest payments and issuances of everybody, to be given back. */
    static final class Recent {

        private static final int SIZE = 512;
        private static final UUID NOTHING = new UUID(0, 7);

        private final AtomicReferenceArray<@Nullable UUID> payments = new AtomicReferenceArray<>(SIZE);
        private final AtomicReferenceArray<@Nullable UUID> issuances = new AtomicReferenceArray<>(SIZE);

        /** Remembers what was carried out. */
        void note(Attempt attempt) {
            var id = attempt.ask().id();
            int place = Math.floorMod(id.hashCode(), SIZE);
            switch (attempt.ask().kind()) {
                case PAY, TAKE -> payments.set(place, id);
                case ISSUE -> issuances.set(place, id);
                default -> {}
            }
        }

        UUID payment(SplittableRandom random) {
            var it = payments.get(random.nextInt(SIZE));
            return it == null ? NOTHING : it;
        }

        UUID issuance(SplittableRandom random) {
            var it = issuances.get(random.nextInt(SIZE));
            return it == null ? NOTHING : it;
        }
    }
}
