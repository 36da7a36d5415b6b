package laroue.api.command;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings commands to the ledger under the keys of their requests, or previews them. HTTP and pages write what came of it. */
@Component
public final class Submissions {

    /** What the hash of a request is for. */
    private static final String FINGERPRINT = "fingerprint";

    private final Ledger ledger;
    private final IdempotencyRecords records;
    private final Secrets secrets;
    private final JsonMapper json;
    private final InstantSource clock;
    private final FirstUses firstUses;
    private final BalanceReaders balanceReaders;
    private final HeldActs held;

    Submissions(
            Ledger ledger,
            IdempotencyRecords records,
            Secrets secrets,
            JsonMapper json,
            InstantSource clock,
            FirstUses firstUses,
            BalanceReaders balanceReaders,
            HeldActs held) {
        this.ledger = ledger;
        this.records = records;
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
     * Carries out a command, once for its key; or shows what it would do. What has to wait for a second person is answered with
     * the id under which it waits.
     *
     * @param answer the record that is written as JSON when the ledger accepts; {@code position} comes last, by itself
     * @param code of that answer: 201 where something was made, 200 where something was done to it
     */
    public <R> Submitted<R> submit(Submission submission, Object command, Function<R, ?> answer, int code) {
        return execute(command, text(submission, answer, code, false));
    }

    /**
     * Carries out a command whose answer holds a secret: it is shown to the first who asks and is stored nowhere, so the
     * key's second use is refused as done already.
     */
    public <R> Submitted<R> submitAndShowOnce(Submission submission, Object command, Function<R, ?> answer, int code) {
        return execute(command, text(submission, answer, code, true));
    }

    private <R> AnswerText<R> text(Submission submission, Function<R, ?> answer, int code, boolean once) {
        return new AnswerText<>(json, submission, it -> problem(submission.client(), it), answer, code, once);
    }

    private <R> Submitted<R> execute(Object command, AnswerText<R> text) {
        var submission = text.submission();
        var operation = operation();
        var sent = held.asSent(submission.client(), command, operation, !submission.preview());
        Reply<R> reply = ledger.execute(sent, request(submission), text);
        boolean waits = reply instanceof Reply.Accepted<R> it && it.answer() instanceof Waits && !it.replayed();
        if (sent instanceof AskSecondPerson && !waits && !submission.preview()) {
            held.forget(operation.id());
        }
        return new Submitted<>(reply, text);
    }

    /** Shows what a command would do. Nothing is stored. */
    public <R> Answer<R> preview(String client, Object command) {
        var submission = new Submission(client, "", "", "", null, true, null, Language.FRENCH);
        return execute(command, this.<R>text(submission, Function.identity(), 0, false))
                .answer();
    }

    /**
     * Carries out a command for what the node itself has done or is about to do, and waits until it is durable.
     *
     * @return whether the ledger accepted it
     */
    public boolean record(String client, Object command) {
        return ledger.execute(command, Request.by(client), new NoText()) instanceof Reply.Accepted<Object>;
    }

    /** Nobody reads the answer to what the node records. */
    private record NoText() implements AnswerFormat<Object> {

        @Override
        public int acceptedCode() {
            return 0;
        }

        @Override
        public StoredAnswer accepted(Object answer, @Nullable Long position) {
            return new StoredAnswer(0, "");
        }

        @Override
        public StoredAnswer refused(Refusal refusal) {
            return new StoredAnswer(0, "");
        }
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
        return records.find(client, key).map(it -> {
            boolean accepted = AnswerText.isYes(it.code());
            return new Answered(
                    accepted,
                    accepted && it.text() != null
                            ? AnswerText.readYes(json, new StoredAnswer(it.code(), it.text()))
                                    .id()
                            : null);
        });
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

    private Request request(Submission submission) {
        var client = submission.client();
        var key = submission.key();
        return key == null || submission.preview()
                ? new Request(client, null, submission.preview())
                : new Request(
                        client,
                        new Request.Key(client, key, fingerprint(submission), formerFingerprints(submission)),
                        false);
    }

    private List<Fingerprint> formerFingerprints(Submission it) {
        return secrets.formerHmacHex(FINGERPRINT, it.method(), it.path(), it.body()).stream()
                .map(Fingerprint::ofHex)
                .toList();
    }

    private Fingerprint fingerprint(Submission it) {
        return Fingerprint.ofHex(secrets.hmacHex(FINGERPRINT, it.method(), it.path(), it.body()));
    }
}
