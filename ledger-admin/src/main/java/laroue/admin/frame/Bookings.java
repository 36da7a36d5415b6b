package laroue.admin.frame;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import laroue.api.command.Answer;
import laroue.api.command.Answer.StoredYes;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Submission;
import laroue.api.command.Submissions;
import laroue.api.command.Submitted;
import laroue.api.http.AtLeast;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Brings what forms ask for to the ledger, by the same door as the API: the same commands and keys, no HTTP in between.
 * First the ledger's own preview is shown; what is booked is what was shown.
 */
@Component
public final class Bookings {

    private final Submissions submissions;
    private final AtLeast views;
    private final Wording wording;

    Bookings(Submissions submissions, AtLeast views, Wording wording) {
        this.submissions = submissions;
        this.views = views;
        this.wording = wording;
    }

    /** What a booked form answers with; the position comes by itself. */
    record Made(String id) {

        private static Made by(Operation operation) {
            return new Made(operation.id().toString());
        }
    }

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
        return switch (this.<R>previewed(caller, command)) {
            case Answer.Done<R> it -> new Asked.Shown<>(it.outcome(), false);
            case Answer.Waiting<R> it -> new Asked.Shown<>(it.outcome(), true);
            case Answer.Refused<R> it -> refused(form, field, it.problem());
            case Answer.Before<R> _ -> throw new IllegalStateException("a preview has no key");
        };
    }

    private <R> Answer<R> previewed(Caller caller, Function<Operation, ?> command) {
        return submissions.preview(caller.client(), command.apply(submissions.operation()));
    }

    /** Books what a form asks for without showing it first: counts, and words about something. */
    public <R> Asked<R> book(
            Caller caller, Form form, String field, Function<Operation, ?> command, Consumer<Operation> entry) {
        return answered(form, field, () -> {
            var before = accepted(caller, form);
            var operation = submissions.operation();
            if (before.isEmpty()) {
                entry.accept(operation);
            }
            Submitted<R> submitted = submissions.submit(
                    submission(caller, form), command.apply(operation), (R _) -> Made.by(operation), 201);
            return told(form, field, operation, submitted, before);
        });
    }

    /**
     * What a form's key was answered with, if that was a yes. A no binds nobody: who asks again asks anew, with another
     * key.
     */
    private Optional<OperationId> accepted(Caller caller, Form form) {
        var before = submissions.answered(caller.client(), form.key());
        if (before.isPresent() && !before.get().accepted()) {
            form.renew();
        }
        return before.filter(Submissions.Answered::accepted).flatMap(it -> Optional.ofNullable(it.operation()));
    }

    private static Submission submission(Caller caller, Form form) {
        return new Submission(
                caller.client(), "POST", form.path(), form.contents(), form.key(), false, null, Language.FRENCH);
    }

    private <R> Asked<R> told(
            Form form, String field, Operation operation, Submitted<?> submitted, Optional<OperationId> before) {
        return switch (submitted.answer()) {
            case Answer.Done<?> it -> booked(form, operation.id(), it.position(), submitted.replayed());
            case Answer.Waiting<?> it -> waiting(it.waiting(), it.position());
            case Answer.Before<?> it -> bookedBefore(form, it.stored());
            case Answer.Refused<?> it -> {
                form.renew();
                if (it.problem().type() == ProblemType.IDEMPOTENCY_KEY_REUSED && before.isPresent()) {
                    form.refuse(field, already(before.get(), "form.already-otherwise"));
                    yield new Asked.Refused<>();
                }
                yield refused(form, field, it.problem());
            }
        };
    }

    /** When a form was booked before, and as what. */
    String already(OperationId operation, String message) {
        var locale = LocaleContextHolder.getLocale();
        return wording.of(message, locale, Formats.of(locale).dayAndTime(operation.drawnAt()), operation.toString());
    }

    /** Why the ledger would refuse a command now; empty if it would not. */
    public Optional<String> refusal(Caller caller, Function<Operation, ?> command) {
        return previewed(caller, command) instanceof Answer.Refused<?> it
                ? Optional.of(wording.of(it.problem(), LocaleContextHolder.getLocale()))
                : Optional.empty();
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
            Submitted<S> submitted =
                    submissions.submitAndShowOnce(submission(caller, form), command, (S _) -> Made.by(operation), 201);
            return told(form, field, operation, submitted, Optional.empty());
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

    private <R> Asked<R> bookedBefore(Form form, StoredYes stored) {
        var id = stored.id();
        if (id == null) {
            throw new IllegalStateException("a form's answer names its operation");
        }
        return stored.waits() ? waiting(id, stored.position()) : booked(form, id, stored.position(), true);
    }

    private <R> Asked<R> booked(Form form, OperationId operation, @Nullable Long position, boolean before) {
        awaitViews(position);
        Onwards.say(new BookingNotice(form.key(), operation, before));
        return new Asked.Booked<>(operation.toString());
    }

    private <R> Asked<R> waiting(OperationId id, @Nullable Long position) {
        awaitViews(position);
        return new Asked.Waiting<>(id.toString());
    }

    private void awaitViews(@Nullable Long position) {
        try {
            views.await(position == null ? 0 : position, "/");
        } catch (ProblemException _) {
            // Booked it is; the page that follows is behind for once.
        }
    }

    /** Shows beside a field why something is refused that was not brought to the ledger. */
    public void refuse(Form form, String field, Problem problem) {
        form.refuse(field, wording.of(problem, LocaleContextHolder.getLocale()));
    }

    private <R> Asked<R> refused(Form form, String field, Problem problem) {
        form.refuse(field, wording.of(problem, LocaleContextHolder.getLocale()));
        return new Asked.Refused<>();
    }
}
