package laroue.view.statement;

import java.time.Instant;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * One line of a statement.
 *
 * @param account whose line it is
 * @param amountCents positive where the account gained
 * @param balanceCents what the account held after it, in recorded order
 * @param counterparty the other account; null where there is none, as at an issuance
 * @param operation the payment, refund, issuance or reconversion that it belongs to
 */
public record Entry(
        String account,
        long position,
        Instant at,
        Instant recordedAt,
        String kind,
        long amountCents,
        long balanceCents,
        @Nullable String counterparty,
        OperationId operation,
        @Nullable String reference,
        @Nullable OperationId refundOf) {}
