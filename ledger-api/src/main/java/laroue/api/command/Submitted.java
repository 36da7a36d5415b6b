package laroue.api.command;

import laroue.confirmation.Confirmations.Waits;
import laroue.ledger.Reply;
import laroue.ledger.StoredAnswer;

/**
 * A command that was submitted, and its answer: as it is sent to a program, and as a page reads it. Neither is made before it is
 * asked for.
 *
 * @param <R> what the ledger answers the command with
 */
public final class Submitted<R> {

    private final Reply<R> reply;
    private final AnswerText<R> text;

    Submitted(Reply<R> reply, AnswerText<R> text) {
        this.reply = reply;
        this.text = text;
    }

    /** Whether this answer was given before to the same key; what is answered with a secret has no replay but that it waits. */
    public boolean replayed() {
        return reply.replayed() && (!text.once() || AnswerText.waits(written()));
    }

    /** The bytes of the answer: those that are stored, where any are. A secret is in them the first time only. */
    public StoredAnswer written() {
        return text.once() && reply instanceof Reply.Accepted<R> it && !it.replayed() && !(it.answer() instanceof Waits)
                ? text.shown(it.answer(), it.position())
                : reply.written(text);
    }

    /** The language of a refusal: of this request, or of the one that the same answer was stored for. */
    public Language language() {
        return reply.replayed()
                ? Problem.languageOf(written().text())
                : text.submission().language();
    }

    /** What was decided. Only an answer that is stored from before is read from its text. */
    @SuppressWarnings("unchecked") // what waits would answer as the command does
    public Answer<R> answer() {
        return switch (reply) {
            case Reply.Refused<R> it -> new Answer.Refused<>(text.problems().apply(it.refusal()));
            case Reply.Earlier<R> it -> AnswerText.read(text.json(), it.stored());
            case Reply.Accepted<R> it
            when it.replayed() && it.stored() != null -> AnswerText.read(text.json(), it.stored());
            case Reply.Accepted<R> it ->
                it.answer() instanceof Waits waits
                        ? new Answer.Waiting<>(waits.waiting(), (R) waits.would(), it.position())
                        : new Answer.Done<>(it.answer(), it.position());
        };
    }
}
