package laroue.api.confirmation;

import laroue.account.AccountCommand.IssueCard;
import laroue.api.http.HeldActs;
import laroue.api.http.HeldActs.Held;
import laroue.api.http.Problems;
import laroue.api.security.Caller;
import laroue.api.security.SecondPersons;
import laroue.confirmation.ConfirmationCommand.ConfirmWaiting;
import laroue.confirmation.WaitingAct;
import laroue.decision.Heads;
import laroue.decision.Operation;
import laroue.register.Pins;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a second person confirms what waits, by the API and on pages. */
@Component
public class Confirming {

    private final Heads heads;
    private final HeldActs held;
    private final SecondPersons persons;
    private final Pins pins;

    Confirming(Heads heads, HeldActs held, SecondPersons persons, Pins pins) {
        this.heads = heads;
        this.held = held;
        this.persons = persons;
        this.pins = pins;
    }

    /**
     * What waits under an id.
     *
     * @throws laroue.api.http.ProblemException as {@code not-found}
     */
    public WaitingAct waiting(String id) {
        return OperationId.parse(id)
                .flatMap(it -> heads.find(WaitingAct.KIND, it.toString()))
                .orElseThrow(Problems::notFound);
    }

    /**
     * What is confirmed with one word.
     *
     * @param command to be sent; what is settled is sent too, and answered as before
     * @param secret what the confirmed act shows once; null where it shows nothing
     */
    public record Word(ConfirmWaiting command, @Nullable CardSecret secret) {}

    /** A card with its digits, which nobody can look up afterwards. */
    public record CardSecret(String card, String pin) {}

    /**
     * The word of a second person.
     *
     * @throws laroue.api.http.ProblemException as {@code forbidden}, or as {@code second-person-needed} with who can confirm
     */
    public Word word(Caller caller, WaitingAct waiting, Operation operation) {
        persons.requireAnother(caller, waiting);
        var found = held.find(waiting.id());
        var act = found.map(Held::command).orElse(null);
        var command = new ConfirmWaiting(
                operation,
                waiting.id(),
                act,
                persons.personOf(caller, waiting),
                found.map(Held::digest).orElse(""));
        var secret = act instanceof IssueCard it
                ? new CardSecret(it.card().number(), pins.of(it.operation().id()))
                : null;
        return new Word(command, secret);
    }

    /** Forgets the words of what was confirmed or refused. */
    public void settled(WaitingAct waiting) {
        held.settle(waiting.id());
    }
}
