package laroue.trials.bench;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import laroue.journal.Fingerprint;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Ledger;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.trials.bench.LoadGenerator.Work;
import laroue.trials.node.Pause;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/** Asks for payments as a till does: each under a key of its own, with an answer that is written down. */
record Till(Ledger ledger) {

    private static final Duration WHILE_BUSY = Duration.ofMillis(20);

    private static final String POSITION = "\"position\":";

    /** The body that the API writes for a payment. */
    private static final AnswerFormat<Paid> RECEIPT = new AnswerFormat<>() {
        @Override
        public int acceptedCode() {
            return 201;
        }

        @Override
        public StoredAnswer accepted(Paid it, @Nullable Long position) {
            return new StoredAnswer(
                    201,
                    "{\"id\":\"" + it.operation().id() + "\",\"payer\":\"" + it.payer() + "\",\"payee\":\"" + it.payee()
                            + "\",\"amountCents\":" + it.amount().cents() + ",\"at\":\""
                            + it.operation().at() + "\",\"reference\":\"" + it.reference() + "\",\"balanceCents\":"
                            + it.balance().cents() + "," + POSITION + position + "}");
        }

        @Override
        public StoredAnswer refused(Refusal refusal) {
            return new StoredAnswer(422, refusal.toString());
        }
    };

    /**
     * Pays, and returns when the answer is there.
     *
     * @return the position of the payment's last event
     * @throws LedgerBusyException if the ledger has too much to do; nothing happened
     */
    long pay(Pay payment, RandomGenerator random) {
        var fingerprint = new Fingerprint(any(random));
        var request = new Request("till", new Request.Key("till", any(random).toString(), fingerprint), false);
        var reply = ledger.execute(payment, request, RECEIPT).written(RECEIPT);
        if (reply.code() != 201) {
            throw new IllegalStateException("a payment is answered with " + reply);
        }
        var body = reply.text();
        return Long.parseLong(body, body.lastIndexOf(POSITION) + POSITION.length(), body.length() - 1, 10);
    }

    /** Pays, and asks again as long as the ledger is busy: its time is part of what is measured. */
    void payInTheEnd(Pay payment, RandomGenerator random) {
        while (true) {
            try {
                pay(payment, random);
                return;
            } catch (LedgerBusyException refusedForNow) {
                Pause.of(WHILE_BUSY);
            }
        }
    }

    /**
     * Payments that arrive at a rate; one that is refused for now does not come again.
     *
     * @param answered is given the position of each that was made, when its answer is there; by many threads
     */
    Work arriving(Town town, LongConsumer answered) {
        return random -> {
            try {
                answered.accept(pay(town.between(random), random));
            } catch (LedgerBusyException refusedForNow) {
                // Where more arrives than can be done, what is measured beside it tells.
            }
        };
    }

    private static UUID any(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
