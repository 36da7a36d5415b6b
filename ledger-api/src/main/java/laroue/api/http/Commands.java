package laroue.api.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.confirmation.Confirmations.Waits;
import laroue.decision.Operation;
import laroue.journal.Fingerprint;
import laroue.journal.IdempotencyRecords;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Ledger;
import laroue.ledger.Reply;
import laroue.ledger.Request;
import laroue.ledger.StoredAnswer;
import laroue.register.Secrets;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.ItemRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the commands of a request to the ledger and its answers back. Whatever the ledger wrote down for a key is sent
 * byte for byte.
 */
@Component
public final class Commands {

    private static final int MADE = 201;

    /** What the hash of a request is for. */
    private static final String FINGERPRINT = "fingerprint";

    private final Ledger ledger;
    private final IdempotencyRecords outcomes;
    private final Secrets secrets;
    private final JsonMapper json;
    private final InstantSource clock;
    private final FirstUses firstUses;
    private final BalanceReaders balanceReaders;
    private final HeldActs held;

    Commands(
            Ledger ledger,
            IdempotencyRecords outcomes,
            Secrets secrets,
            JsonMapper json,
            InstantSource clock,
            FirstUses firstUses,
            BalanceReaders balanceReaders,
            HeldActs held) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
        this.firstUses = firstUses;
        this.balanceReaders = balanceReaders;
        this.held = held;
    }

    /** A new operation that takes effect now, in microseconds: PostgreSQL keeps no more of an instant. */
    public Operation operation() {
        var now = micros(clock);
        return Operation.asked(OperationId.fresh(now.toEpochMilli()), now);
    }

    static Instant micros(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A new operation that is entered now and took effect before: a paper register that is typed in late.
     *
     * @param effectiveAt null for now
     * @throws ProblemException if it is in the future
     */
    public Operation operation(@Nullable Instant effectiveAt) {
        var now = operation();
        if (effectiveAt == null) {
            return now;
        }
        if (effectiveAt.isAfter(now.at())) {
            throw Problems.malformed("effectiveAt", "cet instant est à venir");
        }
        return Operation.asked(now.id(), effectiveAt);
    }

    /** Writes what the register keeps about an operation, before it; a preview leaves no trace there either. */
    public void unlessPreview(Call call, Runnable entry) {
        if (!call.preview()) {
            entry.run();
        }
    }

    /**
     * Carries out the command of a call, once for its key; or shows what it would do. What has to wait for a second person is
     * answered with 202 and the id under which it waits.
     *
     * @param client who asks; access has been checked
     * @param answer the record that is written as JSON when the ledger accepts; {@code position} comes last, by itself
     * @param status of that answer: 201 where something was made, 200 where something was done to it
     */
    public <R> ResponseEntity<String> carryOut(
            String client, Call call, Object command, Function<R, ?> answer, int status) {
        var rendering = new AnswerFormat<R>() {
            @Override
            public int acceptedCode() {
                return status;
            }

            @Override
            public StoredAnswer accepted(R outcome, @Nullable Long position) {
                return outcome instanceof Waits waits
                        ? waiting(waits, position, answer)
                        : new StoredAnswer(status, text(answer.apply(outcome), position));
            }

            @Override
            public StoredAnswer refused(Refusal refusal) {
                return written(client, call, refusal);
            }
        };
        var reply = execute(client, call, command, rendering);
        return entity(reply.written(rendering), reply.replayed());
    }

    /**
     * Carries out a command for what the node itself has done or is about to do, and waits until it is durable.
     *
     * @return whether the ledger accepted it
     */
    public boolean record(String client, Object command) {
        var rendering = new AnswerFormat<Object>() {
            @Override
            public int acceptedCode() {
                return MADE;
            }

            @Override
            public StoredAnswer accepted(Object outcome, @Nullable Long position) {
                return new StoredAnswer(MADE, "");
            }

            @Override
            public StoredAnswer refused(Refusal refusal) {
                return new StoredAnswer(HttpStatus.CONFLICT.value(), "");
            }
        };
        return ledger.execute(command, Request.by(client), rendering) instanceof Reply.Accepted<Object>;
    }

    private <R> Reply<R> execute(String client, Call call, Object command, AnswerFormat<R> format) {
        var operation = operation();
        var sent = held.asSent(client, command, operation, !call.preview());
        Reply<R> reply = ledger.execute(sent, request(client, call), format);
        boolean waits = reply instanceof Reply.Accepted<R> it && it.answer() instanceof Waits && !reply.replayed();
        if (sent instanceof AskSecondPerson && !waits && !call.preview()) {
            held.forget(operation.id());
        }
        return reply;
    }

    /** What an act that waits is answered with. */
    record Waiting(String waiting) {}

    /** A preview shows what would wait. */
    @SuppressWarnings("unchecked") // what waits would answer as the command does
    private <R> StoredAnswer waiting(Waits waits, @Nullable Long position, Function<R, ?> answer) {
        var shown = position == null
                ? answer.apply((R) waits.would())
                : new Waiting(waits.waiting().toString());
        return new StoredAnswer(HttpStatus.ACCEPTED.value(), text(shown, position));
    }

    /**
     * Carries out a command whose answer holds a secret: it is shown to the first who asks and is stored nowhere, so the
     * key's second use is refused as done already.
     */
    public <R> ResponseEntity<String> carryOutAndShowOnce(
            String client, Call call, Object command, Function<R, ?> answer, int status) {
        var shown = new AtomicReference<@Nullable String>();
        var rendering = new AnswerFormat<R>() {
            @Override
            public int acceptedCode() {
                return status;
            }

            @Override
            public StoredAnswer accepted(R outcome, @Nullable Long position) {
                if (outcome instanceof Waits waits) {
                    return waiting(waits, position, answer);
                }
                shown.set(text(answer.apply(outcome), position));
                var done = Problem.of(
                        ProblemType.ALREADY_DONE, "Cette demande a été faite ; sa réponse n'est montrée qu'une fois.");
                return new StoredAnswer(done.status(), Problems.json(done, call.traceId()));
            }

            @Override
            public StoredAnswer refused(Refusal refusal) {
                return written(client, call, refusal);
            }
        };
        var reply = execute(client, call, command, rendering);
        var written = reply.written(rendering);
        var secret = shown.get();
        return secret == null || reply.replayed()
                ? entity(written, reply.replayed() && written.code() == HttpStatus.ACCEPTED.value())
                : entity(new StoredAnswer(status, secret), false);
    }

    /**
     * What the ledger answered to a key before.
     *
     * @param accepted false for a refusal
     * @param operation the id of what was made; null where the answer names none
     */
    public record Answered(boolean accepted, @Nullable OperationId operation) {}

    /** The answer that is kept under a key of a client; empty as long as the key was not used. */
    public Optional<Answered> answered(String client, String key) {
        return outcomes.find(client, key).map(it -> new Answered(it.code() < 400, operation(it.text())));
    }

    private @Nullable OperationId operation(@Nullable String body) {
        if (body == null) {
            return null;
        }
        var answer = json.readTree(body);
        return OperationId.parse(answer.path("id").asString())
                .or(() -> OperationId.parse(answer.path("waiting").asString()))
                .orElse(null);
    }

    /** What a command would do, or why it would not. */
    public sealed interface Foreseen<R> {

        /**
         * It would happen.
         *
         * @param waits whether only once a second person has confirmed it
         */
        record Accepted<R>(R outcome, boolean waits) implements Foreseen<R> {}

        record Refused<R>(Problem problem) implements Foreseen<R> {}
    }

    /** Shows what a command would do to who can read more than JSON: a page. Nothing is stored. */
    public <R> Foreseen<R> foresee(String client, Object command) {
        var foreseen = new AtomicReference<@Nullable Foreseen<R>>();
        var rendering = new AnswerFormat<R>() {
            @Override
            public int acceptedCode() {
                return MADE;
            }

            @Override
            @SuppressWarnings("unchecked") // what waits would answer as the command does
            public StoredAnswer accepted(R outcome, @Nullable Long position) {
                foreseen.set(
                        outcome instanceof Waits waits
                                ? new Foreseen.Accepted<>((R) waits.would(), true)
                                : new Foreseen.Accepted<>(outcome, false));
                return new StoredAnswer(MADE, "");
            }

            @Override
            public StoredAnswer refused(Refusal refusal) {
                var problem = problem(client, refusal);
                foreseen.set(new Foreseen.Refused<>(problem));
                return new StoredAnswer(problem.status(), "");
            }
        };
        var sent = held.asSent(client, command, operation(), false);
        ledger.execute(sent, new Request(client, null, true), rendering).written(rendering);
        return Objects.requireNonNull(foreseen.get(), "a preview is always rendered");
    }

    /** What the refusal looks like to this caller, who may know more of what was done before, or of an account, than others. */
    public Problem problem(String client, Refusal refusal) {
        return switch (refusal) {
            case DuplicateReference it ->
                RefusalProblems.duplicate(it, firstUses.find(client, it.first()).orElse(null));
            case InsufficientBalance it
            when !balanceReaders.include(client, it.account()) -> RefusalProblems.insufficientBalanceOfAnother(it);
            case ItemRefused it -> RefusalProblems.ofItem(problem(client, it.because()), it.index());
            default -> RefusalProblems.of(refusal);
        };
    }

    private StoredAnswer written(String client, Call call, Refusal refusal) {
        var problem = problem(client, refusal);
        return new StoredAnswer(problem.status(), Problems.json(problem, call.traceId()));
    }

    /** A preview promises nothing that it does not have: it is without ids and without a position. */
    private String text(Object answer, @Nullable Long position) {
        ObjectNode tree = json.valueToTree(answer);
        if (position == null) {
            tree.remove("id");
            tree.path("items").forEach(it -> ((ObjectNode) it).remove("id"));
        } else {
            tree.put("position", position);
        }
        return json.writeValueAsString(tree);
    }

    private Request request(String client, Call call) {
        var key = call.key();
        return key == null || call.preview()
                ? new Request(client, null, call.preview())
                : new Request(client, new Request.Key(client, key, fingerprint(call), formerFingerprints(call)), false);
    }

    private List<Fingerprint> formerFingerprints(Call call) {
        return secrets.formerHmacHex(FINGERPRINT, call.method(), call.path(), call.body()).stream()
                .map(Fingerprint::ofHex)
                .toList();
    }

    private Fingerprint fingerprint(Call call) {
        return Fingerprint.ofHex(secrets.hmacHex(FINGERPRINT, call.method(), call.path(), call.body()));
    }

    private static ResponseEntity<String> entity(StoredAnswer written, boolean replayed) {
        var answer = ResponseEntity.status(written.code())
                .contentType(
                        written.code() < 400
                                ? MediaType.APPLICATION_JSON
                                : MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (replayed) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(written.text());
    }
}
