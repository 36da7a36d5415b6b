package laroue.api.confirmation;

import java.util.LinkedHashMap;
import java.util.Map;
import laroue.account.AccountCommand.IssueCard;
import laroue.api.command.HeldActs;
import laroue.api.command.HeldActs.Held;
import laroue.api.command.Problems;
import laroue.api.security.Caller;
import laroue.api.security.Enrolment;
import laroue.api.security.SecondPersons;
import laroue.confirmation.ConfirmationCommand.ConfirmWaiting;
import laroue.confirmation.WaitingAct;
import laroue.confirmation.WaitingAct.Progress;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.power.PowerCommand;
import laroue.register.Pins;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a second person confirms what waits, by the API and on pages. */
@Component
public class Confirming {

    private final LedgerState ledgerState;
    private final HeldActs held;
    private final SecondPersons persons;
    private final Enrolment enrolment;
    private final Pins pins;

    Confirming(LedgerState ledgerState, HeldActs held, SecondPersons persons, Enrolment enrolment, Pins pins) {
        this.enrolment = enrolment;
        this.ledgerState = ledgerState;
        this.held = held;
        this.persons = persons;
        this.pins = pins;
    }

    /**
     * What waits under an id.
     *
     * @throws laroue.api.command.ProblemException as {@code not-found}
     */
    public WaitingAct waiting(String id) {
        return OperationId.parse(id)
                .flatMap(it -> ledgerState.find(WaitingAct.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
    }

    /**
     * What is confirmed with one word.
     *
     * @param command to be sent; what is settled is sent too, and answered as before
     * @param secret what the confirmed act shows once, by its names in JSON; empty where it shows nothing
     */
    public record Word(ConfirmWaiting command, Map<String, String> secret) {}

    /**
     * The word of a second person.
     *
     * @throws laroue.api.command.ProblemException as {@code forbidden}, or as {@code second-person-needed} with who can confirm
     */
    public Word word(Caller caller, WaitingAct waiting, Operation operation) {
        persons.requireAnother(caller, waiting);
        var found = held.find(waiting.id());
        if (waiting.progress() == Progress.CONFIRMED) {
            // The node may have gone away between the ledger and the register.
            found.ifPresent(it -> apply(it.command()));
        }
        var act = found.map(Held::command).orElse(null);
        var command = new ConfirmWaiting(
                operation,
                waiting.id(),
                act,
                persons.personOf(caller, waiting),
                found.map(Held::digest).orElse(""));
        return new Word(command, secretOf(act));
    }

    private Map<String, String> secretOf(@Nullable Object act) {
        var secret = new LinkedHashMap<String, String>();
        switch (act) {
            case IssueCard it -> {
                secret.put("card", it.card().number());
                secret.put("pin", pins.of(it.operation().id()));
            }
            case PowerCommand it -> {
                var shown = enrolment.shown(it);
                if (shown != null) {
                    secret.put("clientId", shown.clientId());
                    secret.put("clientSecret", shown.clientSecret());
                }
            }
            case null, default -> {}
        }
        return secret;
    }

    /** Does in the register what was confirmed, and forgets its words. */
    public void confirmed(WaitingAct waiting, ConfirmWaiting word) {
        apply(word.act());
        held.settle(waiting.id());
    }

    private void apply(@Nullable Object act) {
        if (act instanceof PowerCommand it) {
            enrolment.apply(it);
        }
    }

    /** Forgets the words of what was refused. */
    public void refused(WaitingAct waiting) {
        held.settle(waiting.id());
    }
}
