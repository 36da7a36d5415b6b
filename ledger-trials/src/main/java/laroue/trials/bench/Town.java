package laroue.trials.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.decision.Operation;
import laroue.payment.PaymentCommand.Mode;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.PaymentCommand.PayBatch;
import laroue.payment.PaymentCommand.Payment;
import laroue.takeover.TakeOver;
import laroue.takeover.TakeOver.Line;
import laroue.takeover.TakeOver.Opening;
import laroue.takeover.TakeOver.What;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** One association and its accounts, all of which have plenty; who pays whom is chance. */
final class Town {

    static final AssociationCode ASSOCIATION = new AssociationCode("05");

    /** What an account starts with; no chance spends it all. */
    private static final Roues PLENTY = new Roues(100_000_00);

    private static final int MOST_CENTS = 10_00;

    /** Accounts opened in one command. */
    private static final int OPENED_AT_ONCE = 500;

    /** Payments in one command where a ledger is filled. */
    private static final int PAID_AT_ONCE = 1_000;

    private final List<AccountNumber> accounts;
    private final AtomicLong references = new AtomicLong();

    Town(int size) {
        this.accounts = IntStream.range(0, size)
                .mapToObj(it -> AccountNumber.of(ASSOCIATION, it + 2))
                .toList();
    }

    List<AccountNumber> accounts() {
        return accounts;
    }

    /** The commands that make it, in their order. */
    List<Object> founding(RandomGenerator random) {
        var commands = new ArrayList<>();
        commands.add(new FoundAssociation(operation(random), ASSOCIATION, AccountNumber.of(ASSOCIATION, 1)));
        for (int from = 0; from < accounts.size(); from += OPENED_AT_ONCE) {
            var some = accounts.subList(from, Math.min(accounts.size(), from + OPENED_AT_ONCE));
            commands.add(new TakeOver(
                    ASSOCIATION,
                    some.stream()
                            .map(it -> new Opening(operation(random), it, null))
                            .toList(),
                    some.stream()
                            .map(it -> new Line(operation(random), What.ISSUANCE, null, it, PLENTY, it.number()))
                            .toList()));
        }
        return commands;
    }

    /** A payment between any two. */
    Pay between(RandomGenerator random) {
        return pay(random, random.nextInt(accounts.size()), "T-" + references.incrementAndGet());
    }

    /** A payment to the one whom everybody pays. */
    Pay toTheOne(RandomGenerator random) {
        return pay(random, 0, "T-" + references.incrementAndGet());
    }

    /** Many payments between any two, without references. */
    PayBatch many(RandomGenerator random) {
        var payments = new ArrayList<Payment>();
        for (int n = 0; n < PAID_AT_ONCE; n++) {
            payments.add(pay(random, random.nextInt(accounts.size()), null));
        }
        return new PayBatch(Mode.ALL_OR_NOTHING, payments);
    }

    private Pay pay(RandomGenerator random, int payee, @Nullable String reference) {
        int others = accounts.size() - 1;
        int payer = (payee + 1 + random.nextInt(others)) % accounts.size();
        return new Pay(
                operation(random),
                accounts.get(payer),
                accounts.get(payee),
                new Roues(1 + random.nextInt(MOST_CENTS)),
                reference);
    }

    static Operation operation(RandomGenerator random) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Operation(OperationId.of(now.toEpochMilli(), random), now);
    }
}
