package laroue.ledger;

import java.util.concurrent.CompletableFuture;
import laroue.decision.Verdict;

/** The one door to the writer. What is answered is durable: it was committed before. */
public interface Ledger {

    /**
     * Carries a command out, once for each key.
     *
     * @return what was decided, also when it is a refusal
     * @throws LedgerBusyException if the writer has too much to do; nothing happened, and the same key may be sent again
     * @throws NotTheWriterException if another node writes; nothing happened, and the same key may be sent there
     * @throws OutcomeUnknownException if nobody knows yet whether it happened; the same key will tell
     */
    <R> Reply<R> execute(Object command, Request request, AnswerFormat<R> format);

    /** Whether one more command from outside would be refused at once, because too many wait or have waited too long. */
    boolean isBusy();

    /**
     * Carries a command out for the node itself, in the order of the calls.
     *
     * @return completes after the commit
     */
    <R> CompletableFuture<Done<R>> carryOut(Object command, Request request);

    /**
     * A verdict that was written.
     *
     * @param position of the command's last event, or of the head where it had none
     */
    record Done<R>(Verdict<R> verdict, long position) {}
}
