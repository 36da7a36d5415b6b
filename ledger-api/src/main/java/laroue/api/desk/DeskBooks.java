package laroue.api.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.association.Association;
import laroue.association.Rules;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.desk.DeskEvent.SessionOpened;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.DeskId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a request about a desk needs to know before it is a command. */
@Component
public final class DeskBooks {

    private final LedgerState ledgerState;

    DeskBooks(LedgerState ledgerState) {
        this.ledgerState = ledgerState;
    }

    /** The desk that a path or a body names. */
    public Desk desk(String id) {
        return DeskId.parse(id)
                .flatMap(it -> ledgerState.find(Desk.TYPE, Desk.stream(it)))
                .orElseThrow(Problems::notFound);
    }

    /**
     * By which business day the oldest euros of a desk should be remitted, by the rules that hold now (rule 14); null
     * where none lie there.
     */
    public @Nullable LocalDate remitBy(AssociationCode association, @Nullable Instant oldestEurosAt, LocalDate today) {
        if (oldestEurosAt == null) {
            return null;
        }
        return rules(association, today).ofDesks().remitBy(BusinessDay.of(oldestEurosAt));
    }

    /** The rules of an association in force on a day. */
    public Rules rules(AssociationCode association, LocalDate day) {
        return ledgerState
                .find(Association.TYPE, association.code())
                .map(it -> it.rulesOn(day))
                .orElse(Rules.FIRST);
    }

    /** Whether a session of a desk was opened by an operation, as the head of the ledger has it. */
    boolean opened(Desk desk, OperationId session) {
        return ledgerState.eventsOf(session).stream()
                .anyMatch(it ->
                        it instanceof SessionOpened opened && opened.desk().equals(desk.id()));
    }

    /** The fewest notes of the current series that the stock allows, exactly (rule 41); empty if it allows none. */
    public Optional<Notes> suggestion(Desk at, Roues amount, Instant now) {
        var vault = Vault.of(ledgerState, at.association());
        return vault.current()
                .map(series -> at.held().stock().only(it -> it.series().equals(series)))
                .filter(it -> vault.refusesToSpend(it, at.dayOf(now)).isEmpty())
                .flatMap(it -> it.fewest(amount));
    }

    /** The series that is meant where a body names none; empty before the first printing. */
    public Optional<Series> current(AssociationCode association) {
        return Vault.of(ledgerState, association).current();
    }
}
