package laroue.admin.bench;

import java.util.UUID;
import java.util.random.RandomGenerator;
import laroue.ledger.Fingerprint;
import laroue.ledger.Ledger;
import laroue.ledger.Rendering;
import laroue.ledger.Request;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/** Asks for payments as a till does: each under a key of its own, with an answer that is written down. */
record Till(Ledger ledger) {

    private static final String POSITION = "\"position\":";

    /** The body that the API writes for a payment. */
    private static final Rendering<Paid> RECEIPT = new Rendering<>() {
        @Override
        public Written accepted(Paid it, @Nullable Long position) {
            return new Written(
                    201,
                    "{\"id\":\"" + it.operation().id() + "\",\"payer\":\"" + it.payer() + "\",\"payee\":\"" + it.payee()
                            + "\",\"amountCents\":" + it.amount().cents() + ",\"at\":\""
                            + it.operation().at() + "\",\"reference\":\"" + it.reference() + "\",\"balanceCents\":"
                            + it.balance().cents() + "," + POSITION + position + "}");
        }

        @Override
        public Written refused(Refusal refusal) {
            return new Written(422, refusal.toString());
        }
    };

    /**
     * Pays, and returns when the answer is there.
     *
     * @return the position of the payment's last event
     */
    long pay(Pay payment, RandomGenerator random) {
        var key = new UUID(random.nextLong(), random.nextLong()).toString();
        var request = new Request("till", new Request.Key("till", key, fingerprint(random)), false);
        var reply = ledger.execute(payment, request, RECEIPT);
        if (reply.status() != 201) {
            throw new IllegalStateException("a payment is answered with " + reply);
        }
        var body = reply.body();
        return Long.parseLong(body, body.lastIndexOf(POSITION) + POSITION.length(), body.length() - 1, 10);
    }

    private static Fingerprint fingerprint(RandomGenerator random) {
        return new Fingerprint(new UUID(random.nextLong(), random.nextLong()));
    }
}
