package laroue.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Transfer;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.decision.LedgerEvent;
import laroue.decision.Operation;
import laroue.decision.PrefetchableCommand;
import laroue.decision.UniqueValue;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of another system's history, in its order, in one step: all of it or nothing.
 *
 * @param association whose accounts they are
 */
public record TakeOver(AssociationCode association, List<Opening> openings, List<Line> lines)
        implements PrefetchableCommand {

    public TakeOver {
        openings = List.copyOf(openings);
        lines = List.copyOf(lines);
    }

    @Override
    public List<UniqueValue> takes() {
        return lines.stream()
                .map(it -> TakeOvers.known(association, it.what(), it.reference()))
                .toList();
    }

    @Override
    public List<String> begins() {
        var streams = new ArrayList<String>();
        for (var opening : openings) {
            streams.add(opening.account().number());
            if (opening.merchant() != null) {
                streams.add(opening.merchant().id());
            }
        }
        lines.stream()
                .filter(it -> it.what() != What.PAYMENT)
                .forEach(it -> streams.add(it.operation().id().toString()));
        return streams;
    }

    /**
     * An account of the other system: a member without end, or an approved merchant without SIRET.
     *
     * @param merchant null for a member
     */
    public record Opening(
            Operation operation,
            AccountNumber account,
            @Nullable MerchantId merchant) {}

    /** What a line of the other system's history says. */
    public enum What {
        ISSUANCE,
        PAYMENT,
        RECONVERSION
    }

    /**
     * One line.
     *
     * @param from who gives; null in an issuance
     * @param to who receives; null in a reconversion
     * @param reference the other system's own; a line is known by association, kind and reference
     */
    public record Line(
            Operation operation,
            What what,
            @Nullable AccountNumber from,
            @Nullable AccountNumber to,
            Roues amount,
            String reference) {

        public Line {
            amount.asked();
        }

        /** The line from which an operation was taken over; empty if it was no line of a history. */
        public static Optional<Line> of(Operation operation, List<LedgerEvent> events) {
            return events.stream()
                    .flatMap(it -> Optional.ofNullable(of(operation, it)).stream())
                    .findFirst();
        }

        private static @Nullable Line of(Operation operation, LedgerEvent event) {
            return switch (event) {
                case IssuanceMade it ->
                    new Line(operation, What.ISSUANCE, null, it.account(), it.amount(), it.bankReference());
                case Credited it
                when it.transfer() == Transfer.PAYMENT && it.reference() != null ->
                    new Line(operation, What.PAYMENT, it.counterparty(), it.account(), it.amount(), it.reference());
                case Accepted it ->
                    new Line(operation, What.RECONVERSION, it.account(), null, it.gross(), it.invoiceNumber());
                default -> null;
            };
        }
    }
}
