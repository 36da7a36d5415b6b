package laroue.api.confirmation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Map;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Written;
import laroue.api.security.Caller;
import laroue.api.security.SecondPersons;
import laroue.confirmation.ConfirmationCommand.RefuseWaiting;
import laroue.confirmation.Confirmations.Confirmed;
import laroue.confirmation.WaitingAct;
import laroue.register.Memos;
import laroue.value.AccountNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A second person confirms what waits, or refuses it. */
@RestController
class ConfirmationCommandsController {

    private final Commands commands;
    private final Confirming confirming;
    private final SecondPersons persons;
    private final Memos words;

    ConfirmationCommandsController(Commands commands, Confirming confirming, SecondPersons persons, Memos words) {
        this.commands = commands;
        this.confirming = confirming;
        this.persons = persons;
        this.words = words;
    }

    /** What became of it; what it made is found by its operation. */
    @JsonInclude(Include.NON_NULL)
    record Settled(
            String waiting,
            String act,
            String state,
            @Nullable String operation,
            @Nullable String card,
            @Nullable String pin,
            @Nullable String clientId,
            @Nullable String clientSecret) {

        static Settled of(WaitingAct it, Map<String, String> secret) {
            return new Settled(
                    it.id().toString(),
                    Written.of(it.act()),
                    Written.of(it.progress()),
                    it.progress() == WaitingAct.Progress.CONFIRMED
                            ? it.operation().toString()
                            : null,
                    secret.get("card"),
                    secret.get("pin"),
                    secret.get("clientId"),
                    secret.get("clientSecret"));
        }
    }

    @PostMapping("/v1/waiting/{w}/confirm")
    ResponseEntity<String> confirm(Caller caller, @PathVariable String w, Call call) {
        call.readNothing();
        var waiting = confirming.waiting(w);
        var word = confirming.word(caller, waiting, commands.operation());
        var secret = word.secret();
        var answer = secret.isEmpty()
                ? commands.carryOut(
                        caller.client(),
                        call,
                        word.command(),
                        (Confirmed it) -> Settled.of(it.waiting(), Map.of()),
                        200)
                : commands.carryOutAndShowOnce(
                        caller.client(), call, word.command(), (Confirmed it) -> Settled.of(it.waiting(), secret), 200);
        if (answer.getStatusCode().is2xxSuccessful()) {
            confirming.confirmed(waiting, word.command());
        }
        return answer;
    }

    @PostMapping("/v1/waiting/{w}/refuse")
    ResponseEntity<String> refuse(Caller caller, @PathVariable String w, Call call) {
        var reason = call.read(it -> it.text("reason", 500));
        var waiting = confirming.waiting(w);
        persons.requirePower(caller, waiting);
        var operation = commands.operation();
        words.enter(operation.id(), AccountNumber.parse(waiting.object()).orElse(null), reason);
        var answer = commands.carryOut(
                caller.client(),
                call,
                new RefuseWaiting(operation, waiting.id()),
                (WaitingAct it) -> Settled.of(it, Map.of()),
                200);
        if (answer.getStatusCode().is2xxSuccessful()) {
            confirming.refused(waiting);
        }
        return answer;
    }
}
