package laroue.admin.frame;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import laroue.api.http.AtLeast;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Commands.Foreseen;
import laroue.api.http.Problem;
import laroue.api.http.ProblemException;
import laroue.api.http.ProblemType;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.value.OperationId;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings what forms ask for to the ledger, by the same door as the API: the same commands and keys, no HTTP in between.
 * First the ledger's own preview is shown; what is booked is what was shown.
 */
@Component
public final class Bookings {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Commands commands;
    private final AtLeast views;
    private final Wording wording;
    private final JsonMapper json;

    Bookings(Commands commands, AtLeast views, Wording wording, JsonMapper json) {
        this.commands = commands;
        this.views = views;
        this.wording = wording;
        this.json = json;
    }

    /** What a booked form answers with; the position comes by itself. */
    record Made(String id) {}

    /**
     * Shows what a form asks for, or books it, as the form says.
     *
     * @param field beside which a refusal stands
     * @param command made of an operation that takes effect now
     * @param <R> what the ledger answers that command with
     */
    public <R> Asked<R> showOrBook(Caller caller, Form form, String field, Function<Operation, ?> command) {
        return showOrBook(caller, form, field, command, _ -> {});
    }

    /**
     * The same for what leaves words in the register.
     *
     * @param entry writes them, before the operation that they are about; a preview leaves no trace there either
     */
    public <R> Asked<R> showOrBook(
            Caller caller, Form form, String field, Function<Operation, ?> command, Consumer<Operation> entry) {
        return form.isToBeBooked()
                ? book(caller, form, field, command, entry)
                : answered(form, field, () -> show(caller, form, field, command));
    }

    /** Shows what a form asks for, unless it was booked before: then that is said, and the form gets another key. */
    private <R> Asked<R> show(Caller caller, Form form, String field, Function<Operation, ?> command) {
        var before = accepted(caller, form);
        if (before.isPresent()) {
            form.renew();
            form.refuse(field, already(before.get(), "form.already"));
            return new Asked.Refused<>();
        }
        Foreseen<R> foreseen = commands.foresee(caller.client(), command.apply(commands.operation()));
        return switch (foreseen) {
            case Foreseen.Accepted<R> it -> new Asked.Shown<>(it.outcome(), it.waits());
            case Foreseen.Refused<R> it -> refused(form, field, it.problem());
        };
    }

    /** Books what a form asks for without showing it first: counts, and words about something. */
    public <R> Asked<R> book(
            Caller caller, Form form, String field, Function<Operation, ?> command, Consumer<Operation> entry) {
        return answered(form, field, () -> {
            var before = accepted(caller, form);
            var operation = commands.operation();
            if (before.isEmpty()) {
                entry.accept(operation);
            }
            var answer = commands.carryOut(
                    caller.client(),
                    call(form),
                    command.apply(operation),
                    (R _) -> new Made(operation.id().toString()),
                    201);
            return told(form, field, answer, before);
        });
    }

    /**
     * What a form's key was answered with, if that was a yes. A no binds nobody: who asks again asks anew, with another
     * key.
     */
    private Optional<OperationId> accepted(Caller caller, Form form) {
        var before = commands.answered(caller.client(), form.key());
        if (before.isPresent() && !before.get().accepted()) {
            form.renew();
        }
        return before.filter(Commands.Answered::accepted).flatMap(it -> Optional.ofNullable(it.operation()));
    }

    private static Call call(Form form) {
        return new Call("POST", form.path(), form.contents(), form.key(), false, null);
    }

    private <R> Asked<R> told(Form form, String field, ResponseEntity<String> answer, Optional<OperationId> before) {
        var body = json.readTree(String.valueOf(answer.getBody()));
        if (answer.getStatusCode().is2xxSuccessful()) {
            return booked(form, body, answer.getHeaders().containsHeader("Idempotent-Replayed"));
        }
        form.renew();
        var problem = problem(body);
        if (problem.type() == ProblemType.IDEMPOTENCY_KEY_REUSED && before.isPresent()) {
            form.refuse(field, already(before.get(), "form.already-otherwise"));
            return new Asked.Refused<>();
        }
        return refused(form, field, problem);
    }

    /** When a form was booked before, and as what. */
    String already(OperationId operation, String message) {
        var locale = LocaleContextHolder.getLocale();
        return wording.of(message, locale, Formats.of(locale).dayAndTime(operation.drawnAt()), operation.toString());
    }

    /** Why the ledger would refuse a command now; empty if it would not. */
    public Optional<String> refusal(Caller caller, Function<Operation, ?> command) {
        Foreseen<?> foreseen = commands.foresee(caller.client(), command.apply(commands.operation()));
        return switch (foreseen) {
            case Foreseen.Accepted<?> _ -> Optional.empty();
            case Foreseen.Refused<?> it -> Optional.of(wording.of(it.problem(), LocaleContextHolder.getLocale()));
        };
    }

    /**
     * Books what is answered with a secret: the answer is there for the first who asks, and never again.
     *
     * @param answer what is shown, made before it is booked
     * @return the answer as what is shown; else why there is none
     */
    public <S> Asked<S> bookAndShowOnce(
            Caller caller, Form form, String field, Operation operation, Object command, S answer) {
        Asked<S> asked = answered(form, field, () -> {
            var made = commands.carryOutAndShowOnce(
                    caller.client(),
                    call(form),
                    command,
                    _ -> new Made(operation.id().toString()),
                    201);
            return told(form, field, made, Optional.empty());
        });
        return asked instanceof Asked.Booked<S> ? new Asked.Shown<>(answer, false) : asked;
    }

    private interface Asking<R> {
        Asked<R> ask();
    }

    /** Whoever cannot be asked now may be asked again with the same form. */
    private <R> Asked<R> answered(Form form, String field, Asking<R> asking) {
        try {
            return asking.ask();
        } catch (LedgerBusyException _) {
            return refused(form, field, Problem.of(ProblemType.BUSY));
        } catch (NotTheWriterException _) {
            return refused(form, field, Problem.of(ProblemType.NOT_THE_WRITER));
        } catch (OutcomeUnknownException _) {
            return refused(form, field, Problem.of(ProblemType.OUTCOME_UNKNOWN));
        }
    }

    private <R> Asked<R> booked(Form form, JsonNode body, boolean before) {
        try {
            views.await(body.path("position").asLong(), "/");
        } catch (ProblemException _) {
            // Booked it is; the page that follows is behind for once.
        }
        var waiting = body.path("waiting").asString();
        if (!waiting.isEmpty()) {
            return new Asked.Waiting<>(waiting);
        }
        var operation = body.path("id").asString();
        OperationId.parse(operation).ifPresent(it -> Onwards.say(new BookingNotice(form.key(), it, before)));
        return new Asked.Booked<>(operation);
    }

    /** Shows beside a field why something is refused that was not brought to the ledger. */
    public void refuse(Form form, String field, Problem problem) {
        form.refuse(field, wording.of(problem, LocaleContextHolder.getLocale()));
    }

    private <R> Asked<R> refused(Form form, String field, Problem problem) {
        form.refuse(field, wording.of(problem, LocaleContextHolder.getLocale()));
        return new Asked.Refused<>();
    }

    private Problem problem(JsonNode body) {
        var type = ProblemType.byCode(body.path("code").asString()).orElse(ProblemType.INTERNAL);
        return Problem.of(type, body.path("detail").asString(), json.convertValue(body, MEMBERS));
    }
}
