package laroue.api.security;

import java.util.Optional;
import laroue.account.AccountEvent.Debited;
import laroue.api.command.FirstUses;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.LedgerEvent;
import laroue.decision.LedgerState;
import laroue.desk.DeskEvent.CardBanked;
import laroue.desk.DeskEvent.Served;
import laroue.desk.Remittance;
import laroue.desk.RemittanceEvent.Banked;
import laroue.desk.RemittanceEvent.Made;
import laroue.journal.Journal;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Shows of an operation what the caller could read of it anyway: an operator, only what was done at the own desk. */
final class FirstUsesOfCallers implements FirstUses {

    private static final Logger LOG = LoggerFactory.getLogger(FirstUsesOfCallers.class);

    private final Callers callers;
    private final Journal journal;
    private final LedgerState ledgerState;

    FirstUsesOfCallers(Callers callers, Journal journal, LedgerState ledgerState) {
        this.callers = callers;
        this.journal = journal;
        this.ledgerState = ledgerState;
    }

    @Override
    public Optional<FirstUse> find(String client, OperationId first) {
        try {
            var recorded = journal.ofOperation(first);
            var events = recorded.stream().map(RecordedEvent::event).toList();
            return callers.find(client)
                    .flatMap(caller -> events.stream()
                            .flatMap(event -> use(caller, event, recorded.getFirst()).stream())
                            .findFirst());
        } catch (DataAccessException e) {
            LOG.warn("what was done by {} is not looked up: {}", first, e.toString());
            return Optional.empty();
        }
    }

    private Optional<FirstUse> use(Caller caller, LedgerEvent event, RecordedEvent recorded) {
        return switch (event) {
            case Debited it
            when caller.sees(it.account()) || caller.sees(it.counterparty()) ->
                use(
                        recorded,
                        it.amount(),
                        null,
                        it.account().equals(caller.account()) ? it.counterparty() : it.account());
            case IssuanceMade it when caller.sees(it.account()) -> use(recorded, it.amount(), null, it.account());
            case Accepted it
            when caller.sees(it.account()) && !caller.isOnlyOperator() -> use(recorded, it.gross(), null, it.account());
            case Paid it
            when caller.sees(it.account()) && !caller.isOnlyOperator() -> use(recorded, it.gross(), null, it.account());
            case Served it
            when caller.worksAt(it.desk(), it.association()) || sees(caller, it) ->
                use(recorded, it.over().returned().value(), null, it.account());
            case Made it
            when caller.worksAt(it.desk(), it.association()) ->
                use(recorded, null, it.declaredCash().plus(it.declaredCheques()), null);
            case Banked it
            when caller.worksFor(it.association()) && !caller.isOnlyOperator() ->
                use(recorded, null, declared(it.remittance()), null);
            case CardBanked it
            when caller.worksFor(it.association()) && !caller.isOnlyOperator() ->
                use(recorded, null, it.amount(), null);
            case Applied it
            when caller.worksFor(it.merchant().association()) -> use(recorded, null, null, it.account());
            default -> Optional.empty();
        };
    }

    private static boolean sees(Caller caller, Served served) {
        return caller.sees(served.account()) && !caller.isOnlyOperator();
    }

    private @Nullable Euros declared(OperationId remittance) {
        return ledgerState
                .find(Remittance.TYPE, remittance.toString())
                .map(Remittance::declared)
                .orElse(null);
    }

    private static Optional<FirstUse> use(
            RecordedEvent recorded, @Nullable Roues amount, @Nullable Euros euros, @Nullable AccountNumber account) {
        return Optional.of(new FirstUse(amount, euros, BusinessDay.of(recorded.at()), account));
    }
}
