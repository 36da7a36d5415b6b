package laroue.api.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import laroue.payment.Payments.Paid;
import org.jspecify.annotations.Nullable;

/**
 * A payment that was made.
 *
 * @param balanceCents what the payer has left; left out of what a till is told
 */
record PaymentMade(
        String id,
        String payer,
        String payee,
        long amountCents,
        Instant at,
        @Nullable String reference,
        @JsonInclude(Include.NON_NULL) @Nullable Long balanceCents) {

    static PaymentMade of(Paid it, boolean byPayer) {
        return new PaymentMade(
                it.operation().id().toString(),
                it.payer().number(),
                it.payee().number(),
                it.amount().cents(),
                it.operation().at(),
                it.reference(),
                byPayer ? it.balance().cents() : null);
    }
}
